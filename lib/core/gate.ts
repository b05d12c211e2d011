import type { ApprovalAsked, AskedVia, Exclusion } from './approval.ts';
import type { Decides } from './baseline-rules.ts';
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
 * (`ruled`), so that an approval made under other rules is never consumed.
 */
export function policyOf(ruled: Decides | undefined): string {
  return `${ruled ? `baseline-${ruled}` : 'owning-team'}/${REVISION}`;
}

export const DEFAULT_EXPIRY_MINUTES = 24 * 60;

export interface Gate {
  readonly kind: 'gate';
  readonly policy: string;
  readonly by: Decides;
  readonly quorum: number;
  readonly expiresInMinutes: number;
}

type NotGated = 'workflow-not-active' | 'unknown-action' | 'not-gated';

/**
 * The rule an action is under, or why it is not asked for. "Actions that nobody listed are refused."
 * `ruled`: who decides on it because the baseline says so, whatever the manifest says.
 */
export function gateFor(
  workflow: Workflow,
  action: string,
  ruled?: Decides,
): Gate | Refusal<NotGated> {
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
  const rule = workflow.manifest.gates?.[action];
  return {
    kind: 'gate',
    policy: policyOf(ruled),
    by: ruled ?? 'team',
    quorum: rule?.quorum ?? 1,
    expiresInMinutes: rule?.expires_in_minutes ?? DEFAULT_EXPIRY_MINUTES,
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
}

/**
 * "Without `gates` any member of the owning team may decide except those excluded in 5.3; nobody
 * left → backup, then platform."
 */
export function whoDecides(asking: Asking): ApprovalAsked & { via: AskedVia } {
  const out = exclusions(asking);
  const chain = CHAINS[asking.by ?? 'team'].map((via) => ({
    via,
    people: PEOPLE[via](asking).filter((one) => !out.has(one)),
  }));
  const first = chain.find((step) => step.people.length > 0);
  const excluded = [...out].map(([person, why]) => ({ person, why }));
  return { via: first?.via ?? 'nobody', asked: [...(first?.people ?? [])], excluded };
}

type Step = Exclude<AskedVia, 'nobody'>;

/** Who is asked first, and who when nobody of them is left: never somebody milder. */
const CHAINS: Readonly<Record<Decides, readonly Step[]>> = {
  team: ['team', 'backup', 'platform'],
  lead: ['lead', 'platform'],
  platform: ['platform'],
};

const PEOPLE: Readonly<Record<Step, (asking: Asking) => readonly PersonKey[]>> = {
  team: ({ team }) => team.members,
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
function claimed({ workflow, team, organisation, onBehalfOf }: Asking): readonly PersonKey[] {
  if (!onBehalfOf) return [];
  const backup = workflow.backup ? [workflow.backup] : [];
  const known = [...team.members, ...leadsOf(team), ...backup, ...organisation.admins];
  const meant = known.filter((one) => slackUserId(one) === slackUserId(onBehalfOf));
  return meant.length > 0 ? meant : [onBehalfOf];
}
