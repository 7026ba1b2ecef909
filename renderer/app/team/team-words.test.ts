import { expect, it } from 'vitest';
import type { TeamStatus } from '#shared/model/team.ts';
import { explainTeamState, teamStateInWords } from './team-words.ts';

const noon = new Date(2026, 10, 2, 12, 0).getTime();
const upToDate: TeamStatus = {
  state: 'up-to-date',
  waiting: 0,
  conflicts: 0,
  offlineSince: null,
  checkedAt: null,
  problem: null,
};

it.each<[Partial<TeamStatus>, string]>([
  [{}, 'Up to date'],
  [{ state: 'waiting', waiting: 1 }, '1 change waiting'],
  [{ state: 'waiting', waiting: 1_500 }, '1,500 changes waiting'],
  [{ state: 'read-only' }, 'Read only'],
  [{ state: 'read-only', waiting: 1 }, 'Read only, 1 change waiting'],
  [{ state: 'needs-attention', conflicts: 2 }, '2 conflicts to decide'],
  [{ state: 'needs-attention', problem: 'The clock is wrong.' }, 'Needs attention'],
  [{ state: 'offline', offlineSince: new Date(2026, 10, 2, 9, 5).toISOString() }, 'Offline since 09:05'],
  [
    { state: 'offline', offlineSince: new Date(2026, 10, 1, 21, 5).toISOString(), waiting: 3 },
    'Offline since Sun 21:05, 3 changes waiting',
  ],
])('says %j as “%s”', (part, words) => {
  expect(teamStateInWords({ ...upToDate, ...part }, noon)).toBe(words);
});

it('never calls a library read-only that is merely offline', () => {
  const words = explainTeamState({ ...upToDate, state: 'offline', offlineSince: null }, noon);
  expect(words).toContain('Go on working');
  expect(words).not.toMatch(/read.only/i);
});

it('gives the reason where there is one', () => {
  const problem = 'The bucket refuses to be written to.';
  expect(explainTeamState({ ...upToDate, state: 'read-only', problem }, noon)).toBe(problem);
  expect(explainTeamState({ ...upToDate, state: 'needs-attention', problem }, noon)).toBe(problem);
});

it('says when others’ edits were looked for', () => {
  const checkedAt = new Date(noon - 120_000).toISOString();
  expect(explainTeamState({ ...upToDate, checkedAt }, noon)).toMatch(/Looked for others’ edits 2 min ago\.$/);
});
