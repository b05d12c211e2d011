import * as z from 'zod';
import type { Approval, CardText } from '../core/approval.ts';
import { cardText } from '../core/approval-text.ts';
import type { PersonKey } from '../core/people.ts';
import type { Refusal } from '../core/result.ts';
import { STEP_UP_PREFIX } from '../core/secret.ts';
import {
  LINK_MINUTES,
  linkRefusal,
  noLink,
  type Purpose,
  type StepUp,
  type StepUpRefusal,
  stepUpSchema,
} from '../core/step-up.ts';
import { minutesAfter, unixSeconds } from '../core/time.ts';
import type { Change } from '../store/commit.ts';
import type { Head } from '../store/item.ts';
import { partKey, type Subject } from '../store/keys.ts';
import { readHead, readPart } from '../store/read.ts';
import { loadApproval, loadPayload, noApproval } from './approvals.ts';
import { attempt } from './attempt.ts';
import type { Deps } from './deps.ts';
import { noProvider } from './identity-provider.ts';
import { hashOf, lookUp, secretItem } from './secrets.ts';
import { loadOrganisation } from './standing.ts';

/** How long the reason is kept for a login that nobody finishes. */
const REASON_MINUTES = 60;

/** What somebody wants to say with a fresh login. `reason`: in their own words, may be empty. */
export type Wanted = Purpose & { readonly reason: string };

export interface LinkMade {
  readonly kind: 'link';
  /** The one-time address, shown to this person and to nobody else. */
  readonly url: string;
}

/**
 * Asks for a fresh login of this person, for one approval, its digest and one answer. Only the hash
 * of the link is kept.
 */
export async function beginStepUp(
  deps: Deps,
  person: PersonKey,
  { reason, ...purpose }: Wanted,
): Promise<LinkMade | Refusal<'no-identity-provider' | 'no-approval'>> {
  const [{ identityProvider }, loaded] = await Promise.all([
    loadOrganisation(deps),
    loadApproval(deps, purpose.approval),
  ]);
  if (!identityProvider) return noProvider(deps);
  if (!loaded) return noApproval(purpose.approval);
  const token = `${STEP_UP_PREFIX}${deps.newSecret()}`;
  const id = deps.newId('stp');
  const askedAt = deps.now();
  const expiresAt = minutesAfter(askedAt, LINK_MINUTES);
  const stepUp: StepUp = { id, person, purpose, askedAt, expiresAt };
  const link = { type: 'step-up-link' as const, stepUp: id, expiresAt };
  const ttl = unixSeconds(minutesAfter(askedAt, REASON_MINUTES));
  const kept = { ...reasonKey(id), kind: 'step-up-reason', ttl, data: { text: reason } };
  return attempt(deps, async () => ({
    kind: 'write',
    value: { kind: 'link', url: `${deps.settings.baseUrl}/step-up/${token}` },
    write: {
      changes: [stepUpChange(deps, undefined, stepUp, 'asked')],
      creates: [secretItem(hashOf(deps, token), link)],
      puts: reason === '' ? [] : [kept],
    },
  }));
}

function reasonKey(id: string) {
  return partKey(stepUpSubject(id), 'REASON');
}

function stepUpSubject(id: string): Subject {
  return `step-up/${id}`;
}

/** Undefined when nobody asked for a login of that id. */
export function loadStepUp(deps: Deps, id: string): Promise<Head<StepUp> | undefined> {
  return readHead(deps.store, stepUpSubject(id), stepUpSchema);
}

/** What was given as the reason; empty where none was, or once it is gone. */
export async function loadReason(deps: Deps, id: string): Promise<string> {
  const part = await readPart(deps.store, reasonKey(id), z.object({ text: z.string() }));
  return part?.state.text ?? '';
}

/** A step of a fresh login's own chain. Only the person it is for is named in it. */
export function stepUpChange(
  deps: Deps,
  from: Head<StepUp> | undefined,
  state: StepUp,
  what: 'asked' | 'proved' | 'used' | 'refused',
): Change {
  const { kind, ...purpose } = state.purpose;
  const at: Record<string, string> =
    what === 'proved' && state.proof ? { loggedInAt: state.proof.at } : {};
  const person = { kind: 'person' as const, id: state.person };
  // Whoever it was, it was not the person that the link is for.
  const actor = what === 'refused' ? { kind: 'system' as const, id: 'login' } : person;
  const data = { for: kind, ...purpose, ...at };
  const event = { kind: `step-up.${what}`, at: deps.now(), actor, data };
  return { subject: stepUpSubject(state.id), from: from?.chain, state, event };
}

export interface LinkShown {
  readonly kind: 'shown';
  readonly stepUp: StepUp;
  readonly approval: Approval;
  /** What people read on the card. */
  readonly card: CardText;
}

/** What a link leads to, for whoever holds it: nothing that is not on the card. Uses nothing up. */
export async function openLink(
  deps: Deps,
  token: string,
): Promise<LinkShown | StepUpRefusal | Refusal<'no-approval'>> {
  const secret = await lookUp(deps, token);
  if (secret?.type !== 'step-up-link') return noLink();
  const head = await loadStepUp(deps, secret.stepUp);
  const refusal = head ? linkRefusal(head.state, deps.now()) : noLink();
  return refusal ?? showStepUp(deps, secret.stepUp);
}

/** The login with what it is about, as the card tells it. */
export async function showStepUp(
  deps: Deps,
  id: string,
): Promise<LinkShown | StepUpRefusal | Refusal<'no-approval'>> {
  const head = await loadStepUp(deps, id);
  if (!head) return noLink();
  const { approval: about } = head.state.purpose;
  const [loaded, payload] = await Promise.all([
    loadApproval(deps, about),
    loadPayload(deps, about),
  ]);
  if (!loaded) return noApproval(about);
  const approval = loaded.head.state;
  const card = payload?.card ?? cardText({ ...approval, arguments: '{}' });
  return { kind: 'shown', stepUp: head.state, approval, card };
}
