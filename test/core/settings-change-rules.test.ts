import { describe, expect, test } from 'vitest';
import { defaultBaseline } from '../../lib/core/baseline-default.ts';
import type { Organisation } from '../../lib/core/people.ts';
import {
  CHANGE_STATES,
  type SettingsChange,
  type WantedChange,
} from '../../lib/core/settings-change.ts';
import {
  answerTo,
  type ChangeAnswer,
  type ChangeGround,
  carryOut,
  changeText,
  flagged,
  isLone,
  isWaiting,
  propose,
} from '../../lib/core/settings-change-rules.ts';
import { ADMIN, AUDITOR, COLLEAGUE, LATER, NOW, ORGANISATION, OWNER, THIRD } from './perfect.ts';

const SECOND = THIRD;
const TWO: Organisation = { ...ORGANISATION, admins: [ADMIN, SECOND] };
const { rules } = defaultBaseline([], NOW);

function ground(organisation: Organisation = TWO, gone: string[] = []): ChangeGround {
  return { organisation, baselineVersion: 3, gone };
}

const addAdmin: WantedChange = { about: 'add-admin', person: OWNER };
const PROVIDER = { issuer: 'https://login.example.com', clientId: 'yardmaster' };
const PROVIDED: Organisation = { ...TWO, identityProvider: PROVIDER };
const setProvider: WantedChange = { about: 'identity-provider', provider: PROVIDER };
const noProvider: WantedChange = { about: 'identity-provider', provider: null };
const baseline: WantedChange = { about: 'baseline', against: 3, rules };

/** What each change makes of the organisation, or why it does not happen. */
const CARRIED: readonly [string, WantedChange, Organisation, Partial<Organisation> | string][] = [
  ['an admin comes', addAdmin, TWO, { admins: [ADMIN, SECOND, OWNER] }],
  ['an admin twice', { about: 'add-admin', person: ADMIN }, TWO, 'nothing-changes'],
  ['a namesake of another organisation', { about: 'add-admin', person: 'T2/U1' }, TWO, 'outside'],
  ['an admin goes', { about: 'remove-admin', person: ADMIN }, TWO, { admins: [SECOND] }],
  ['the last admin', { about: 'remove-admin', person: ADMIN }, ORGANISATION, 'last-admin'],
  ['who is no admin', { about: 'remove-admin', person: OWNER }, TWO, 'nothing-changes'],
  [
    'an auditor comes',
    { about: 'add-auditor', person: OWNER },
    TWO,
    { auditors: [AUDITOR, OWNER] },
  ],
  ['an auditor twice', { about: 'add-auditor', person: AUDITOR }, TWO, 'nothing-changes'],
  ['an auditor of another organisation', { about: 'add-auditor', person: 'T2/U6' }, TWO, 'outside'],
  ['the last auditor goes', { about: 'remove-auditor', person: AUDITOR }, TWO, { auditors: [] }],
  ['who is no auditor', { about: 'remove-auditor', person: OWNER }, TWO, 'nothing-changes'],
  ['another retention', { about: 'retention', days: 90 }, TWO, { retentionDays: 90 }],
  [
    'the retention that holds',
    { about: 'retention', days: 90 },
    { ...TWO, retentionDays: 90 },
    'nothing-changes',
  ],
  ['an identity provider', setProvider, TWO, { identityProvider: PROVIDER }],
  ['the identity provider that is set', setProvider, PROVIDED, 'nothing-changes'],
  ['no identity provider', noProvider, PROVIDED, { identityProvider: undefined }],
  ['no identity provider where none is', noProvider, TWO, 'nothing-changes'],
  ['rules on the newest baseline', baseline, TWO, {}],
  ['rules on an older baseline', { ...baseline, against: 2 }, TWO, 'stale-change'],
  ['rules on one that does not exist yet', { ...baseline, against: 4 }, TWO, 'stale-change'],
];

