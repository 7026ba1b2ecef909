import type { Connection } from './connection.ts';

/** What to answer to whoever asks for the bucket's CORS rules. */
export const corsNote =
  'No CORS rules are needed: the app itself talks to the bucket, not the page in its window.';

/**
 * The smallest IAM policy with which everything works, as JSON text. Listing is allowed for the whole bucket:
 * limited to a prefix, AWS answers 403 instead of 404 for an object that is not there, and the app could not
 * tell absence from a missing right. The right to ask for versioning may be left out.
 */
export function smallestPolicy({ bucket, prefix, region }: Pick<Connection, 'bucket' | 'prefix' | 'region'>) {
  const arn = `arn:${partitionOf(region)}:s3:::${bucket}`;
  const policy = {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'ListBucket',
        Effect: 'Allow',
        Action: ['s3:ListBucket', 's3:GetBucketVersioning'],
        Resource: arn,
      },
      {
        Sid: 'EditLibrary',
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
        Resource: prefix === '' ? `${arn}/*` : `${arn}/${prefix}/*`,
      },
    ],
  };
  return JSON.stringify(policy, null, 2);
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
