import { beforeAll, describe, expect, test } from 'vitest';
import { ORIGIN, type ReleaseDiffAsked, releaseDiff } from '../../lib/acts/release-diff.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { RELEASE, released } from './release-file.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
  const derivedFrom = { component: 'plugin/reply-drafter', version: '3.2.4' };
  const scopes = (...list: readonly string[]) => ({
    surface: { ...RELEASE.surface, scopes: [...list] },
  });
  await released(deps, { derivedFrom });
  await released(deps, { version: '1.2.0+a', ...scopes('mail.read') });
  await released(deps, { version: '1.1.0', ...scopes('mail.delete') });
  await released(deps, { name: 'plain', uses: [] });
});

const component = 'plugin/mail-sorter';

async function said(asked: Omit<ReleaseDiffAsked, 'component'>) {
  const found = await releaseDiff(deps, { component, ...asked });
  if (found.kind === 'refused') return `${found.why}: ${found.say}`;
  const { from, to, changes } = found;
  return [`${from?.version} → ${to.version}`, ...changes.map((one) => one.say)];
}

describe('between any two versions', () => {
  test('named, in either order', async () => {
    expect(await said({ from: '1.0.0', to: '1.1.0' })).toEqual([
      '1.0.0 → 1.1.0',
      'Adds the scope mail.delete',
    ]);
    expect(await said({ from: '1.1.0', to: '1.0.0' })).toEqual([
      '1.1.0 → 1.0.0',
      'Drops the scope mail.delete',
    ]);
    expect(await said({ from: '1.1.0', to: '1.1.0' })).toEqual(['1.1.0 → 1.1.0']);
  });

  test('usually the newest and the one before it, by version and not by day', async () => {
    const usual = ['1.1.0 → 1.2.0+a', 'Adds the scope mail.read', 'Drops the scope mail.delete'];
    expect(await said({})).toEqual(usual);
    expect(await said({ to: '1.2.0' })).toEqual(usual);
  });
});

test('a copy is compared with its origin, asked for or before its first version', async () => {
  expect(await said({ from: ORIGIN, to: '1.0.0' })).toEqual(await said({ to: '1.0.0' }));
  expect(await said({ to: '1.0.0' })).toEqual(
    expect.arrayContaining(['3.2.4 → 1.0.0', 'Adds the action label_mail']),
  );
});

test('before a first version there is nothing, and all of it is new', async () => {
  const found = await releaseDiff(deps, { component: 'plugin/plain' });
  expect(found).toMatchObject({
    from: undefined,
    changes: [{ say: 'Adds the action label_mail' }],
  });
});

test.each([
  [{ to: '1.0' }, 'bad-version: "1.0" is no SemVer version. Write "1.0.0" instead.'],
  [
    { from: 'main' },
    'bad-version: "main" is a name, and names have no order. Write three numbers, like "1.4.0".',
  ],
  [
    { to: '9.9.9' },
    'no-version: plugin/mail-sorter has no version 9.9.9. The newest: 1.2.0+a, 1.1.0, 1.0.0.',
  ],
])('%j is refused with the way out', async (asked, says) => {
  expect(await said(asked)).toBe(says);
});

test('what is not there, and an origin that it has not, are refused', async () => {
  const none = await releaseDiff(deps, { component: 'plugin/none' });
  expect(none).toMatchObject({ why: 'no-component' });
  const plain = await releaseDiff(deps, { component: 'plugin/plain', from: ORIGIN });
  expect(plain).toMatchObject({ why: 'no-version', say: expect.stringContaining('no copy') });
});
