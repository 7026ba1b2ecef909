import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './project.ts';

/** Files that each break one rule, by the rule's name; and some that break none. */
const broken: Record<string, [path: string, text: string]> = {
  'shared-stands-alone': ['shared/a.ts', `import type { Core } from '#core/core.ts'; export type A = Core;`],
  'shared-is-pure': ['shared/b.ts', `import { join } from 'node:path'; export const b = join('a', 'b');`],
  'shared-without-interface': ['shared/c.ts', `export { useState } from 'react';`],
  'renderer-knows-only-shared': [
    'renderer/lib/d.ts',
    `import type { Core } from '../../electron/core/core.ts'; export type D = Core;`,
  ],
  'renderer-without-node': ['renderer/lib/e.ts', `export { readFile } from 'node:fs/promises';`],
  'electron-knows-no-renderer': ['electron/core/f.ts', `export { good } from '#renderer/lib/good.ts';`],
  'features-are-independent': [
    'renderer/features/gallery/g.tsx',
    `import { Review } from '../review/review.tsx'; export const G = () => <Review />;`,
  ],
  'parts-below-features': [
    'renderer/components/h.tsx',
    `export { Review } from '../features/review/review.tsx';`,
  ],
  'electron-in-two-folders': [
    'electron/server/i.ts',
    `import { app } from 'electron'; export const i = app;`,
  ],
  'core-knows-no-host': ['electron/core/j.ts', `export { good } from '../main/good.ts';`],
  'no-circles': ['shared/k.ts', `import { l } from './l.ts'; export const k = l;`],
  'everything-is-found': ['shared/m.ts', `export { nothing } from './nothing.ts';`],
};

const unbroken = {
  'shared/good.ts': 'export const good = 1;',
  'shared/l.ts': `import { k } from './k.ts'; export const l = k;`,
  'electron/core/core.ts': 'export interface Core { name: string }',
  'electron/main/good.ts': `import { app } from 'electron'; export { good } from '#shared/good.ts'; export const a = app;`,
  'renderer/lib/good.ts': `export { good } from '#shared/good.ts';`,
  'renderer/features/review/review.tsx': `import { good } from '#renderer/lib/good.ts'; export const Review = () => <p>{good}</p>;`,
};

it('catches an import of every forbidden kind, and no other', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'profile-tester-imports-'));
  for (const [path, text] of [...Object.values(broken), ...Object.entries(unbroken)]) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  await cp(join(root, '.dependency-cruiser.cjs'), join(folder, '.dependency-cruiser.cjs'));
  await cp(join(root, 'package.json'), join(folder, 'package.json'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');

  const tool = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [tool, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'electron', 'shared', 'renderer'],
    { cwd: folder, encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  const { summary } = JSON.parse(stdout) as {
    summary: { violations: { rule: { name: string }; from: string }[] };
  };
  const found = new Map(summary.violations.map(({ rule, from }) => [rule.name, from]));
  for (const [rule, [path]] of Object.entries(broken)) {
    expect(summary.violations.map((violation) => `${violation.rule.name} ${violation.from}`)).toContain(
      `${rule} ${path}`,
    );
  }
  const offenders = new Set(Object.values(broken).map(([path]) => path));
  const others = summary.violations.filter(({ from }) => !offenders.has(from) && from !== 'shared/l.ts');
  expect(others).toEqual([]);
  expect(found.size).toBe(Object.keys(broken).length);
});
