import { expect, test } from 'vitest';
import { defaultBaseline } from '../../../lib/core/baseline-default.ts';
import type { RuledAction } from '../../../lib/core/baseline-rules.ts';
import type { GateRule } from '../../../lib/core/manifest.ts';
import { deciderWarnings, ruledIn } from '../../../lib/core/registration/deciders.ts';
import { refuse } from '../../../lib/core/result.ts';
import { ADMIN, COLLEAGUE, LEAD, NOW, ORGANISATION, TEAM, THIRD, WORKFLOW } from '../perfect.ts';
import { with_ } from './first.ts';

const ACTION = 'send_external_email';
const heldTo = (by: RuledAction['by'], mode: 'enforce' | 'observe' = 'enforce') => {
  const { rules } = defaultBaseline([], NOW);
  const actions = [{ action: ACTION, by }];
  return { rules: { ...rules, 'gated-actions': { mode, actions } }, today: '2026-11-23' };
};
const off = heldTo('team', 'observe');
const around = { team: TEAM, now: NOW, organisation: ORGANISATION, held: off };
const naming = (...people: string[]) => ({ byAction: new Map([[ACTION, { people, gaps: [] }]]) });
const said = (rule: GateRule, change: object = {}) =>
  deciderWarnings(
    { ...WORKFLOW, manifest: with_({ gates: { [ACTION]: rule } }) },
    { ...around, ...change },
  );
const approvers = { people: [ADMIN] };

const FEW = `Too few people are left to approve ${ACTION}: it takes`;
test.each<[string, GateRule, object, string[]]>([
  ['the team, of whom three are left', {}, {}, []],
  ['three of the team', { quorum: 3 }, {}, []],
  [
    'four of the team',
    { quorum: 4 },
    {},
    [`${FEW} 4 different ones. Asking for it is refused until there are more.`],
  ],
  [
    'one approver alone',
    { approvers },
    { naming: naming(ADMIN) },
    [`Only one person could decide on ${ACTION}.`],
  ],
  [
    'the only lead, and then two approvers',
    { approvers },
    { naming: naming(ADMIN, COLLEAGUE), held: heldTo('lead') },
    [`Only one person could decide on ${ACTION} in the step of the baseline.`],
  ],
  [
    'the platform, and the same person again',
    { approvers },
    { naming: naming(ADMIN), held: heldTo('platform') },
    [
      `${FEW} 2 different ones, as nobody decides in two of its steps. Asking for it is refused until there are more.`,
    ],
  ],
  [
    'two steps with people enough',
    { approvers },
    { naming: naming(THIRD, LEAD), held: heldTo('team') },
    [],
  ],
  [
    'approvers whom Slack does not tell',
    { approvers },
    {
      naming: {
        byAction: new Map([
          [ACTION, { people: [], gaps: [], unsure: refuse('lookup-failed', 'x') }],
        ]),
      },
    },
    [],
  ],
  ['people whom nobody looked up', { quorum: 9 }, { organisation: undefined }, []],
])('%s', (_, rule, change, expected) => {
  expect(said(rule, change)).toEqual(expected);
});

test('the baseline has a say where its rule is enforced', () => {
  expect(ruledIn({ team: TEAM, held: heldTo('lead') }, ACTION)).toMatchObject({ by: 'lead' });
  expect(ruledIn({ team: TEAM, held: off }, ACTION)).toBeUndefined();
  expect(ruledIn({ team: TEAM, held: undefined }, ACTION)).toBeUndefined();
});
