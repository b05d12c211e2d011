import { beforeEach, expect, test } from 'vitest';
import { done } from '../../lib/acts/attempt.ts';
import { loadDiscovered } from '../../lib/acts/discovered.ts';
import { settlingDiscovered } from '../../lib/acts/discovered-registered.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { OWNER } from '../kit/people.ts';
import { importRows, row, SOURCE } from './estate-kit.ts';
import { kindsOf, MANIFEST, registered, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const settled = async () => (await loadDiscovered(deps, 'reply-bot'))?.state.state;

test('a manifest of the same name settles the entry in the same transaction, and its list', async () => {
  await importRows(deps, [row({ name: 'Reply bot', owner: 'owner@example.com' })]);
  await registered(deps);
  expect(await settled()).toBe('registered');
  const told = (await unsent(deps)).filter((one) => one.subject.startsWith('claims/'));
  expect(told.map((one) => one.subject)).toEqual([
    `claims/${OWNER}#${SOURCE.group}`,
    `claims/${OWNER}#${SOURCE.group}`,
  ]);
});

test('an entry of another team does not block the name, and the team is warned', async () => {
  await importRows(deps, [row({ name: 'Reply bot', team: 'team-sales' })]);
  const outcome = await registerManifest(deps, OWNER, MANIFEST, 'repo');
  expect(outcome).toMatchObject({
    kind: 'registered',
    warnings: expect.arrayContaining([
      expect.stringContaining('discovered as a workflow of team-sales'),
    ]),
  });
  expect(await settled()).toBe('registered');
});

test('a later revision leaves the entry as it is', async () => {
  await importRows(deps, [row({ name: 'Reply bot' })]);
  await registered(deps);
  await registerManifest(deps, OWNER, { ...MANIFEST, purpose: 'Another' }, 'repo');
  expect(await kindsOf(deps, 'discovered/reply-bot')).toEqual([
    'discovered.imported',
    'discovered.registered',
  ]);
});

test('what is refused settles nothing', async () => {
  const step = done({ kind: 'problems' });
  expect(await settlingDiscovered(deps, step)).toBe(step);
});
