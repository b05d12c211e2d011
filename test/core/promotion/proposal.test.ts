import { describe, expect, test } from 'vitest';
import {
  type ProposalGround,
  propose,
  resubmit,
  unfitComponent,
  type Wanted,
} from '../../../lib/core/promotion/proposal.ts';
import type { Promotion } from '../../../lib/core/promotion.ts';
import { COLLEAGUE, LATER, NOW, OUTSIDER, OWNER, release, THIRD } from '../perfect.ts';
import { DRAFTER, GROUND, PROMOTION, WANTED } from '../promoting.ts';

const by = { id: 'prm_1', by: OWNER, at: NOW };
const tried = (wanted: Partial<Wanted>, ground: Partial<ProposalGround> = {}) => {
  const outcome = propose({ ...WANTED, ...wanted }, { ...GROUND, ...ground }, by);
  return outcome.kind === 'problems'
    ? outcome.problems.map(({ field, say }) => [field, say])
    : outcome.kind;
};

describe('a proposal', () => {
  test('that says all is a promotion that waits; who names themselves agreed by that', () => {
    expect(propose(WANTED, GROUND, by)).toEqual({ kind: 'proposed', promotion: PROMOTION });
  });

  test('remembers what was shared before', () => {
    const credit = { builtBy: [], team: DRAFTER.team, at: NOW, version: '2.9.0' };
    const component = { ...DRAFTER, credit };
    expect(propose(WANTED, { ...GROUND, component }, by)).toMatchObject({
      promotion: { sharedBefore: '2.9.0' },
    });
  });

  test.each([
    ['a version that is not there', { version: '4.0.0' }, 'version', 'There is no version 4.0.0.'],
    ['no licence', { license: ' ' }, 'license', 'Name the licence'],
    ['a page of licence', { license: 'x'.repeat(201) }, 'license', 'at most 200'],
    ['no use', { useful: '' }, 'useful', 'beyond your team'],
    ['too long a reason', { useful: 'x'.repeat(2001) }, 'useful', 'at most 2000'],
    ['too long evidence', { evidence: 'x'.repeat(2001) }, 'evidence', 'at most 2000'],
    ['a stranger', { builders: [OUTSIDER] }, 'builders', 'of this organisation'],
    ['nobody', { builders: ['T1/<!channel>'] }, 'builders', 'of this organisation'],
    [
      'a crowd',
      { builders: Array.from({ length: 11 }, (_, n) => `T1/U${n}`) },
      'builders',
      'at most 10',
    ],
  ])('with %s is told at its field', (_, wanted, field, say) => {
    expect(tried(wanted)).toEqual([[field, expect.stringContaining(say)]]);
  });

  test('tells everything that is wrong at once', () => {
    expect(tried({ version: 'x', license: '', useful: '' })).toHaveLength(3);
  });

  test('of a closed version names open ones', () => {
    expect(tried({ version: '2.9.0' }, { open: ['3.0.0'] })).toEqual([
      ['version', '2.9.0 is closed to new pins. Choose one of 3.0.0.'],
    ]);
  });

  test.each([
    ['plugin', 'proposed'],
    ['connector', 'proposed'],
    ['skill', [['evidence', expect.stringContaining('needs test evidence')]]],
    ['block', [['evidence', expect.stringContaining('needs test evidence')]]],
  ] as const)('of a %s without evidence', (kind, expected) => {
    expect(tried({ evidence: ' ' }, { component: { ...DRAFTER, kind } })).toEqual(expected);
  });

  test('keeps the licence that its publisher gave the version', () => {
    const releases = [release(DRAFTER.id, '3.0.0', { terms: { license: 'Apache-2.0' } })];
    expect(tried({}, { releases })).toEqual([
      ['license', expect.stringContaining('The version itself says "Apache-2.0"')],
    ]);
    expect(tried({ license: 'Apache-2.0' }, { releases })).toBe('proposed');
  });
});

describe('what cannot be promoted', () => {
  const shared = { ...DRAFTER, visibility: 'shared' as const };

  test('is shared already', () => {
    expect(propose(WANTED, { ...GROUND, component: shared }, by)).toMatchObject({
      why: 'already-shared',
    });
  });

  test.each(['reply_drafter', 'rep1y-drafter', 'reply.drafter'])(
    'has a name like %s, which is shared: rename it first',
    (name) => {
      const other = { ...shared, id: `plugin/${name}`, name };
      expect(unfitComponent({ component: DRAFTER, catalog: [DRAFTER, other] })).toMatchObject({
        why: 'name-taken',
        say: expect.stringContaining(`"yardmaster rename plugin/reply-drafter another-name"`),
      });
    },
  );

  test.each([
    ['of another kind', { ...shared, id: 'skill/reply_drafter', kind: 'skill' as const }],
    ['of a team', { ...DRAFTER, id: 'plugin/reply_drafter', name: 'reply_drafter' }],
    ['itself', shared],
  ])('is not one whose name is like that %s', (_, other) => {
    expect(unfitComponent({ component: DRAFTER, catalog: [other] })).toBeUndefined();
  });
});

describe('sending again', () => {
  const asked: Promotion = { ...PROMOTION, state: 'changes-asked' };
  const sent = (promotion: Promotion, wanted: Partial<Wanted> = {}, ground = GROUND) =>
    resubmit(promotion, { ...WANTED, ...wanted }, ground, { by: COLLEAGUE, at: LATER });

  test('is the next round, of perhaps another version; answers of builders stay', () => {
    const builders = [OWNER, COLLEAGUE, THIRD];
    expect(sent(asked, { version: '2.9.0', evidence: '', builders })).toEqual({
      kind: 'proposed',
      promotion: {
        ...PROMOTION,
        version: '2.9.0',
        evidence: undefined,
        proposers: [OWNER, COLLEAGUE],
        round: 2,
        sentAt: LATER,
        builders: [
          { person: OWNER, says: 'yes' },
          { person: COLLEAGUE, says: 'yes' },
          { person: THIRD, says: 'asked' },
        ],
      },
    });
  });

  test('is for what changes were asked for', () => {
    expect(sent(PROMOTION)).toMatchObject({ why: 'answered-already' });
    expect(sent(asked, { license: '' })).toMatchObject({ kind: 'problems' });
    const component = { ...DRAFTER, visibility: 'shared' as const };
    expect(sent(asked, {}, { ...GROUND, component })).toMatchObject({ why: 'already-shared' });
  });
});
