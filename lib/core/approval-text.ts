import canonicalize from 'canonicalize';
import type { CardText } from './approval.ts';
import { type Sha256, toHex } from './hash.ts';

/** Recipients and amounts first: what will happen to whom. */
const FIRST = ['to', 'recipient', 'recipients', 'cc', 'bcc', 'amount', 'currency', 'subject'];
const SECRET = /pass(word|phrase)|secret|token|api[_-]?key|credential|authorization/i;
const MOST_FACTS = 8;
const LONGEST_VALUE = 300;

/** The plain line and the facts shown on the card, taken from the call itself. */
export function cardText(call: {
  workflow: string;
  action: string;
  target: string;
  arguments: string;
}): CardText {
  const entries = Object.entries(asObject(JSON.parse(call.arguments)));
  const shown = entries.filter(([key]) => !SECRET.test(key)).sort(([a], [b]) => rank(a) - rank(b));
  const facts = shown
    .slice(0, MOST_FACTS)
    .map(([label, value]) => ({ label, value: brief(value) }));
  return {
    line: `${call.workflow} wants to ${call.action.replaceAll(/[_.-]/g, ' ')}: ${call.target}`,
    facts,
    hidden: entries.length - facts.length,
  };
}

function rank(key: string): number {
  const at = FIRST.indexOf(key.toLowerCase());
  return at === -1 ? FIRST.length : at;
}

function asObject(value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  return { arguments: value };
}

function brief(value: unknown): string {
  const text = typeof value === 'string' ? value : (canonicalize(withoutSecrets(value)) ?? '');
  const characters = [...text];
  if (characters.length <= LONGEST_VALUE) return text === '' ? '(empty)' : text;
  return `${characters.slice(0, LONGEST_VALUE).join('')}… (${characters.length} characters)`;
}

/** "Arguments marked `sensitive` never reach a card", however deep they lie. */
function withoutSecrets(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutSecrets);
  const pairs = Object.entries(value);
  return Object.fromEntries(
    pairs.map(([key, one]) => [key, SECRET.test(key) ? '(hidden)' : withoutSecrets(one)]),
  );
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
