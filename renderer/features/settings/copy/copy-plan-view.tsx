import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { bytesInWords, counted, dollarsInWords, grouped } from '#renderer/lib/numbers.ts';
import type { CopyPlan } from '#shared/model/library-copy.ts';
import styles from './copy.module.css';
import { type CopyChoices, countCopied, startChoices } from './copy-choices.ts';
import { CopyDifferences } from './copy-differences.tsx';

/** What copying would do, in numbers, and the choice about what differs. */
export function CopyPlanView(props: {
  plan: CopyPlan;
  isStarting: boolean;
  back(): void;
  start(choices: CopyChoices): void;
}) {
  const { plan, isStarting, back, start } = props;
  const [choices, setChoices] = useState(startChoices);
  const copied = countCopied(plan, choices);
  return (
    <>
      <p className={styles.route}>
        <strong>{plan.from.name}</strong> with {counted(plan.from.objects, 'file')} to{' '}
        <strong>{plan.to.name}</strong> with {counted(plan.to.objects, 'file')}
      </p>
      {plan.warning !== null && (
        <p className={styles.warning} role="alert">
          <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
          <span>{plan.warning}</span>
        </p>
      )}
      <dl className={styles.figures}>
        <Figure label="New" value={grouped(plan.fresh.count)} note={bytesInWords(plan.fresh.bytes)} />
        <Figure label="Same" value={grouped(plan.same.count)} note="not copied again" />
        <Figure
          label="Different"
          value={grouped(plan.different.length)}
          note={plan.different.length > 0 ? 'your choice' : 'nothing to choose'}
        />
        <Figure
          label="Requests"
          value={grouped(plan.requests)}
          note={plan.cost === null ? 'price not known' : dollarsInWords(plan.cost)}
        />
      </dl>
      {plan.different.length > 0 && (
        <CopyDifferences differences={plan.different} choices={choices} change={setChoices} />
      )}
      {plan.odd.length > 0 && <OddNames odd={plan.odd} />}
      <div className={styles.foot}>
        <Button variant="default" onClick={back}>
          Back
        </Button>
        <span className={styles.space} />
        <Button loading={isStarting} disabled={copied === 0} data-autofocus onClick={() => start(choices)}>
          {copied === 0 ? 'Nothing to copy' : `Copy ${counted(copied, 'file')}`}
        </Button>
      </div>
    </>
  );
}

function Figure({ label, value, note }: { label: string; value: string; note: string }) {
  return (
    <div className={styles.figure}>
      <dt>{label}</dt>
      <dd className={styles.value}>{value}</dd>
      <dd className={styles.note}>{note}</dd>
    </div>
  );
}

const shownOdd = 200;

function OddNames({ odd }: { odd: CopyPlan['odd'] }) {
  return (
    <details className={styles.odd}>
      <summary>
        {odd.length === 1 ? '1 file cannot be copied' : `${grouped(odd.length)} files cannot be copied`}
      </summary>
      <ul>
        {odd.slice(0, shownOdd).map(({ key, reason }) => (
          <li key={key}>
            <code>{key}</code> {reason}
          </li>
        ))}
        {odd.length > shownOdd && <li>and {grouped(odd.length - shownOdd)} more</li>}
      </ul>
    </details>
  );
}
