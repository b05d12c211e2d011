import { beforeEach, describe, expect, test } from 'vitest';
import { offerKeyTo, takeKeyCode } from '../../lib/acts/key-codes.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { changeTeam, kindsOf, registered, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await registered(deps);
});

describe('a code for the key', () => {
  test('is for the owner', async () => {
    expect(await takeKeyCode(deps, OWNER, 'reply-bot')).toMatchObject({
      kind: 'code',
      minutes: 15,
    });
  });
  test.each([
    ['a member to whom nobody offered it', COLLEAGUE],
    ['a lead of another team', SALES_LEAD],
    ['a platform admin', ADMIN],
    ['an auditor', AUDITOR],
    ['somebody of another organisation', OUTSIDER],
  ])('is not for %s', async (_, person) => {
    expect(await takeKeyCode(deps, person, 'reply-bot')).toMatchObject({ why: 'not-allowed' });
  });
  test('of a workflow that does not exist is none', async () => {
    expect(await takeKeyCode(deps, OWNER, 'none')).toMatchObject({ why: 'no-workflow' });
  });
});

describe('an offer', () => {
  test('lets a colleague take a code, and tells them so in Slack', async () => {
    expect(await offerKeyTo(deps, OWNER, 'reply-bot', COLLEAGUE)).toEqual({ kind: 'offered' });
    expect(await unsent(deps)).toMatchObject([
      { what: 'key-offer', subject: 'workflow/reply-bot', place: 'U0COLLEAGUE' },
    ]);
    expect(await takeKeyCode(deps, COLLEAGUE, 'reply-bot')).toMatchObject({ kind: 'code' });
    expect(await kindsOf(deps, 'workflow/reply-bot')).toEqual([
      'workflow.registered',
      'workflow.key-offered',
      'workflow.key-code-given',
    ]);
  });
  test('runs out after twelve hours', async () => {
    await offerKeyTo(deps, OWNER, 'reply-bot', COLLEAGUE);
    deps.pass(12 * 60);
    expect(await takeKeyCode(deps, COLLEAGUE, 'reply-bot')).toMatchObject({ why: 'not-allowed' });
  });
  test('ends when the colleague leaves the team', async () => {
    await offerKeyTo(deps, OWNER, 'reply-bot', COLLEAGUE);
    await changeTeam(deps, [OWNER]);
    expect(await takeKeyCode(deps, COLLEAGUE, 'reply-bot')).toMatchObject({ why: 'not-allowed' });
  });
  test('goes to members of the owning team only', async () => {
    for (const to of [SALES_LEAD, OUTSIDER, ADMIN]) {
      expect(await offerKeyTo(deps, OWNER, 'reply-bot', to)).toMatchObject({ why: 'not-a-member' });
    }
  });
  test('comes from owner, backup or lead only', async () => {
    expect(await offerKeyTo(deps, COLLEAGUE, 'reply-bot', COLLEAGUE)).toMatchObject({
      why: 'not-allowed',
    });
    expect(await offerKeyTo(deps, OWNER, 'none', COLLEAGUE)).toMatchObject({ why: 'no-workflow' });
    expect(await unsent(deps)).toEqual([]);
  });
});
