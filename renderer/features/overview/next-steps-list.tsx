import { VisuallyHidden } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { SectionLabel } from '#renderer/components/section-label.tsx';
import { selectProfile } from '#renderer/lib/selection.ts';
import styles from './lists.module.css';
import type { NextStep } from './next-steps.ts';

const shownFirst = 3;

/** What is missing next, each with the page where it is done. */
export function NextStepsList({ steps }: { steps: readonly NextStep[] }) {
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? steps : steps.slice(0, shownFirst);
  return (
    <section className={styles.list} aria-labelledby="next-steps">
      <SectionLabel id="next-steps" aside={`${steps.length} ${steps.length === 1 ? 'profile' : 'profiles'}`}>
        Missing next
      </SectionLabel>
      <ul>
        {shown.map((step) => (
          <li key={step.profile} className={styles.step}>
            <span className={styles.name}>{step.profile}</span>
            <StepLinks step={step} />
          </li>
        ))}
      </ul>
      <MoreButton total={steps.length} first={shownFirst} showsAll={showsAll} onToggle={setShowsAll} />
    </section>
  );
}

function StepLinks({ step }: { step: NextStep }) {
  const select = () => selectProfile(step.profile);
  if (step.isNew) {
    return (
      <Link to="/prompts" className={styles.link} onClick={select}>
        Nothing yet <To page="Prompts" />
      </Link>
    );
  }
  // Two links leave no room for the names of their pages.
  const isLong = step.missing === 0 || step.toRate === 0;
  return (
    <>
      {step.missing > 0 && (
        <Link
          to="/gallery"
          search={{ filter: 'missing' }}
          className={styles.link}
          title={step.missing === 1 ? '1 test lacks a picture' : `${step.missing} tests lack a picture`}
          onClick={select}
        >
          {step.missing} missing <To page="Gallery" isShown={isLong} />
        </Link>
      )}
      {step.toRate > 0 && (
        <Link to="/review" className={styles.link} onClick={select}>
          {step.toRate} unrated <To page="Review" isShown={isLong} />
        </Link>
      )}
    </>
  );
}

function To({ page, isShown = true }: { page: string; isShown?: boolean }) {
  if (!isShown) return <VisuallyHidden>to {page}</VisuallyHidden>;
  return (
    <>
      <IconArrowRight className={styles.to} size={13} stroke={1.8} aria-label="to" role="img" /> {page}
    </>
  );
}

interface MoreButtonProps {
  total: number;
  first: number;
  showsAll: boolean;
  onToggle(showsAll: boolean): void;
}

/** Shows the rest of a list that begins short; nothing where all is shown anyway. */
export function MoreButton({ total, first, showsAll, onToggle }: MoreButtonProps) {
  if (total <= first) return null;
  return (
    <button
      type="button"
      className={styles.more}
      aria-expanded={showsAll}
      onClick={() => onToggle(!showsAll)}
    >
      {showsAll ? 'Show fewer' : `Show ${total - first} more`}
    </button>
  );
}
