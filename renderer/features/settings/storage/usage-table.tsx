import { SectionLabel } from '#renderer/components/section-label.tsx';
import { bytesInWords, dollarsInWords, grouped } from '#renderer/lib/numbers.ts';
import { totalOf, useUsage } from '#renderer/lib/usage.ts';
import { type RequestCounts, requestKinds, type Usage } from '#shared/model/usage.ts';
import styles from './bucket.module.css';

const kindLabels = {
  GET: 'Read',
  HEAD: 'Look up',
  LIST: 'List',
  PUT: 'Write',
  DELETE: 'Delete',
} satisfies Record<(typeof requestKinds)[number], string>;

const monthName = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** Requests and bytes by kind, and what they cost by the price list. */
export function UsageTable() {
  const usage = useUsage();
  if (!usage) return null;
  const { session, month, estimate } = usage;
  return (
    <section className={styles.part} aria-labelledby="usage-label">
      <SectionLabel id="usage-label">Requests and cost</SectionLabel>
      <table className={styles.usage}>
        <thead>
          <tr>
            <td />
            <th scope="colgroup" colSpan={2}>
              Since the start
            </th>
            <th scope="colgroup" colSpan={2}>
              {monthName.format(Date.parse(`${month.name}-01T00:00:00Z`))}, this device
            </th>
          </tr>
          <tr>
            <th scope="col">Kind</th>
            <th scope="col">Requests</th>
            <th scope="col">Bytes</th>
            <th scope="col">Requests</th>
            <th scope="col">Bytes</th>
          </tr>
        </thead>
        <tbody>
          {requestKinds.map((kind) => (
            <tr key={kind}>
              <th scope="row">
                {kindLabels[kind]} <span className={styles.verb}>{kind}</span>
              </th>
              <Figures counts={session[kind]} />
              <Figures counts={month.counts[kind]} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <Totals session={session} month={month.counts} />
          {estimate && (
            <tr>
              <th scope="row">Estimate</th>
              <td colSpan={2}>{dollarsInWords(estimate.session)}</td>
              <td colSpan={2}>{dollarsInWords(estimate.month)}</td>
            </tr>
          )}
        </tfoot>
      </table>
      <p className={styles.text}>{pricesInWords(usage)}</p>
    </section>
  );
}

function Figures({ counts }: { counts: RequestCounts['GET'] }) {
  return (
    <>
      <td>{grouped(counts.requests)}</td>
      <td>{bytesInWords(counts.sentBytes + counts.receivedBytes)}</td>
    </>
  );
}

function Totals({ session, month }: { session: RequestCounts; month: RequestCounts }) {
  const totals = [totalOf(session), totalOf(month)];
  return (
    <tr>
      <th scope="row">All</th>
      {totals.flatMap(({ requests, bytes }, index) => [
        // biome-ignore lint/suspicious/noArrayIndexKey: two columns that never move
        <td key={`requests ${index}`}>{grouped(requests)}</td>,
        // biome-ignore lint/suspicious/noArrayIndexKey: two columns that never move
        <td key={`bytes ${index}`}>{bytesInWords(bytes)}</td>,
      ])}
    </tr>
  );
}

function pricesInWords({ estimate, prices }: Usage): string {
  if (estimate === null) return 'What this service asks for requests is not known, so there is no estimate.';
  return `An estimate, not a bill: by the prices of ${prices.of} as of ${prices.date}, without what storing costs.`;
}
