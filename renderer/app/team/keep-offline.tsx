import { api } from '#renderer/lib/bridge.ts';
import { confirm } from '#renderer/lib/confirm.tsx';
import { notifyDone, notifyError } from '#renderer/lib/notify.ts';
import { bytesInWords, counted } from '#renderer/lib/numbers.ts';
import type { OfflinePlan } from '#shared/model/team.ts';

/** Says how much there is to fetch, and fetches the whole library when the user agrees. */
export async function keepOffline(): Promise<void> {
  const plan = await api.team.planOffline({});
  if (!plan.ok) {
    notifyError(plan.error, 'What is missing could not be counted');
    return;
  }
  const missing = missingOf(plan.value);
  if (missing.objects === 0) {
    notifyDone('The whole library is on this device already.');
    return;
  }
  const isWanted = await confirm({
    title: 'Keep everything offline',
    body: inWords(plan.value),
    confirmLabel: `Fetch ${bytesInWords(missing.bytes)}`,
  });
  if (!isWanted) return;
  const job = await api.team.keepOffline({});
  if (!job.ok) notifyError(job.error, 'The library was not fetched');
}

function missingOf({ objects, bytes, here }: OfflinePlan): { objects: number; bytes: number } {
  return { objects: objects - here.objects, bytes: Math.max(0, bytes - here.bytes) };
}

function inWords(plan: OfflinePlan): string {
  const missing = missingOf(plan);
  const here =
    plan.here.objects === 0
      ? ''
      : ` ${counted(plan.here.objects, 'file')} of ${bytesInWords(plan.here.bytes)} are here already.`;
  return `${counted(missing.objects, 'file')} of ${bytesInWords(missing.bytes)} are fetched and kept on this device, so that every picture is there without the network.${here} You can go on working meanwhile.`;
}
