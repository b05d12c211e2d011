import canonicalize from 'canonicalize';
import type { CardText } from './approval.ts';
import { brief, type CardLook, cardNote, isHidden } from './card-template.ts';
import { type Sha256, toHex } from './hash.ts';

/** Recipients and amounts first: what will happen to whom. */
const FIRST = ['to', 'recipient', 'recipients', 'cc', 'bcc', 'amount', 'currency', 'subject'];
const MOST_FACTS = 8;

/** What is asked, as far as a card tells of it. */
interface CardCall {
  readonly workflow: string;
  readonly action: string;
  readonly target: string;
  /** Canonical JSON text. */
  readonly arguments: string;
}

/**
 * The plain line, the team's own words and the facts shown on the card, taken from the call itself.
 * `look`: of the manifest that was in force when it was asked.
 */
export function cardText(call: CardCall, look: CardLook = {}): CardText {
  const args = JSON.parse(call.arguments);
  const entries = Object.entries(asObject(args));
  const shown = entries
    .filter(([key]) => !isHidden(key, look))
    .sort(([a], [b]) => rank(a) - rank(b));
  const facts = shown
    .slice(0, MOST_FACTS)
    .map(([label, value]) => ({ label, value: brief(value, look) }));
  const note = cardNote(look, args);
  return {
    line: `${call.workflow} wants to ${call.action.replaceAll(/[_.-]/g, ' ')}: ${call.target}`,
    ...(note === undefined ? {} : { note }),
    facts,
    hidden: entries.length - facts.length,
  };
}

/** Spelt as everybody spells it first: no crowd of `TO` and `Recipient` pushes the real one off the card. */
function rank(key: string): number {
  const at = FIRST.indexOf(key);
  if (at !== -1) return at;
  const alike = FIRST.indexOf(key.toLowerCase());
  return FIRST.length + (alike === -1 ? FIRST.length : alike);
}

function asObject(value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  return { arguments: value };
}

export interface Bound {
  readonly workflow: string;
  readonly gateRevision: number;
  readonly policy: string;
  readonly action: string;
  readonly target: string;
  /** Canonical JSON text. */
  readonly arguments: string;
  readonly onBehalfOf: string | undefined;
  readonly card: CardText;
}

/**
 * "SHA-256 over RFC 8785 JSON of workflow, gate-relevant revision, policy version, action, target,
 * arguments, claim and the rendered card text." 64 hex digits.
 */
export function approvalDigest(bound: Bound, sha: Sha256): string {
  const { onBehalfOf, ...rest } = bound;
  const body = {
    ...rest,
    arguments: JSON.parse(bound.arguments),
    on_behalf_of: onBehalfOf ?? null,
  };
  return toHex(sha(canonicalize(body) ?? ''));
}

/** The eight characters people compare: on the card, in the details, in the receipt. */
export function shortFingerprint(digest: string): string {
  return `${digest.slice(0, 4)}-${digest.slice(4, 8)}`;
}
