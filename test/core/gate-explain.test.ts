import { describe, expect, test } from 'vitest';
import { type Explaining, explainGate } from '../../lib/core/gate-explain.ts';
import type { GateRule } from '../../lib/core/manifest.ts';
import {
  ADMIN,
  COLLEAGUE,
  LEAD,
  MANIFEST,
  NOW,
  ORGANISATION,
  OWNER,
  TEAM,
  THIRD,
  WORKFLOW,
} from './perfect.ts';

const ACTION = 'send_external_email';
const ABOUT: Explaining = {
  action: ACTION,
  workflow: WORKFLOW,
  team: TEAM,
  organisation: ORGANISATION,
  now: NOW,
  ruled: undefined,
  version: 3,
};
const withRule = (rule: GateRule) => ({
  ...WORKFLOW,
  manifest: { ...MANIFEST, gates: { [ACTION]: rule } },
});

test('the usual way, all of it in sentences', () => {
  expect(explainGate(ABOUT)).toEqual({
    action: ACTION,
    stages: [
      {
        ...{ of: 'manifest', via: 'team', quorum: 1, asked: [COLLEAGUE, THIRD, LEAD] },
        ...{ step_up: false, reason_required: false },
        say: '1 approval by members of team-support (U2, U3, U4) is needed, as the manifest says.',
      },
    ],
    excluded: [
      {
        ...{ person: OWNER, why: 'last-editor' },
        say: 'U1 may not decide: they edited the workflow last.',
      },
    ],
    expires_in_minutes: 1440,
    remind_after_minutes: 720,
    escalate_after_minutes: 1080,
    enough: true,
    say: [
      'send_external_email needs an approval each time, because the manifest says so.',
      '1 approval by members of team-support (U2, U3, U4) is needed, as the manifest says.',
      'U1 may not decide: they edited the workflow last.',
      'Whoever the agent says it acts for may not decide either.',
      'Without a decision it ends after 1 day (the usual time).',
      'After 12 hours those whose turn it is are told once more.',
      'After 18 hours those who answer for team-support are told that nobody has decided.',
    ],
  });
});

test('two stages, what each asks besides, and whose rule each is', () => {
  const approvers = { people: [ADMIN], team: 'team-finance' };
  const rule: GateRule = { approvers, quorum: 2, reason_required: true, expires_in_minutes: 60 };
  const { stages, say } = explainGate({
    ...ABOUT,
    workflow: withRule(rule),
    ruled: { action: ACTION, by: 'lead', step_up: true, expires_in_minutes: 60 },
    named: [ADMIN, THIRD],
  });
  expect(stages.map((one) => one.say)).toEqual([
    "First 1 approval by the lead of team-support and the lead's backup (U4) is needed, as the baseline (version 3) says. Each approval of it takes a fresh login.",
    'After that 2 approvals by the approvers whom the manifest names (U5, U3) are needed, as the manifest says. Each approval of it takes a reason.',
  ]);
  expect(say).toContain(
    'send_external_email needs an approval each time, because the baseline (version 3) and the manifest say so.',
  );
  expect(say).toContain(
    'Without a decision it ends after 1 hour (as the baseline (version 3) and the manifest say).',
  );
});

describe('who is asked instead, and who is left', () => {
  test('others, where nobody who was meant is left', () => {
    const workflow = withRule({ approvers: { group: 'S0FINANCE' } });
    const explained = explainGate({ ...ABOUT, workflow, named: [] });
    expect(explained.stages[0]?.say).toBe(
      '1 approval by platform admins (U5) is needed, as the manifest says. Nobody of the user group S0FINANCE is left, so others are asked.',
    );
    expect(explained.enough).toBe(true);
  });

  test('too few: what to do', () => {
    const workflow = withRule({ quorum: 4, exclude: [THIRD], exclude_owner: true });
    const { enough, say, excluded } = explainGate({ ...ABOUT, workflow });
    expect(enough).toBe(false);
    expect(excluded.map((one) => one.say)).toEqual([
      'U1 may not decide: they edited the workflow last.',
      'U3 may not decide: the rule names them.',
    ]);
    expect(say.at(-1)).toBe(
      'Too few are left for that: it takes 4 different people, as nobody decides twice, so asking would be refused. Add members to team-support, name more approvers, or lower the quorum.',
    );
  });

  test('two stages that share their only person', () => {
    const workflow = withRule({ approvers: { people: [ADMIN] } });
    const ruled = { action: ACTION, by: 'platform' as const };
    expect(explainGate({ ...ABOUT, workflow, ruled, named: [ADMIN] }).enough).toBe(false);
  });

  test('what Slack does not say is not guessed', () => {
    const workflow = withRule({ approvers: { group: 'S0FINANCE' } });
    const unsure = 'Slack did not answer in time. Try again.';
    const { say } = explainGate({ ...ABOUT, workflow, named: [], unsure });
    expect(say.at(-1)).toBe(`Who the approvers are is not known now. ${unsure}`);
  });
});
