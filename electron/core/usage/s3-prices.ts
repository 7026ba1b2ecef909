import type { PriceList } from '#shared/model/usage.ts';

/**
 * The public list prices of AWS, of its standard storage class in its first region, without taxes. Storing
 * itself (about $0.023 a gigabyte and month) is not counted, for the app does not cause it by being used.
 * Source: https://aws.amazon.com/s3/pricing/
 */
export const s3Prices: PriceList = {
  of: 'AWS S3 Standard, us-east-1',
  date: '2026-11-23',
  perThousand: { GET: 0.0004, HEAD: 0.0004, LIST: 0.005, PUT: 0.005, DELETE: 0 },
  // The first 100 gigabytes of a month are free; an estimate that says too much is the safer one.
  perGigabyteReceived: 0.09,
};
