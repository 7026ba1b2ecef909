import type { Findings } from './findings.ts';
import { answerOf, type ProbeBucket } from './probe-bucket.ts';

const recommendation =
  'Recommended: turn it on, with a rule that lets old versions expire after some weeks, as the undo of last resort.';

/** Asks whether the bucket keeps old versions, and writes the line about it. It is never needed. */
export async function tellVersioning(bucket: ProbeBucket, findings: Findings): Promise<void> {
  try {
    const isOn = (await bucket.versioning()) === 'Enabled';
    if (isOn) {
      const message =
        'It is on: what is overwritten or deleted can be got back. A rule should let old versions expire.';
      findings.ok('versioning', message);
    } else {
      findings.advise('versioning', `It is off. ${recommendation}`);
    }
  } catch (error) {
    tellUnknown(answerOf(error).status, findings);
  }
}

function tellUnknown(status: number | undefined, findings: Findings): void {
  if (status === 501) {
    const message =
      'The service does not know versioning: what is overwritten or deleted can be got back from the app’s History only.';
    findings.advise('versioning', message);
  } else if (status === 403) {
    const message = `The right to ask (s3:GetBucketVersioning) is missing, which is fine. ${recommendation}`;
    findings.ok('versioning', message);
  } else {
    findings.advise('versioning', `The service does not tell. ${recommendation}`);
  }
}
