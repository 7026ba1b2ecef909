import { Button, Checkbox, Loader } from '@mantine/core';
import { SectionLabel } from '#renderer/components/section-label.tsx';
import { type ConnectionLine, type ConnectionReport, connectionChecks } from '#shared/model/connection.ts';
import styles from './bucket.module.css';
import { checkLabels, isUnprotected, protectionVerdicts, stateLabels } from './connection-words.ts';
import { LineIcon } from './line-icon.tsx';

/** What a test of a connection found, line by line, and what follows for editing. */
export function ConnectionReportView(props: {
  /** Undefined while it is being tested. */
  report: ConnectionReport | undefined;
  isOutdated: boolean;
  soleEditor: boolean;
  setSoleEditor(soleEditor: boolean): void;
  takeRegion(region: string): void;
}) {
  const { report, isOutdated, soleEditor, setSoleEditor, takeRegion } = props;
  return (
    <section className={styles.report} aria-label="Connection test" aria-busy={report === undefined}>
      <SectionLabel aside={asideOf(report, isOutdated)}>Connection test</SectionLabel>
      <ul className={styles.lines}>
        {report ? (
          report.lines.map((line) => (
            <Line
              key={line.check}
              line={line}
              region={line.check === 'region' && !isOutdated ? report.suggestedRegion : null}
              takeRegion={takeRegion}
            />
          ))
        ) : (
          <PendingLines />
        )}
      </ul>
      {report && isUnprotected(report.protection) && (
        <div className={styles.verdict}>
          <p>{protectionVerdicts[report.protection]}</p>
          <p>
            So this library is opened for reading only, unless nobody else edits it. Other people may read it
            all the same.
          </p>
          <Checkbox
            classNames={{ label: styles.check ?? '' }}
            label="I am the only one who edits this library"
            checked={soleEditor}
            onChange={(event) => setSoleEditor(event.currentTarget.checked)}
          />
        </div>
      )}
    </section>
  );
}

function Line(props: {
  line: ConnectionLine;
  /** The right region, where it is another one. */
  region: string | null;
  takeRegion(region: string): void;
}) {
  const { line, region, takeRegion } = props;
  return (
    <li className={styles.line} data-check={line.check} data-state={line.state}>
      <LineIcon state={line.state} />
      <span className={styles.lineLabel}>{checkLabels[line.check]}</span>
      <span className={styles.lineState}>{stateLabels[line.state]}</span>
      <span className={styles.lineMessage}>
        {line.message}
        {region !== null && (
          <Button variant="default" className={styles.takeRegion ?? ''} onClick={() => takeRegion(region)}>
            Use region {region}
          </Button>
        )}
      </span>
    </li>
  );
}

function PendingLines() {
  return connectionChecks.map((check, index) => (
    <li key={check} className={styles.line}>
      {index === 0 ? <Loader size={16} className={styles.lineIcon ?? ''} /> : <LineIcon state="skipped" />}
      <span className={styles.lineLabel}>{checkLabels[check]}</span>
      <span className={styles.lineState}>{index === 0 ? 'Testing…' : ''}</span>
    </li>
  ));
}

function asideOf(report: ConnectionReport | undefined, isOutdated: boolean): string | undefined {
  if (!report) return undefined;
  if (isOutdated) return 'of what was typed before';
  const seconds = Math.max(0.1, report.milliseconds / 1_000).toFixed(1);
  return `in ${seconds} s, nothing left in the bucket`;
}
