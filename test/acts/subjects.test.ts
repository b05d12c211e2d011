import { beforeEach, expect, test } from 'vitest';
import { baselineToday } from '../../lib/acts/baseline.ts';
import { loadSubjects, placeOf } from '../../lib/acts/subjects.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { OWNER } from '../kit/people.ts';
import { rulesWith } from './rule.ts';
import { MANIFEST, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await registered(deps, { ...MANIFEST, workflow: 'z-bot' });
  await registered(deps, { ...MANIFEST, workflow: 'a-bot' });
});

test('every workflow is there with its team, owner and locks, in an order that stays', async () => {
  const { baseline } = await baselineToday(deps);
  const subjects = await loadSubjects(deps, [baseline.rules]);
  expect(subjects.map(placeOf)).toEqual(['team-support/a-bot', 'team-support/z-bot']);
  expect(subjects[0]?.subject).toMatchObject({
    owner: OWNER,
    team: { id: 'team-support', members: expect.arrayContaining([OWNER]) },
    changedAt: deps.now(),
  });
  expect(subjects[0]?.subject.locked.get('plugin/reply-drafter')).toBe('3.2.4');
});

test('scopes are read only where some rule speaks of scopes', async () => {
  const { baseline } = await baselineToday(deps);
  const [silent] = await loadSubjects(deps, [baseline.rules]);
  expect(silent?.subject.scopes.size).toBe(0);
  const strict = await rulesWith(deps, { 'scopes-never': { mode: 'observe', scopes: ['x'] } });
  const [read] = await loadSubjects(deps, [baseline.rules, strict]);
  expect([...(read?.subject.scopes ?? [])]).toEqual([['crm-readonly', ['crm.tickets.read']]]);
});
