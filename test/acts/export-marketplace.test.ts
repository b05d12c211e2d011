import { beforeAll, expect, test } from 'vitest';
import { exportMarketplace, withinText } from '../../lib/acts/export-marketplace.ts';
import { draft, publish } from '../kit/catalog.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
  const gone = { lifecycle: 'closed' as const, successor: 'plugin/moon', version: '1.0.0' };
  await publish(deps, [
    draft({ kind: 'plugin', name: 'moon', version: '1.0.0' }),
    draft({ kind: 'plugin', name: 'lamp', ...gone }),
  ]);
});

test('page by page, each plugin once', async () => {
  const whole = await exportMarketplace(deps, { most: 100 });
  if (whole.kind === 'refused') throw new Error(whole.say);
  expect(whole.plugins.map((one) => one.name)).toEqual(['moon', 'reply-drafter']);
  expect(whole.renames).toEqual({ lamp: 'moon' });
  expect(whole.next).toBeUndefined();
  const names: unknown[] = [];
  let after: string | undefined;
  for (let pages = 1; pages <= 3; pages += 1) {
    const page = await exportMarketplace(deps, { most: 1, after });
    if (page.kind === 'refused') throw new Error(page.say);
    names.push(...page.plugins.map((one) => one.name), ...Object.keys(page.renames));
    after = page.next;
  }
  expect(names).toEqual(['lamp', 'moon', 'reply-drafter']);
  expect(after).toBeUndefined();
});

test('a name that is reserved, and a team that is not, are refused', async () => {
  const name = 'claude-plugins-official';
  expect(await exportMarketplace(deps, { most: 1, name })).toMatchObject({ why: 'bad-name' });
  expect(await exportMarketplace(deps, { most: 1, team: 'x' })).toMatchObject({ why: 'no-team' });
});

test('one answer holds 2 MB of text, and one entry at least', () => {
  const half = 'x'.repeat(1024 * 1024 - 100);
  expect(withinText([half, half, half])).toBe(2);
  expect(withinText(['x'.repeat(3 * 1024 * 1024)])).toBe(1);
  expect(withinText([undefined, 'x'])).toBe(2);
});
