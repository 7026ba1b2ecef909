import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { FakeS3 } from '#core/storage/testing/fake-s3.ts';
import { complete } from '../support/demo.ts';
import { it } from '../support/it-team.ts';
import { chooseProfile, goTo, libraryButton, notice, readClipboard } from '../support/pages.ts';
import { connectionTo, storedRatings, teamButton, teamPrefix } from '../support/team.ts';

it('connects a bucket by keyboard alone, opens it and rates', async ({ team: { server, start } }) => {
  const before = [...server.objects.keys()];
  const { page } = await start();
  await page.getByRole('button', { name: 'Connect a bucket' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('form', { name: 'Connection' }).waitFor();
  for (const [label, value] of fieldsOf(server)) {
    await tabTo(page, field(page, label));
    await page.keyboard.press('Control+a');
    await page.keyboard.type(value);
  }
  await tabTo(page, page.getByRole('button', { name: 'Test connection' }));
  await page.keyboard.press('Enter');
  await expect
    .poll(() => linesOf(page))
    .toEqual([
      ...['Reachable', 'Clock', 'Credentials', 'Region', 'Bucket', 'List', 'Read', 'Write', 'Delete'].map(
        (label) => `${label}: ok`,
      ),
      'Simultaneous edits: ok',
      'Versioning: advice',
    ]);
  expect(server.objects.keys()).toEqual(before);

  await tabTo(page, page.getByRole('button', { name: 'Save and open' }));
  await page.keyboard.press('Enter');
  await libraryButton(page).filter({ hasText: 'team-bucket/suite' }).waitFor();
  await teamButton(page, 'Up to date').waitFor();
  await chooseProfile(page, complete);
  await goTo(page, 'Review');
  await page.getByRole('complementary', { name: 'Rating' }).waitFor();
  await page.keyboard.press('3');
  await expect.poll(() => storedRatings(server, complete)['Alpine Lake at Dawn']?.score).toBe(3);
  await teamButton(page, 'Up to date').waitFor();
});

it('names the right region and takes it over', async ({ team: { server, start } }) => {
  const { page } = await start({ at: '/settings?section=bucket' });
  await fillIn(page, server, { Region: 'us-west-2' });
  await page.getByRole('button', { name: 'Test connection' }).click();
  await page.getByRole('button', { name: 'Use region eu-central-1' }).click();
  await expect.poll(() => linesOf(page)).toContain('Region: ok');
  expect(await field(page, 'Region').inputValue()).toBe('eu-central-1');
});

it('says which line failed, and opens nothing', async ({ team: { server, start } }) => {
  const { page } = await start({ at: '/settings?section=bucket' });
  await fillIn(page, server, { 'Secret access key': 'a wrong one' });
  await page.getByRole('button', { name: 'Save and open' }).click();
  await expect.poll(() => linesOf(page)).toContain('Credentials: failed');
  await page.getByRole('button', { name: 'Save without opening' }).waitFor();
  await page.getByRole('form', { name: 'Connection' }).waitFor();
});

it('shows at the fields what is missing', async ({ team: { start } }) => {
  const { page } = await start({ at: '/settings?section=bucket' });
  await page.getByRole('button', { name: 'Save and open' }).click();
  await page.getByText('Give the access key ID.').waitFor();
  expect(await field(page, 'Bucket').getAttribute('aria-invalid')).toBe('true');
});

it('reads only where simultaneous edits are not protected, unless one is alone', async ({
  team: { server, start },
}) => {
  server.conditions = 'ignores';
  const { page } = await start({ at: '/settings?section=bucket' });
  await fillIn(page, server);
  await page.getByRole('button', { name: 'Save and open' }).click();
  await page.getByText('ignores the protection').waitFor();
  await page.getByRole('button', { name: 'Save and open for reading' }).click();
  await teamButton(page, 'Read only').waitFor();

  await goTo(page, 'Settings');
  await page.getByRole('button', { name: 'Test connection' }).click();
  await page.getByRole('checkbox', { name: 'I am the only one who edits this library' }).check();
  await teamButton(page, 'Up to date').waitFor();
});

it('fills the form from a pasted .env, and never shows a saved secret', async ({
  team: { server, start },
}) => {
  const { page } = await start({ at: '/settings?section=bucket' });
  await page.getByRole('button', { name: 'Paste settings…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Paste settings' });
  await dialog.getByRole('textbox').fill('USE_S3=true');
  await dialog.getByRole('button', { name: 'Fill in the fields' }).click();
  await dialog.getByText('There is nothing about a bucket in this text.').waitFor();
  await dialog
    .getByRole('textbox')
    .fill(
      [
        'USE_S3=true',
        `S3_BUCKET_NAME=${server.bucket}`,
        `S3_PREFIX=${teamPrefix}/`,
        `AWS_ACCESS_KEY_ID=${server.accessKeyId}`,
        `AWS_SECRET_ACCESS_KEY="${server.secretAccessKey}"`,
        `AWS_REGION=${server.region}`,
      ].join('\n'),
    );
  await dialog.getByRole('button', { name: 'Fill in the fields' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await field(page, 'Prefix').inputValue()).toBe(teamPrefix);
  await field(page, 'Endpoint').fill(server.url);
  await page.getByRole('button', { name: 'Save and open' }).click();
  await teamButton(page, 'Up to date').waitFor();

  await goTo(page, 'Settings');
  await page.getByText('secret in memory, until the app ends').waitFor();
  await page.getByRole('button', { name: 'Edit…' }).click();
  expect(await field(page, 'Secret access key').inputValue()).toBe('');
  expect(await page.content()).not.toContain(server.secretAccessKey);
});

it('takes over what the environment says', async ({ team: { server, start } }) => {
  const { page } = await start({
    at: '/settings?section=bucket',
    environment: {
      S3_BUCKET_NAME: server.bucket,
      S3_PREFIX: teamPrefix,
      AWS_REGION: server.region,
      AWS_ENDPOINT_URL_S3: server.url,
      AWS_ACCESS_KEY_ID: server.accessKeyId,
      AWS_SECRET_ACCESS_KEY: server.secretAccessKey,
    },
  });
  await page.getByRole('button', { name: 'Use the environment’s settings' }).click();
  await page.getByRole('button', { name: 'Save and open' }).click();
  await teamButton(page, 'Up to date').waitFor();
});

it('gives the smallest policy and the diagnostics to copy, without a secret', async ({
  team: { join, server },
}) => {
  const { page } = await join('Ada', { at: '/settings' });
  await page.getByRole('button', { name: 'Edit…' }).click();
  await page.getByText('Which rights are needed').click();
  await page.getByRole('button', { name: 'Copy the policy' }).click();
  await notice(page, 'The policy is on the clipboard.').waitFor();
  expect(JSON.parse(await readClipboard(page)).Statement).toHaveLength(2);

  await page.getByRole('button', { name: 'Copy diagnostics' }).click();
  await notice(page, 'The diagnostics are on the clipboard').waitFor();
  const diagnostics = await readClipboard(page);
  expect(diagnostics).toContain(server.bucket);
  expect(diagnostics).not.toContain(server.secretAccessKey);
});

it('counts requests by kind', async ({ team: { join } }) => {
  const { page } = await join('Ada', { at: '/settings' });
  const row = page.getByRole('table').getByRole('row', { name: /^List/ });
  await expect
    .poll(async () => Number((await row.getByRole('cell').allTextContents())[0]))
    .toBeGreaterThan(0);
  await page.getByText('there is no estimate').waitFor();
});

it('forgets the connection when that is confirmed', async ({ team: { join, server } }) => {
  const { page, host } = await join('Ada', { at: '/settings' });
  const before = server.objects.size;
  await page.getByRole('button', { name: 'Forget…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Forget this connection' }).click();
  await page.getByRole('form', { name: 'Connection' }).waitFor();
  expect(await host.call('connection.read', {})).toMatchObject({ connection: null, secret: 'none' });
  expect(server.objects.size).toBe(before);
});

it('changes between folder and bucket without a restart; both stay configured', async ({
  team: { start, server },
}) => {
  const { page, home } = await start({ opens: 'Mine', at: '/settings?section=bucket' });
  await fillIn(page, server);
  await page.getByRole('button', { name: 'Save and open' }).click();
  await teamButton(page, 'Up to date').waitFor();
  // Pictures on their way when their library is closed would be refused, which the console tells.
  await goTo(page, 'History');
  await goTo(page, 'Settings');
  const toggle = page.getByRole('radiogroup', { name: 'Where the library is kept' });
  await toggle.getByText('Folder on this computer').click();
  await libraryButton(page).filter({ hasText: home }).waitFor();
  await toggle.getByText('S3 bucket for a team').click();
  await libraryButton(page).filter({ hasText: 'team-bucket/suite' }).waitFor();
  await page.getByRole('button', { name: 'Edit…' }).waitFor();
});

it('offers the bucket again when its library was closed, and leads to its connection where it does not open', async ({
  team: { join, server },
}) => {
  const { page, host } = await join('Ada', { at: '/history' });
  await libraryButton(page).click();
  await page.getByRole('menuitem', { name: 'Close this library' }).click();
  const way = page.getByRole('button', { name: 'Open the team’s bucket' });
  await way.click();
  await libraryButton(page).filter({ hasText: 'team-bucket/suite' }).waitFor();

  await goTo(page, 'History');
  await host.call('library.close', {});
  await host.call('connection.save', {
    // Nothing of it is on this device.
    connection: connectionTo(server, { prefix: 'another', credentials: unknownKey }),
    keep: false,
  });
  await way.click();
  await page.getByRole('alert').filter({ hasText: 'The library was not opened' }).waitFor();
  await page.getByText('The secret is not known any more.').waitFor();
});

it('opens what is on this device without the secret, and leads to where it is entered', async ({
  team: { join, server },
}) => {
  const { page, host } = await join('Ada');
  await goTo(page, 'History');
  await host.call('library.close', {});
  // As after a start of an app that keeps secrets in memory.
  await host.call('connection.forget', {});
  await host.call('connection.save', { connection: connectionTo(server), keep: false });
  await page.getByRole('button', { name: 'Open the team’s bucket' }).click();
  await teamButton(page, 'Needs attention').click();
  await page.getByText('Enter the secret access key that belongs to').waitFor();
  await page.getByRole('link', { name: 'Storage settings' }).click();
  await page.getByText('The secret is not known any more.').waitFor();
});

const unknownKey = { kind: 'keys', accessKeyId: 'ANOTHERKEYID' } as const;

function fieldsOf(server: FakeS3): [string, string][] {
  return [
    ['Bucket', server.bucket],
    ['Prefix', teamPrefix],
    ['Region', server.region],
    ['Endpoint', server.url],
    ['Access key ID', server.accessKeyId],
    ['Secret access key', server.secretAccessKey],
  ];
}

async function fillIn(page: Page, server: FakeS3, others: Record<string, string> = {}): Promise<void> {
  for (const [label, value] of fieldsOf(server)) await field(page, label).fill(others[label] ?? value);
}

function field(page: Page, label: string): Locator {
  return page.getByRole('form', { name: 'Connection' }).getByLabel(label, { exact: true });
}

/** What the test of the connection shows: `Reachable: ok`. */
function linesOf(page: Page): Promise<string[]> {
  return page
    .getByRole('region', { name: 'Connection test' })
    .getByRole('listitem')
    .evaluateAll((lines) =>
      lines.map((line) => `${line.children[1]?.textContent}: ${line.getAttribute('data-state')}`),
    );
}

async function tabTo(page: Page, target: Locator): Promise<void> {
  const isThere = () => target.evaluate((element) => element === document.activeElement);
  for (let steps = 0; steps < 60 && !(await isThere()); steps += 1) await page.keyboard.press('Tab');
  expect(await isThere()).toBe(true);
}
