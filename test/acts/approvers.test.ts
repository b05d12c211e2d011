import { beforeEach, describe, expect, test } from 'vitest';
import { approversNow } from '../../lib/acts/approvers.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import { loadTeam } from '../../lib/acts/standing.ts';
import type { Approvers } from '../../lib/core/approvers.ts';
import { GROUP } from '../../lib/local/sample/organisation.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import {
  ACTION,
  changeRecord,
  FINANCE,
  naming,
  platformDecides,
  registeredWith,
} from './approvers-kit.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

async function problems(approvers: Approvers): Promise<readonly string[]> {
  const outcome = await registerManifest(deps, OWNER, naming(approvers), 'repo');
  if (outcome.kind !== 'problems') return [];
  expect(outcome.problems.map((one) => one.field)).toEqual([`gates.${ACTION}.approvers`]);
  return outcome.problems.map((one) => one.say);
}

describe('who they are now', () => {
  const now = async (approvers: Approvers) => {
    const team = await loadTeam(deps, 'team-support');
    if (!team) throw new Error('no team');
    return approversNow(deps, approvers, team);
  };

  test('all that is named, everybody once', async () => {
    deps.slack.groups.set(FINANCE, [SALES_LEAD]);
    await changeRecord(deps, 'team-support', { onCall: GROUP });
    const all = { people: [ADMIN], team: 'team-sales', group: FINANCE, on_call: true as const };
    expect(await now(all)).toEqual({ people: [ADMIN, SALES_LEAD, OWNER, COLLEAGUE], gaps: [] });
  });

  test('a team that went into another one is that one', async () => {
    await changeRecord(deps, 'team-sales', { mergedInto: 'platform' });
    expect(await now({ team: 'team-sales' })).toMatchObject({ people: [ADMIN] });
  });

  test.each([
    [{ team: 'team-none' }, 'There is no team "team-none".'],
    [{ group: 'S0GONE' }, 'S0GONE: Slack does not know this user group any more.'],
    [{ on_call: true as const }, 'team-support has no on-call user group.'],
  ])('nobody of %j, and why', async (approvers, say) => {
    const { people, gaps, unsure } = await now(approvers);
    expect([people, gaps, unsure]).toEqual([[], [expect.stringContaining(say)], undefined]);
  });

  test.each(['not-granted', 'lookup-failed'] as const)('unsure: %s', async (answers) => {
    deps.slack.answers = answers;
    expect(await now({ group: GROUP })).toMatchObject({ unsure: { why: answers } });
  });
});

describe('registering', () => {
  test.each([
    [{ team: 'team-none' }, 'There is no team "team-none".'],
    [{ group: 'S0EMPTY' }, 'Nobody is in the user group S0EMPTY.'],
    [{ people: [OUTSIDER] }, `${OUTSIDER} belongs to another organisation`],
    [{ on_call: true as const }, 'Choose one with /yard team, or drop "on_call".'],
  ])('an empty set is a problem at its line: %j', async (approvers, say) => {
    deps.slack.groups.set('S0EMPTY', []);
    expect((await problems(approvers)).join(' ')).toContain(say);
  });

  test('a team without members, and somebody who left Slack', async () => {
    await changeRecord(deps, 'team-sales', { members: [] });
    expect(await problems({ team: 'team-sales' })).toEqual(['team-sales has no members.']);
    deps.change(SALES_LEAD, { deactivated: true });
    expect((await problems({ people: [SALES_LEAD] })).join()).toContain('no active person');
  });

  test('Slack does not answer: try again, but only for who names others', async () => {
    await registeredWith(deps, { group: GROUP });
    deps.slack.answers = 'lookup-failed';
    const purpose = { ...naming({ group: GROUP }), purpose: 'x' };
    expect(await registerManifest(deps, OWNER, purpose, 'repo')).toMatchObject({
      kind: 'registered',
    });
    expect(await problems({ group: 'S0OTHER' })).toEqual([expect.stringContaining('Try again')]);
  });

  test('where the baseline lets others decide they are a second stage, so anybody may be named', async () => {
    await platformDecides(deps);
    expect(await problems({ people: [COLLEAGUE] })).toEqual([]);
  });

  test('one approver alone is said', async () => {
    const { warnings } = await registeredWith(deps, { people: [SALES_LEAD] });
    expect(warnings.slice(0, 1)).toEqual([
      `Only one person of its approvers could decide on ${ACTION} besides you.`,
    ]);
  });

  test('other approvers wait for the review of the team', async () => {
    await registeredWith(deps, { team: 'team-support' });
    const outcome = await registerManifest(deps, COLLEAGUE, naming({ team: 'team-sales' }), 'repo');
    expect(outcome).toMatchObject({
      kind: 'proposed',
      proposed: { reasons: [{ review: 'team', say: `Changes who approves ${ACTION}` }] },
      workflow: { revision: 1 },
    });
  });
});
