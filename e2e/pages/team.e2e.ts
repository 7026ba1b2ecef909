import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { FakeS3 } from '#core/storage/testing/fake-s3.ts';
import { complete } from '../support/demo.ts';
import { it, type Member, type Team } from '../support/it-team.ts';
import { chooseProfile, goTo, picturesShown } from '../support/pages.ts';
import { rate, storedRatings, sync, teamButton } from '../support/team.ts';

const lake = 'Alpine Lake at Dawn';
const towers = 'Towers Above Fog';

it('shows within one look what somebody else rated, by name', async ({ team: { join } }) => {
  const anna = await join('Anna');
  const ben = await join('Ben');
  const cell = (words: string) => ben.page.getByRole('gridcell', { name: `${lake}, ${complete}: ${words}` });
  await cell('9, Native fit').waitFor();
  await openReview(anna.page, complete);
  await anna.page.keyboard.press('4');
  await teamButton(anna.page, 'Up to date').waitFor();
  await syncByPanel(ben.page);
  await cell('4, Resistant').waitFor();
  await ben.page.getByRole('contentinfo').getByText(`Anna rated ${lake} for ${complete}, just now`).waitFor();
});

it('moves nothing of what one is doing when others’ edits come in', async ({ team: { join } }) => {
  const anna = await join('Anna');
  const ben = await join('Ben');
  await openReview(ben.page, complete);
  await ben.page.keyboard.press('c');
  await ben.page.keyboard.type('And still water');
  await rate(anna.host, complete, towers, { score: 2, affinity: 'resistant' });
  await sync(anna.host);
  await sync(ben.host);
  await ben.page.getByText(`Anna rated ${towers} for ${complete}`).waitFor();
  // What is typed on lands where the caret was.
  await ben.page.keyboard.type(' again. ');
  const typed = await ben.page.evaluate(() => (document.activeElement as HTMLTextAreaElement).value);
  expect(typed).toMatch(/\S.*And still water again\. $/);
  await ben.page.getByRole('heading', { name: lake }).waitFor();
});

it('loses nothing when two rate different tests at the same moment', async ({ team: { join, server } }) => {
  const anna = await join('Anna');
  const ben = await join('Ben');
  await openReview(anna.page, complete);
  await openReview(ben.page, complete, 2);
  await Promise.all([anna.page.keyboard.press('1'), ben.page.keyboard.press('2')]);
  await expect
    .poll(() => [lake, towers].map((test) => storedRatings(server, complete)[test]?.score))
    .toEqual([1, 2]);
  for (const { page, host } of [anna, ben]) {
    await sync(host);
    await teamButton(page, 'Up to date').waitFor();
  }
});

it.for([
  { pick: 'theirs', keys: ['t'], stored: { score: 2, rated_by: 'Anna' } },
  { pick: 'mine', keys: ['m'], stored: { score: 10, rated_by: 'Ben', commentary: 'Ben’s words' } },
  {
    pick: 'an edited value',
    keys: [],
    stored: { score: 6, affinity: 'workable', commentary: 'Both are right' },
  },
] as const)(
  'shows both values of one rating and lets one decide for $pick',
  async ({ keys, stored }, { team }) => {
    const ben = await makeConflict(team);
    await goTo(ben.page, 'History');
    const refused = ben.page.getByRole('article').filter({ hasText: 'not saved' });
    await refused.getByRole('link', { name: 'Decide…' }).click();

    const conflict = ben.page.getByRole('article', { name: `Changed a rating, ${lake}, ${complete}` });
    const theirs = conflict.getByRole('region', { name: 'In the library' });
    const mine = conflict.getByRole('region', { name: 'Yours, not saved' });
    await theirs.getByText('2', { exact: true }).waitFor();
    await theirs.getByText(/^Anna, /).waitFor();
    await mine.getByText('10', { exact: true }).waitFor();
    await mine.getByText('Ben’s words').waitFor();
    await picturesShown(ben.page);
    expect(storedRatings(team.server, complete)[lake]).toMatchObject({ score: 2, rated_by: 'Anna' });

    for (const key of keys) await ben.page.keyboard.press(key);
    if (keys.length === 0) await editByHand(ben.page);
    await ben.page.getByRole('heading', { name: 'Nothing to decide' }).waitFor();
    await teamButton(ben.page, 'Up to date').waitFor();
    await expect.poll(() => storedRatings(team.server, complete)[lake]).toMatchObject(stored);
    // What was not picked stays in History.
    await goTo(ben.page, 'History');
    await refused.getByText('10 · Native fit').waitFor();
  },
);

