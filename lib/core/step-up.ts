import canonicalize from 'canonicalize';
import * as z from 'zod';
import type { PersonKey } from './people.ts';
import { personKeySchema } from './people.ts';
import { type Refusal, refuse } from './result.ts';
import { minutesAfter } from './time.ts';

/** How long a link leads anywhere. */
export const LINK_MINUTES = 10;
/** "A fresh login … at most five minutes old." */
export const PROOF_MINUTES = 5;
/** The provider's clock may be a minute ahead of ours. */
const SKEW_MINUTES = 1;

/** What a login is asked for: "bound to approval and digest", and to what is said about it. */
const purposeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('decide'),
    approval: z.string(),
    digest: z.string(),
    choice: z.enum(['approve', 'deny']),
  }),
  z.strictObject({ kind: z.literal('break-glass'), approval: z.string(), digest: z.string() }),
]);
export type Purpose = z.infer<typeof purposeSchema>;

/** What the person is about to do, in one word. */
export type Wish = 'approve' | 'deny' | 'break-glass';

export function wishOf(purpose: Purpose): Wish {
  return purpose.kind === 'decide' ? purpose.choice : purpose.kind;
}

/** One fresh login that was asked for. Its link leads here; the reason given is a part of its own. */
export const stepUpSchema = z.object({
  id: z.string(),
  person: personKeySchema,
  purpose: purposeSchema,
  askedAt: z.string(),
  /** When the link ends. */
  expiresAt: z.string(),
  /** `at`: when the person logged in, as the provider says. */
  proof: z.strictObject({ at: z.string(), provedAt: z.string() }).optional(),
  /** Somebody else logged in with this link: it is worth nothing from then on. */
  refusedAt: z.string().optional(),
  usedAt: z.string().optional(),
});
export type StepUp = z.infer<typeof stepUpSchema>;

/** A login that holds: what is decided with it may say that it was fresh. */
export interface Proof {
  readonly at: string;
  readonly id: string;
}

type Stale = Refusal<'stale-login'>;
type LinkRefusal = Refusal<'link-expired' | 'link-used' | 'link-refused'>;
export type StepUpRefusal =
  | LinkRefusal
  | Stale
  | Refusal<'other-person' | 'not-proved' | 'other-purpose'>;

/** Why the link leads nowhere; undefined while it does: "one-time link (10 minutes, single use)". */
export function linkRefusal(stepUp: StepUp, now: string): LinkRefusal | undefined {
  if (stepUp.refusedAt)
    return refuse(
      'link-refused',
      'Somebody else logged in with this link, so it ended. Press the button in Slack again to get a new one.',
    );
  if (stepUp.proof)
    return refuse(
      'link-used',
      'This link was used already. Press the button in Slack again to get a new one.',
    );
  if (stepUp.expiresAt <= now) return noLink();
  return undefined;
}

/** For a link that is too old, and for one that never was: both sound alike. */
export function noLink(): Refusal<'link-expired'> {
  return refuse(
    'link-expired',
    `This link is unknown or older than ${LINK_MINUTES} minutes. Press the button in Slack again to get a new one.`,
  );
}

/** "At most five minutes old"; a minute ahead of our clock is still believed. */
export function staleLogin(at: string, now: string): Stale | undefined {
  const fresh = at >= minutesAfter(now, -PROOF_MINUTES) && at <= minutesAfter(now, SKEW_MINUTES);
  if (fresh) return undefined;
  return refuse(
    'stale-login',
    `This needs a login that is at most ${PROOF_MINUTES} minutes old. Log in again.`,
  );
}

/**
 * The login with its proof: the same person, just now, for a link that still leads somewhere.
 * `person` is undefined for a login that is of nobody whom the link could be for.
 */
export function proved(
  stepUp: StepUp,
  login: { readonly person: PersonKey | undefined; readonly at: string },
  now: string,
): { readonly kind: 'proved'; readonly stepUp: StepUp } | StepUpRefusal {
  const refusal = linkRefusal(stepUp, now);
  if (refusal) return refusal;
  if (login.person !== stepUp.person)
    return refuse(
      'other-person',
      'This link was made for somebody else, so it ended. Only the person who pressed the button in Slack can use it.',
    );
  const stale = staleLogin(login.at, now);
  if (stale) return stale;
  return { kind: 'proved', stepUp: { ...stepUp, proof: { at: login.at, provedAt: now } } };
}

/**
 * Uses the proof up: it counts once, "same person, bound to approval and digest", for what was said
 * when it was asked for, and while the login is fresh.
 */
export function used(
  stepUp: StepUp,
  wanted: { readonly person: PersonKey; readonly purpose: Purpose },
  now: string,
): { readonly kind: 'used'; readonly stepUp: StepUp; readonly proof: Proof } | StepUpRefusal {
  const { proof } = stepUp;
  if (!proof || stepUp.refusedAt)
    return refuse('not-proved', 'You have not logged in for this yet. Open the link again.');
  if (stepUp.usedAt)
    return refuse('link-used', 'This login was used already. Press the button in Slack again.');
  if (stepUp.person !== wanted.person)
    return refuse('other-person', 'This login is of somebody else, so it counts for nothing here.');
  if (!samePurpose(stepUp.purpose, wanted.purpose))
    return refuse('other-purpose', 'This login was for something else. Press the button again.');
  const stale = staleLogin(proof.at, now);
  if (stale) return stale;
  const after = { ...stepUp, usedAt: now };
  return { kind: 'used', stepUp: after, proof: { at: proof.at, id: stepUp.id } };
}

function samePurpose(asked: Purpose, wanted: Purpose): boolean {
  return canonicalize(asked) === canonicalize(wanted);
}
