import { modals } from '@mantine/modals';
import { describeReport, type UploadReport } from '#renderer/lib/uploads.ts';
import styles from './problem-list.module.css';

/** Lists the files that were left out, each with its reason. */
export function showProblems(report: UploadReport): void {
  modals.open({
    title: describeReport(report),
    size: 'lg',
    children: (
      <>
        <p className={styles.intro}>These files were left out. Everything else is in its place.</p>
        <ul className={styles.list}>
          {report.problems.map(({ item, error }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name, and the list never changes
            <li key={index}>
              <strong>{item}</strong>
              <span>{error.message}</span>
            </li>
          ))}
        </ul>
      </>
    ),
  });
}
