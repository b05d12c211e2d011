import type * as gates from '../../../lib/core/gate.ts';
import type { GateRule } from '../../../lib/core/manifest.ts';
import { policyOf } from '../../../lib/core/policy.ts';
import {
  ADMIN,
  COLLEAGUE,
  LEAD,
  NOW,
  ORGANISATION,
  OWNER,
  TEAM,
  THIRD,
  WORKFLOW,
} from '../perfect.ts';
import type { Removal } from './mutants.ts';
import { approvers, ruled } from './policy.ts';

export type Gates = typeof gates;
const ASKING = {
  workflow: WORKFLOW,
  team: TEAM,
  organisation: ORGANISATION,
  onBehalfOf: undefined,
  now: NOW,
};
const keyed = { ...WORKFLOW, keys: [{ id: 'k', hash: 'h', holder: THIRD, issuedAt: NOW }] };
/** Whether nobody asks this person. */
const out =
  (person: string, rule: GateRule, change: object = {}) =>
  (m: Gates) => {
    const policy = policyOf(rule, undefined);
    const { stages } = m.whoDecides({ ...ASKING, policy, ...change });
    return !stages.some((one) => one.people.includes(person));
  };
const two = (people: string[]) => [
  { people, needed: 1 },
  { people, needed: 1 },
];

/** What is taken out of `gate.ts`. */
export const GATE: Removal<Gates>[] = [
  {
    field: 'exclude_owner',
    find: "if (asking.policy.excludeOwner) add(workflow.owner, 'owner');",
    put: '',
    law: out(OWNER, { exclude_owner: true }, { workflow: { ...WORKFLOW, lastEditor: THIRD } }),
  },
  {
    field: 'exclude',
    find: "for (const person of asking.policy.exclude) add(person, 'named-out');",
    put: '',
    law: out(COLLEAGUE, { exclude: [COLLEAGUE] }),
  },
  {
    field: 'claimed',
    find: "for (const person of claimed(asking)) add(person, 'claimed');",
    put: '',
    law: out(COLLEAGUE, {}, { onBehalfOf: COLLEAGUE }),
  },
  {
    field: 'key-holder',
    find: "for (const key of keysInForce(workflow.keys, asking.now)) add(key.holder, 'key-holder');",
    put: '',
    law: out(THIRD, {}, { workflow: keyed }),
  },
  {
    field: 'last-editor',
    find: "add(personKeySchema.safeParse(workflow.lastEditor).data, 'last-editor');",
    put: '',
    law: out(OWNER, {}),
  },
  {
    field: 'approvers',
    find: 'approvers: ({ named = [] }) => named,',
    put: 'approvers: ({ team }) => team.members,',
    law: out(COLLEAGUE, { approvers }, { named: [ADMIN] }),
  },
  {
    field: 'by',
    find: "lead: ['lead', 'platform'],",
    put: "lead: ['team', 'platform'],",
    law: (m) =>
      m.whoDecides({ ...ASKING, policy: policyOf({}, ruled()) }).stages[0]?.via === 'lead',
  },
  {
    field: 'nobody twice',
    find: 'return subsets.every((bits) => {',
    put: 'return subsets.some((bits) => {',
    law: (m) => !m.enough(two([LEAD])) && m.enough(two([LEAD, THIRD])),
  },
];