it('goes on offline and sends what waits when the bucket is back', async ({ team: { join, server } }) => {
  const ben = await join('Ben', { at: '/history' });
  await chooseProfile(ben.page, complete);
  await goTo(ben.page, 'Profile');
  takeAway(server);
  await addTrait(ben.page, 'Rain on glass');
  await teamButton(ben.page, /^Offline since \d\d:\d\d, 1 change waiting$/).click();
  const panel = ben.page.getByRole('dialog', { name: /^Offline since/ });
  await panel.getByText(`Added a trait: ${complete}`).waitFor();
  await ben.page.keyboard.press('Escape');
  await addTrait(ben.page, 'Fog at noon');
  await goTo(ben.page, 'History');
  await expect.poll(() => ben.page.getByRole('article').filter({ hasText: 'waiting' }).count()).toBe(2);
  // An edit that waits is edited further, not kept from it.
  expect(await ben.page.getByText('Read only').count()).toBe(0);

  server.faults.clear();
  await syncByPanel(ben.page);
  await teamButton(ben.page, 'Up to date').waitFor();
  await expect.poll(() => ben.page.getByRole('article').filter({ hasText: 'waiting' }).count()).toBe(0);
  const key = `suite/profile_analyses/${complete}_analysis.json`;
  expect(Buffer.from(server.objects.get(key)?.bytes ?? []).toString()).toMatch(/Rain on glass.*Fog at noon/s);
});

it('keeps everything offline when asked to, with the size told first', async ({ team: { join, server } }) => {
  const { page } = await join('Ben', { at: '/history' });
  await teamButton(page, 'Up to date').click();
  await page.getByRole('button', { name: 'Keep everything offline…' }).click();
  await page
    .getByRole('dialog', { name: 'Keep everything offline' })
    .getByRole('button', { name: /^Fetch [\d.]+ MB$/ })
    .click();
  await page.getByRole('contentinfo').getByRole('button', { name: '1 job done' }).waitFor();
  takeAway(server);
  await goTo(page, 'Gallery');
  await picturesShown(page);
  await chooseProfile(page, 'z9pk2ru');
  await picturesShown(page);
});

it('is for reading only while the bucket refuses to be written to, and says why', async ({
  team: { join, server },
}) => {
  const { page } = await join('Ben', { at: '/history' });
  await chooseProfile(page, complete);
  await goTo(page, 'Profile');
  server.denied.push({ kind: 'PUT' });
  await addTrait(page, 'Rain on glass');
  await teamButton(page, 'Read only, 1 change waiting').click();
  await page
    .getByRole('dialog', { name: /^Read only/ })
    .getByText('s3:PutObject')
    .waitFor();
});

it('tells the core which profile is in view', async ({ team: { join } }) => {
  const { page } = await join('Ben', { at: '/history' });
  const told = page.waitForRequest(
    (request) => request.url().endsWith('/call/team.look') && request.postDataJSON().profile === complete,
  );
  await chooseProfile(page, complete);
  expect((await told).postDataJSON()).toEqual({ isFocused: true, profile: complete });
});

/** Two people rate one test, the second without having seen the first one's; the second one's window. */
async function makeConflict({ join, server }: Team): Promise<Member> {
  const anna = await join('Anna');
  const ben = await join('Ben');
  await rate(anna.host, complete, lake, { score: 2, affinity: 'resistant' });
  await expect.poll(() => storedRatings(server, complete)[lake]?.score).toBe(2);
  await rate(ben.host, complete, lake, { score: 10, affinity: 'native_fit', commentary: 'Ben’s words' });
  await teamButton(ben.page, '1 conflict to decide').waitFor();
  return ben;
}

async function editByHand(page: Page): Promise<void> {
  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog', { name: `Decide “${lake}”` });
  await dialog.getByRole('textbox', { name: 'Score' }).fill('6');
  await dialog.getByRole('textbox', { name: 'Commentary' }).fill('Both are right');
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
}

/** @param place of the test in the queue, from 1. */
async function openReview(page: Page, profile: string, place = 1): Promise<void> {
  await chooseProfile(page, profile);
  await goTo(page, 'Review');
  await page.getByRole('complementary', { name: 'Rating' }).waitFor();
  for (let steps = 1; steps < place; steps += 1) await page.keyboard.press('ArrowRight');
  await picturesShown(page);
}

async function addTrait(page: Page, trait: string): Promise<void> {
  await page.keyboard.press('d');
  await page.keyboard.type(trait);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: `Remove: ${trait}` }).waitFor();
  await page.keyboard.press('Escape');
}

async function syncByPanel(page: Page): Promise<void> {
  await page.getByRole('contentinfo').getByRole('button').first().click();
  await page.getByRole('button', { name: 'Sync now' }).click();
  await page.getByRole('dialog', { name: 'Up to date' }).waitFor();
  await page.keyboard.press('Escape');
}

/** Nothing gets through to the bucket any more. */
function takeAway(server: FakeS3): void {
  server.faults.when(() => true, 'refused');
}
