import type { ApprovalAsked, AskedVia, Exclusion } from './approval.ts';
import type { RuledAction } from './baseline-rules.ts';
import { accessEnded } from './grant.ts';
import { gateRule } from './manifest.ts';
import {
  type Organisation,
  type PersonKey,
  personKeySchema,
  slackUserId,
  type Team,
} from './people.ts';
import { type Policy, policyOf, type StageRule } from './policy.ts';
import { type Refusal, refuse } from './result.ts';
import { keysInForce, type Workflow } from './workflow.ts';

export interface Gate {
  readonly kind: 'gate';
  readonly policy: Policy;
}

type NotGated = 'workflow-not-active' | 'grant-expired' | 'unknown-action' | 'not-gated';

/**
 * The rule an action is under, or why it is not asked for. "Actions that nobody listed are refused."
 * `ruled`: how it is approved because the baseline says so, whatever the manifest says.
 */
export function gateFor(
  workflow: Workflow,
  action: string,
  now: string,
  ruled?: RuledAction,
): Gate | Refusal<NotGated> {
  const ended = accessEnded(workflow, now);
  if (ended) return ended;
  if (workflow.status !== 'active') {
    return refuse(
      'workflow-not-active',
      `${workflow.id} is ${workflow.status}, so it may not ask for anything.`,
      {
        status: workflow.status,
      },
    );
  }
  const gated = workflow.manifest.review_required_actions ?? [];
  const isRuled = ruled !== undefined && workflow.actions.includes(action);
  if (!gated.includes(action) && !isRuled) return notGated(workflow, action);
  return { kind: 'gate', policy: policyOf(gateRule(workflow.manifest, action), ruled) };
}

/** Why an action that nobody gates is not asked for: it needs no approval, or nobody knows it. */
export function notGated(
  workflow: Workflow,
  action: string,
): Refusal<'unknown-action' | 'not-gated'> {
  if (workflow.actions.includes(action)) {
    return refuse('not-gated', `${action} needs no approval for ${workflow.id}.`, { action });
  }
  const gated = workflow.manifest.review_required_actions?.join(', ') || 'none';
  return refuse(
    'unknown-action',
    `No component of ${workflow.id} lists an action named ${action}. Gated actions: ${gated}.`,
    { action },
  );
}

export interface Asking {
  readonly workflow: Workflow;
  readonly team: Team;
  readonly organisation: Organisation;
  readonly onBehalfOf: PersonKey | undefined;
  readonly now: string;
  readonly policy: Pick<Policy, 'stages' | 'excludeOwner' | 'exclude'>;
  /** The approvers whom the manifest names, as they are now; absent where it names none. */
  readonly named?: readonly PersonKey[] | undefined;
}

/** Who is asked in one stage, and as what. */
interface StageAsked {
  readonly via: AskedVia;
  readonly people: readonly PersonKey[];
}

/**
 * "Without `gates` any member of the owning team may decide except those excluded in 5.3; nobody
 * left → backup, then platform." In each stage for itself.
 */
export function whoDecides(asking: Asking): {
  readonly stages: readonly StageAsked[];
  readonly excluded: ApprovalAsked['excluded'];
} {
  const out = exclusions(asking);
  const stages = asking.policy.stages.map(({ who }): StageAsked => {
    const steps = CHAINS[who].map((via) => ({
      via,
      people: [...new Set(PEOPLE[via](asking))].filter((one) => !out.has(one)),
    }));
    return steps.find((step) => step.people.length > 0) ?? { via: 'nobody', people: [] };
  });
  return { stages, excluded: [...out].map(([person, why]) => ({ person, why })) };
}

/**
 * True when enough different people are left for every stage: nobody decides twice, so two stages
 * that share people need both their numbers together (Hall's condition).
 */
export function enough(
  stages: readonly { readonly people: readonly PersonKey[]; readonly needed: number }[],
): boolean {
  const subsets = Array.from({ length: 2 ** stages.length - 1 }, (_, bits) => bits + 1);
  return subsets.every((bits) => {
    const some = stages.filter((_, at) => (bits >> at) % 2 === 1);
    const people = new Set(some.flatMap((one) => one.people));
    return people.size >= some.reduce((sum, one) => sum + one.needed, 0);
  });
}

type Step = Exclude<AskedVia, 'nobody'>;

/** Who is asked first, and who when nobody of them is left: never somebody milder. */
const CHAINS: Readonly<Record<StageRule['who'], readonly Step[]>> = {
  team: ['team', 'backup', 'platform'],
  approvers: ['approvers', 'backup', 'platform'],
  lead: ['lead', 'platform'],
  platform: ['platform'],
};

const PEOPLE: Readonly<Record<Step, (asking: Asking) => readonly PersonKey[]>> = {
  team: ({ team }) => team.members,
  approvers: ({ named = [] }) => named,
  lead: ({ team }) => leadsOf(team),
  backup: ({ workflow }) => (workflow.backup ? [workflow.backup] : []),
  platform: ({ organisation }) => organisation.admins,
};

/** The lead and whoever stands in for the lead. */
export function leadsOf(team: Team): PersonKey[] {
  return team.backup ? [team.lead, team.backup] : [team.lead];
}

/**
 * "Always excluded: the requester's key issuer, the last editor of the manifest, the claimed
 * person, the owner where the policy says so, …". The first reason that applies is the one that is told.
 */
function exclusions(asking: Asking): Map<PersonKey, Exclusion> {
  const { workflow } = asking;
  const out = new Map<PersonKey, Exclusion>();
  const add = (person: PersonKey | undefined, why: Exclusion) => {
    if (person && !out.has(person)) out.set(person, why);
  };
  for (const person of claimed(asking)) add(person, 'claimed');
  for (const key of keysInForce(workflow.keys, asking.now)) add(key.holder, 'key-holder');
  add(personKeySchema.safeParse(workflow.lastEditor).data, 'last-editor');
  if (asking.policy.excludeOwner) add(workflow.owner, 'owner');
  for (const person of asking.policy.exclude) add(person, 'named-out');
  return out;
}

/**
 * Everybody whom people read in the claim: on the card it is a mention, which shows the user id
 * alone, so a claim with another organisation before the same id excludes the person shown.
 */
function claimed({
  workflow,
  team,
  organisation,
  onBehalfOf,
  named = [],
}: Asking): readonly PersonKey[] {
  if (!onBehalfOf) return [];
  const backup = workflow.backup ? [workflow.backup] : [];
  const known = [...team.members, ...leadsOf(team), ...backup, ...organisation.admins, ...named];
  const meant = known.filter((one) => slackUserId(one) === slackUserId(onBehalfOf));
  return meant.length > 0 ? meant : [onBehalfOf];
}
