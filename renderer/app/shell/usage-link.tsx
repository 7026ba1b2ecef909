import { Link } from '@tanstack/react-router';
import { bytesInWords, counted, dollarsInWords } from '#renderer/lib/numbers.ts';
import { totalOf, useUsage } from '#renderer/lib/usage.ts';
import styles from './status-bar.module.css';

/** What this month asked of buckets; a press shows it by kind. */
export function UsageLink() {
  const usage = useUsage();
  if (!usage) return null;
  const { requests, bytes } = totalOf(usage.month.counts);
  const cost = usage.estimate === null ? [] : [dollarsInWords(usage.estimate.month)];
  const words = [counted(requests, 'request'), `${bytesInWords(bytes)} this month`, ...cost].join(' · ');
  return (
    <Link
      to="/settings"
      search={{ section: 'storage' }}
      className={`${styles.press} ${styles.usage}`}
      title="By kind, in the settings; an estimate"
    >
      {words}
    </Link>
  );
}
