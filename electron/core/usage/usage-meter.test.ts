import { expect, it } from 'vitest';
import { estimateCost, noRequests } from '#shared/model/usage.ts';
import { createMemoryStore } from '../testing/test-platform.ts';
import { s3Prices } from './s3-prices.ts';
import { createUsageMeter } from './usage-meter.ts';

const november = Date.parse('2026-11-30T23:59:00Z');
const december = Date.parse('2026-12-01T00:01:00Z');

it('counts requests and bytes of the session, and of the month over restarts', () => {
  const store = createMemoryStore();
  const first = createUsageMeter({ store, now: () => november });
  first.note({ kind: 'GET', sent: 0, received: 2_000 });
  first.note({ kind: 'PUT', sent: 500, received: 0 });
  first.close();
  const second = createUsageMeter({ store, now: () => november });
  second.note({ kind: 'GET', sent: 1, received: 1_000 });
  const { session, month } = second.read(true);
  expect(session.GET).toEqual({ requests: 1, sentBytes: 1, receivedBytes: 1_000 });
  expect(month.name).toBe('2026-11');
  expect(month.counts.GET).toEqual({ requests: 2, sentBytes: 1, receivedBytes: 3_000 });
  expect(month.counts.PUT).toEqual({ requests: 1, sentBytes: 500, receivedBytes: 0 });
  second.close();
  second.close();
  expect(createUsageMeter({ store, now: () => november }).read(true).month).toEqual(month);
});

it('begins a month at nothing, by UTC, and goes on with the session', () => {
  let now = november;
  const store = createMemoryStore();
  const meter = createUsageMeter({ store, now: () => now });
  meter.note({ kind: 'LIST', sent: 0, received: 10 });
  now = december;
  expect(meter.read(true).month).toEqual({ name: '2026-12', counts: noRequests() });
  meter.note({ kind: 'LIST', sent: 0, received: 20 });
  expect(meter.read(true).month.counts.LIST).toMatchObject({ requests: 1, receivedBytes: 20 });
  expect(meter.read(true).session.LIST.requests).toBe(2);
  meter.close();
});

it('adds to what another process of the app has counted meanwhile', () => {
  const store = createMemoryStore();
  const [one, other] = [1, 2].map(() => createUsageMeter({ store, now: () => november }));
  for (const meter of [one, other]) meter?.note({ kind: 'HEAD', sent: 0, received: 0 });
  one?.close();
  other?.close();
  expect(createUsageMeter({ store, now: () => november }).read(true).month.counts.HEAD.requests).toBe(2);
});

it('reads damaged counts as none', () => {
  const store = createMemoryStore();
  store.set('usage', { name: '2026-11', counts: { GET: { requests: -1 } } });
  expect(createUsageMeter({ store, now: () => november }).read(true).month.counts).toEqual(noRequests());
});

it('estimates by the price list, and only for the service that it is of', () => {
  const counts = noRequests();
  counts.LIST.requests = 10_000;
  counts.GET.requests = 100_000;
  counts.GET.receivedBytes = 10_000_000_000;
  expect(estimateCost(counts, s3Prices)).toBeCloseTo(0.05 + 0.04 + 0.9, 10);
  const meter = createUsageMeter({ store: createMemoryStore() });
  expect(meter.read(false)).toMatchObject({ estimate: null, prices: s3Prices });
  expect(meter.read(true).estimate).toEqual({ session: 0, month: 0 });
});