test.each(CARRIED)('%s', (_name, wanted, organisation, outcome) => {
  const carried = carryOut(wanted, ground(organisation));
  if (typeof outcome === 'string') expect(carried).toMatchObject({ why: outcome });
  else expect(carried).toEqual({ kind: 'carried', organisation: { ...organisation, ...outcome } });
});

test('who has left Slack does not count as the admin who stays', () => {
  const wanted: WantedChange = { about: 'remove-admin', person: ADMIN };
  expect(carryOut(wanted, ground(TWO, [SECOND]))).toMatchObject({ why: 'last-admin' });
  expect(carryOut({ ...wanted, person: SECOND }, ground(TWO, [SECOND]))).toMatchObject({
    organisation: { admins: [ADMIN] },
  });
});

describe('proposing', () => {
  test('waits where another admin could countersign', () => {
    expect(propose(addAdmin, ADMIN, ground())).toEqual({ kind: 'open', organisation: TWO });
  });
  test('takes effect at once for a lone admin', () => {
    const outcome = propose(addAdmin, ADMIN, ground(ORGANISATION));
    expect(outcome).toMatchObject({ kind: 'flagged', organisation: { admins: [ADMIN, OWNER] } });
  });
  test('takes effect at once where all others have left Slack: nobody could ever answer', () => {
    expect(propose(addAdmin, ADMIN, ground(TWO, [SECOND]))).toMatchObject({ kind: 'flagged' });
  });
  test.each([OWNER, AUDITOR, 'T2/U5'])('is refused to %s, who is no admin here', (by) => {
    expect(propose(addAdmin, by, ground())).toMatchObject({ why: 'not-allowed' });
  });
  test('is refused at once where the change could never happen', () => {
    const wanted: WantedChange = { about: 'add-admin', person: SECOND };
    expect(propose(wanted, ADMIN, ground())).toMatchObject({ why: 'nothing-changes' });
  });
});

test('a lone admin is one without another who is there', () => {
  expect(isLone(ADMIN, ground(ORGANISATION))).toBe(true);
  expect(isLone(ADMIN, ground())).toBe(false);
  expect(isLone(ADMIN, ground(TWO, [SECOND]))).toBe(true);
});

const open: SettingsChange = { id: 'chg_1', wanted: addAdmin, state: 'open', by: ADMIN, at: NOW };
const said: ChangeAnswer = {
  answer: 'countersign',
  by: SECOND,
  name: 'second',
  at: LATER,
  reason: '',
};
const lone: SettingsChange = { ...open, state: 'flagged' };
const inForce = flagged({ ...TWO, admins: [ADMIN, SECOND, OWNER] }, 'chg_1', NOW);

