import { expect, it } from 'vitest';
import { smallestPolicy } from './connection-policy.ts';

const policyOf = (bucket: string, prefix: string, region: string) =>
  JSON.parse(smallestPolicy({ bucket, prefix, region })) as {
    Statement: { Action: string[]; Resource: string }[];
  };

it('allows what the app does, on the library’s place only', () => {
  const [list, edit] = policyOf('team-bucket', 'suite/one', 'eu-central-1').Statement;
  expect(list?.Action).toEqual(['s3:ListBucket', 's3:GetBucketVersioning']);
  expect(list?.Resource).toBe('arn:aws:s3:::team-bucket');
  expect(edit?.Action).toEqual(['s3:GetObject', 's3:PutObject', 's3:DeleteObject']);
  expect(edit?.Resource).toBe('arn:aws:s3:::team-bucket/suite/one/*');
});

it('names the whole bucket without a prefix, and the partition of the region', () => {
  expect(policyOf('team', '', 'us-east-1').Statement[1]?.Resource).toBe('arn:aws:s3:::team/*');
  expect(policyOf('team', '', 'cn-north-1').Statement[0]?.Resource).toBe('arn:aws-cn:s3:::team');
  expect(policyOf('team', '', 'us-gov-west-1').Statement[0]?.Resource).toBe('arn:aws-us-gov:s3:::team');
});
