import { beforeEach, describe, expect, test } from 'vitest';
import { keysFor, keysOf } from '../../lib/acts/keys-shown.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { loggedIn } from '../kit/logins.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { CI, ciKey } from './keys-kit.ts';
import { claimed, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await registered(deps);
  await claimed(deps);
  await ciKey(deps);
});

async function seen(person: string) {
  const shown = await keysFor(deps, person);
  if (shown.kind === 'refused') throw new Error(shown.say);
  return {
    logins: shown.logins.length,
    workflows: shown.workflows.map((one) => [one.it.id, one.keys.length]),
    identities: shown.identities.map((one) => [one.it.id, one.keys.length]),
    ciTeams: shown.ciTeams.map((team) => team.id),
  };
}

test('the owner and lead sees own logins, workflows and the CI of the team', async () => {
  await loggedIn(deps, OWNER);
  await loggedIn(deps, COLLEAGUE);
  expect(await seen(OWNER)).toEqual({
    logins: 1,
    workflows: [['reply-bot', 1]],
    identities: [[CI, 1]],
    ciTeams: ['team-support'],
  });
});

test.each([
  ['a member', COLLEAGUE, []],
  ['another lead', SALES_LEAD, ['team-sales']],
  ['an auditor', AUDITOR, []],
])('%s sees nothing of it', async (_, person, ciTeams) => {
  expect(await seen(person)).toEqual({ logins: 0, workflows: [], identities: [], ciTeams });
});

test('an admin sees the CI of all teams, and no workflow of others', async () => {
  expect(await seen(ADMIN)).toMatchObject({ workflows: [], identities: [[CI, 1]] });
});

test('somebody of another organisation is refused', async () => {
  expect(await keysFor(deps, OUTSIDER)).toMatchObject({ why: 'not-allowed' });
});

describe('the keys of one workflow', () => {
  test('are shown to an admin, who may revoke them', async () => {
    expect(await keysOf(deps, ADMIN, 'reply-bot')).toMatchObject({
      workflows: [{ it: { id: 'reply-bot' }, keys: [{ holder: OWNER }] }],
      logins: [],
      identities: [],
    });
  });
  test('are not shown to others', async () => {
    for (const person of [COLLEAGUE, SALES_LEAD, AUDITOR, OUTSIDER]) {
      expect(await keysOf(deps, person, 'reply-bot')).toMatchObject({ why: 'not-allowed' });
    }
    expect(await keysOf(deps, ADMIN, 'none')).toMatchObject({ why: 'no-workflow' });
  });
});
