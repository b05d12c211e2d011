import { beforeEach, expect, test } from 'vitest';
import { answerChange } from '../../lib/acts/settings-change.ts';
import { allChanges, waitingChanges } from '../../lib/acts/settings-change-list.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OWNER } from '../kit/people.ts';
import { proposed, secondAdmin } from './settings-kit.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

test('what waits, what is flagged and what ended are told apart, to admins and auditors', async () => {
  const flagged = await proposed(deps, ADMIN, { about: 'retention', days: 90 });
  deps.pass(1);
  await secondAdmin(deps, ADMIN, OWNER);
  deps.pass(1);
  const open = await proposed(deps, ADMIN, { about: 'add-admin', person: COLLEAGUE });
  deps.pass(1);
  const gone = await proposed(deps, ADMIN, { about: 'retention', days: 60 });
  await answerChange(deps, ADMIN, gone.id, { answer: 'withdraw', reason: '', name: 'admin' });
  for (const by of [ADMIN, AUDITOR]) {
    const all = await allChanges(deps, by);
    expect(all).toMatchObject({
      open: [{ id: open.id }],
      flagged: [{ id: flagged.id }],
      recent: [{ id: gone.id, state: 'withdrawn' }, { state: 'in-force' }],
    });
    expect(await waitingChanges(deps, by)).toEqual({
      kind: 'changes',
      open: [open],
      flagged: [flagged],
    });
  }
});

test('nobody else reads them', async () => {
  expect(await allChanges(deps, OWNER)).toMatchObject({ why: 'not-allowed' });
  expect(await waitingChanges(deps, OWNER)).toMatchObject({ why: 'not-allowed' });
});