describe('an open change', () => {
  test('comes into force by another admin', () => {
    expect(answerTo(open, said, ground())).toEqual({
      kind: 'answered',
      comesIntoForce: true,
      organisation: { ...TWO, admins: [ADMIN, SECOND, OWNER] },
      change: {
        ...open,
        state: 'in-force',
        answer: { by: SECOND, name: 'second', at: LATER, reason: '' },
      },
    });
  });

  /** Who says what to it, and what comes of it. */
  const ANSWERS: readonly [string, Partial<ChangeAnswer>, string][] = [
    ['the proposer countersigns', { by: ADMIN }, 'own-change'],
    ['the proposer refuses', { by: ADMIN, answer: 'refuse', reason: 'no' }, 'own-change'],
    ['the proposer withdraws', { by: ADMIN, answer: 'withdraw' }, 'withdrawn'],
    ['another admin withdraws', { answer: 'withdraw' }, 'not-proposer'],
    ['another admin refuses', { answer: 'refuse', reason: 'no' }, 'refused'],
    ['another admin refuses and says nothing', { answer: 'refuse' }, 'reason-required'],
    ['the person it is about countersigns', { by: OWNER }, 'not-allowed'],
    ['an auditor countersigns', { by: AUDITOR }, 'not-allowed'],
    ['the same id of another organisation countersigns', { by: 'T2/U3' }, 'not-allowed'],
    ['a colleague withdraws', { by: COLLEAGUE, answer: 'withdraw' }, 'not-allowed'],
  ];
  test.each(ANSWERS)('%s', (_name, how, outcome) => {
    const answered = answerTo(open, { ...said, ...how }, ground());
    const came = answered.kind === 'answered' ? answered.change.state : answered.why;
    expect(came).toBe(outcome);
    if (answered.kind === 'answered') expect(answered.organisation).toEqual(TWO);
  });

  test('needs its proposer to be an admin still: two stand behind it or none', () => {
    const left = { ...TWO, admins: [SECOND, OWNER] };
    const change: SettingsChange = { ...open, wanted: { about: 'add-admin', person: COLLEAGUE } };
    expect(answerTo(change, said, ground(left))).toMatchObject({ why: 'proposer-left' });
    const refused: ChangeAnswer = { ...said, answer: 'refuse', reason: 'not any more' };
    expect(answerTo(change, refused, ground(left))).toMatchObject({ change: { state: 'refused' } });
  });

  test('is decided on the world as it is now, not as it was proposed', () => {
    const already = { ...TWO, admins: [ADMIN, SECOND, OWNER] };
    expect(answerTo(open, said, ground(already))).toMatchObject({ why: 'nothing-changes' });
    const stale: SettingsChange = { ...open, wanted: { ...baseline, against: 2 } };
    expect(answerTo(stale, said, ground())).toMatchObject({ why: 'stale-change' });
  });

  test('an admin may countersign that he himself goes', () => {
    const change: SettingsChange = { ...open, wanted: { about: 'remove-admin', person: SECOND } };
    expect(answerTo(change, said, ground())).toMatchObject({ organisation: { admins: [ADMIN] } });
  });
});

describe("a lone admin's change", () => {
  test('loses its flag by another admin, the one it added too, and changes nothing else', () => {
    for (const by of [SECOND, OWNER]) {
      expect(answerTo(lone, { ...said, by }, ground(inForce))).toMatchObject({
        comesIntoForce: false,
        change: { state: 'in-force' },
        organisation: { ...inForce, flagged: [] },
      });
    }
  });
  test('keeps the flags of other changes', () => {
    const both = flagged(inForce, 'chg_2', NOW);
    expect(answerTo(lone, said, ground(both))).toMatchObject({
      organisation: { flagged: [{ change: 'chg_2', at: NOW }] },
    });
  });
  test.each([
    [{ by: ADMIN }, 'own-change'],
    [{ by: ADMIN, answer: 'withdraw' }, 'in-force-already'],
    [{ answer: 'refuse', reason: 'no' }, 'in-force-already'],
  ] as const)('is in force: %j is refused', (how, why) => {
    expect(answerTo(lone, { ...said, ...how }, ground(inForce))).toMatchObject({ why });
  });
});

test.each([
  ['in-force', 'Countersigned already by third.'],
  ['refused', 'Refused already by third.'],
  ['withdrawn', 'Withdrawn already by third.'],
] as const)('an answer to one that is %s says who was first', (state, say) => {
  const answer = { by: THIRD, name: 'third', at: NOW, reason: '' };
  const change: SettingsChange = { ...open, state, answer };
  for (const answer of ['countersign', 'refuse', 'withdraw'] as const) {
    const by = answer === 'withdraw' ? ADMIN : SECOND;
    const outcome = answerTo(change, { ...said, answer, by, reason: 'late' }, ground());
    expect(outcome).toMatchObject({ why: 'answered-already', say });
  }
});

test('the same wish has the same text, however its fields are ordered, and another the next time', () => {
  const turned: WantedChange = { person: OWNER, about: 'add-admin' };
  expect(changeText(turned, 0)).toBe(changeText(addAdmin, 0));
  expect(changeText(addAdmin, 1)).not.toBe(changeText(addAdmin, 0));
  expect(changeText({ about: 'remove-admin', person: OWNER }, 0)).not.toBe(changeText(addAdmin, 0));
});

test('only what somebody has still to answer waits', () => {
  const waiting = CHANGE_STATES.filter((state) => isWaiting({ ...open, state }));
  expect(waiting).toEqual(['open', 'flagged']);
});
