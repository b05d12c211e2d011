import { beforeEach, expect, test } from 'vitest';
import {
  answerBy,
  linesOf,
  openDepartures,
  readAskSubject,
} from '../../lib/acts/departure-store.ts';
import { loadOrganisation } from '../../lib/acts/standing.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OWNER } from '../kit/people.ts';
import { orphaned, THEIRS } from './departure-kit.ts';
import { registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

test('who left is listed while something of theirs has no owner', async () => {
  expect(await openDepartures(deps)).toEqual([]);
  await orphaned(deps);
  expect((await openDepartures(deps)).map((one) => one.person)).toEqual([COLLEAGUE]);
});

test('a workflow’s line is its backup and the leads of its team', async () => {
  const workflow = await registered(deps, THEIRS);
  expect(await linesOf(deps, [workflow])).toEqual([
    { id: 'reply-bot', backup: OWNER, leads: [OWNER] },
  ]);
});

test('three working days leave out the week end and holidays', async () => {
  const organisation = await loadOrganisation(deps);
  expect(answerBy(deps, organisation)).toBe('2026-11-26T09:00:00.000Z');
  deps.pass(3 * 24 * 60);
  expect(answerBy(deps, { ...organisation, holidays: ['2026-11-30'] })).toBe(
    '2026-12-02T09:00:00.000Z',
  );
});

test.each([
  [`departure-ask/2026/${COLLEAGUE}`, { at: '2026', person: COLLEAGUE }],
  ['departure-ask/2026/nobody', undefined],
  ['departure/T1/U1', undefined],
])('%s names %j', (subject, about) => {
  expect(readAskSubject(subject)).toEqual(about);
});
