import type { ApprovalAsked, Exclusion } from './approval.ts';
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
export const POLICY = 'owning-team/1';
const DEFAULT_EXPIRY_MINUTES = 24 * 60;

export interface Gate {
  readonly kind: 'gate';
  readonly policy: string;
  readonly quorum: number;
  readonly expiresInMinutes: number;
}

type NotGated = 'workflow-not-active' | 'unknown-action' | 'not-gated';

/** The rule an action is under, or why it is not asked for. "Actions that nobody listed are refused." */
export function gateFor(workflow: Workflow, action: string): Gate | Refusal<NotGated> {
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
  if (!gated.includes(action)) return notGated(workflow, action);
  const rule = workflow.manifest.gates?.[action];
  return {
    kind: 'gate',
    policy: POLICY,
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
}

/**
 * "Without `gates` any member of the owning team may decide except those excluded in 5.3; nobody
 * left → backup, then platform."
 */
export function whoDecides(
  asking: Asking,
): ApprovalAsked & { via: 'team' | 'backup' | 'platform' | 'nobody' } {
  const { workflow, team, organisation } = asking;
  const out = exclusions(asking);
  const without = (people: readonly PersonKey[]) => people.filter((one) => !out.has(one));
  const chain = [
    { via: 'team' as const, people: without(team.members) },
    { via: 'backup' as const, people: without(workflow.backup ? [workflow.backup] : []) },
    { via: 'platform' as const, people: without(organisation.admins) },
  ];
  const first = chain.find((step) => step.people.length > 0);
  const excluded = [...out].map(([person, why]) => ({ person, why }));
  return { via: first?.via ?? 'nobody', asked: [...(first?.people ?? [])], excluded };
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
  const known = [...team.members, ...backup, ...organisation.admins];
  const meant = known.filter((one) => slackUserId(one) === slackUserId(onBehalfOf));
  return meant.length > 0 ? meant : [onBehalfOf];
}
