import type { ApprovalAsked, AskedVia, Exclusion } from './approval.ts';
import type { Approvers } from './approvers.ts';
import type { Decides } from './baseline-rules.ts';
import { accessEnded } from './grant.ts';
import { gateRule } from './manifest.ts';
import {
  type Organisation,
  type PersonKey,
  personKeySchema,
  slackUserId,
  type Team,
} from './people.ts';
import { type Refusal, refuse } from './result.ts';
import { keysInForce, type Workflow } from './workflow.ts';

/** Bumped whenever a rule of this file or of `decision.ts` changes what an approval means. */
const REVISION = 1;

/**
 * The name of the rules an approval is made under. It says who decides where the baseline has a say
 * (`ruled`) and whether the manifest names approvers, so that an approval made under other rules is never
 * consumed. Which approvers they are is in the gate-relevant revision.
 */
export function policyOf(ruled: Decides | undefined, approvers?: Approvers): string {
  const usual = ruled ? `baseline-${ruled}` : 'owning-team';
  return `${usual}${approvers ? '+approvers' : ''}/${REVISION}`;
}

/** The rules that an action of the workflow is under. */
export function policyFor({ manifest }: Workflow, action: string, ruled?: Decides): string {
  return policyOf(ruled, gateRule(manifest, action).approvers);
}

export const DEFAULT_EXPIRY_MINUTES = 24 * 60;

export interface Gate {
  readonly kind: 'gate';
  readonly policy: string;
  readonly by: Decides;
  readonly quorum: number;
  readonly expiresInMinutes: number;
  /** Whom the manifest lets approve it; anybody of those whose turn it is where it names nobody. */
  readonly approvers: Approvers | undefined;
}

type NotGated = 'workflow-not-active' | 'grant-expired' | 'unknown-action' | 'not-gated';

/**
 * The rule an action is under, or why it is not asked for. "Actions that nobody listed are refused."
 * `ruled`: who decides on it because the baseline says so, whatever the manifest says.
 */
export function gateFor(
  workflow: Workflow,
  action: string,
  now: string,
  ruled?: Decides,
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
  const rule = gateRule(workflow.manifest, action);
  return {
    kind: 'gate',
    policy: policyOf(ruled, rule.approvers),
    by: ruled ?? 'team',
    quorum: rule.quorum ?? 1,
    expiresInMinutes: rule.expires_in_minutes ?? DEFAULT_EXPIRY_MINUTES,
    approvers: rule.approvers,
  };
}

function notGated(workflow: Workflow, action: string): Refusal<NotGated> {
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
  /** Who decides because the baseline says so; the owning team where it has no say. */
  readonly by?: Decides | undefined;
  /** The approvers whom the manifest names, as they are now; absent where it names none. */
  readonly named?: readonly PersonKey[] | undefined;
}

/** Whose turn it is. `narrowed`: of those, only whom the manifest names. */
export interface Turn {
  readonly via: AskedVia;
  readonly narrowed?: true;
}

/**
 * "Without `gates` any member of the owning team may decide except those excluded in 5.3; nobody
 * left → backup, then platform."
 */
export function whoDecides(asking: Asking): ApprovalAsked & Turn {
  const out = exclusions(asking);
  const steps = chainOf(asking).map((turn) => ({
    turn,
    people: peopleOf(turn, asking).filter((one) => !out.has(one)),
  }));
  const first = steps.find((step) => step.people.length > 0);
  const excluded = [...out].map(([person, why]) => ({ person, why }));
  const turn: Turn = first?.turn ?? { via: 'nobody' };
  return { ...turn, asked: [...(first?.people ?? [])], excluded };
}

type Step = Exclude<AskedVia, 'nobody'>;

interface Link extends Turn {
  readonly via: Step;
}

/**
 * Approvers take the team's place. Where the baseline names lead or platform they only narrow those:
 * a manifest "adds gates but never removes the baseline's".
 */
function chainOf({ by = 'team', named }: Asking): readonly Link[] {
  const usual = CHAINS[by].map((via): Link => ({ via }));
  const [first, ...rest] = usual;
  if (!named || !first) return usual;
  if (by === 'team') return [{ via: 'approvers' }, ...rest];
  return [{ ...first, narrowed: true }, ...(rest.length > 0 ? rest : usual)];
}

function peopleOf({ via, narrowed }: Link, asking: Asking): readonly PersonKey[] {
  const people = PEOPLE[via](asking);
  return narrowed ? people.filter((one) => asking.named?.includes(one)) : people;
}

/** Who is asked first, and who when nobody of them is left: never somebody milder. */
const CHAINS: Readonly<Record<Decides, readonly Step[]>> = {
  team: ['team', 'backup', 'platform'],
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
 * person, …". The first reason that applies is the one that is told.
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
