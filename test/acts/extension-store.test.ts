import { beforeEach, describe, expect, test } from 'vitest';
import {
  answerSubject,
  componentNow,
  extensionChange,
  loadExtension,
  mayAnswerFor,
  noExtension,
  ownersOf,
  readAnswerSubject,
  shownAnew,
} from '../../lib/acts/extension-store.ts';
import { renameComponent } from '../../lib/acts/rename-component.ts';
import { EXTENSION } from '../core/perfect.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OWNER, SALES_LEAD } from '../kit/people.ts';
import { askedOwner, DRAFTER, SCORER, salesPlugin } from './extending.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await salesPlugin(deps);
});

test('an answer’s message names its extension and which answer it is', () => {
  expect(readAnswerSubject(answerSubject('ext_1', 2))).toEqual({ id: 'ext_1', answer: 2 });
  expect(() => readAnswerSubject('extension/ext_1')).toThrow('about an extension');
});

test('what people wrote never reaches the log', () => {
  const change = extensionChange(deps, EXTENSION, undefined, { kind: 'x', by: OWNER });
  const text = JSON.stringify(change.event);
  for (const words of [EXTENSION.need, EXTENSION.missing]) expect(text).not.toContain(words);
  expect(
    extensionChange(deps, EXTENSION, undefined, { kind: 'x', by: 'sweep' }).event.actor,
  ).toEqual({ kind: 'system', id: 'sweep' });
});

test('drawn anew are its card and every answer; no card where no channel was chosen', () => {
  const said = { by: ADMIN, name: 'a', at: EXTENSION.at, reason: '', state: 'declined' as const };
  const extension = { ...EXTENSION, answers: [said, said] };
  expect(shownAnew(extension).map((one) => [one.what, one.subject, one.place])).toEqual([
    ['extension-card', 'extension/ext_1', 'C9'],
    ['extension-answer', 'extension-answer/ext_1/1', 'U1'],
    ['extension-answer', 'extension-answer/ext_1/2', 'U1'],
  ]);
  expect(shownAnew({ ...EXTENSION, channel: '' })).toEqual([]);
});

describe('owners', () => {
  test.each([
    ['a shared component', DRAFTER, 'platform', 'C0PLATFORM'],
    ['a component of a team', SCORER, 'team-sales', 'C0SALES'],
  ])('of %s', async (_, id, team, channel) => {
    expect(await ownersOf(deps, id)).toMatchObject({ kind: 'owners', team: { id: team }, channel });
  });

  test('of nothing are nobody', async () => {
    expect(await ownersOf(deps, 'plugin/none')).toMatchObject({ why: 'no-component' });
    expect(await loadExtension(deps, 'ext_none')).toBeUndefined();
    expect(noExtension()).toMatchObject({ why: 'no-extension' });
  });

  test.each([
    [DRAFTER, ADMIN, { kind: 'may', leads: true }],
    [DRAFTER, OWNER, { why: 'not-allowed' }],
    [SCORER, SALES_LEAD, { kind: 'may', leads: true }],
    [SCORER, ADMIN, { why: 'not-allowed' }],
  ])('of %s: %s', async (id, person, may) => {
    const owners = await ownersOf(deps, id);
    if (owners.kind === 'refused') throw new Error(owners.say);
    expect(mayAnswerFor(owners, person)).toMatchObject(may);
  });

  test('members answer without leading', async () => {
    await askedOwner(deps);
    const owners = await ownersOf(deps, SCORER);
    if (owners.kind === 'refused' || !owners.team) throw new Error('no owners');
    const team = { ...owners.team, members: [...owners.team.members, COLLEAGUE] };
    expect(mayAnswerFor({ ...owners, team }, COLLEAGUE)).toEqual({ kind: 'may', leads: false });
  });
});

test('a component that was renamed is followed to the name it has today', async () => {
  const renamed = await renameComponent(deps, SALES_LEAD, SCORER, 'lead-judge');
  expect(renamed).toMatchObject({ kind: 'renamed' });
  expect(await componentNow(deps, SCORER)).toMatchObject({ id: 'plugin/lead-judge' });
  expect(await ownersOf(deps, SCORER)).toMatchObject({ component: { id: 'plugin/lead-judge' } });
  const asked = await askedOwner(deps, { component: SCORER });
  expect(asked).toMatchObject({ component: 'plugin/lead-judge', channel: 'C0SALES' });
  expect(await componentNow(deps, 'plugin/none')).toBeUndefined();
});
