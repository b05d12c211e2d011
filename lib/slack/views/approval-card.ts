import type { Button, KnownBlock } from '@slack/types';
import {
  type Approval,
  type ApprovalAsked,
  approvals,
  type CardText,
  openDeciders,
  quorumOf,
  stateOf,
} from '../../core/approval.ts';
import { cardText, shortFingerprint } from '../../core/approval-text.ts';
import { cancelledSentence } from '../../core/cancel.ts';
import { count } from '../../core/count.ts';
import { ACTION, decisionValue } from './ids.ts';
import {
  actions,
  boldLine,
  button,
  context,
  factLines,
  fallback,
  type Message,
  primary,
  quote,
} from './parts.ts';
import { mention, people, safe, when } from './text.ts';

export interface ApprovalShown {
  readonly approval: Approval;
  /** Undefined once the payload was erased: the line is then told from the approval itself. */
  readonly card: CardText | undefined;
  readonly asked: ApprovalAsked;
  /** Why it was denied, as the decider wrote it. */
  readonly denial?: string | undefined;
}

/**
 * One approval as its channel sees it, waiting or ended: "pending and resolved card share one body".
 * The first line is ours and says what will happen to whom.
 */
export function approvalCard(seen: ApprovalShown): Message {
  const { approval, asked } = seen;
  const card = seen.card ?? lineOnly(approval);
  const waiting = stateOf(approval) === 'waiting';
  return {
    text: fallback(
      card.line,
      waiting ? `Decide by ${when(approval.expiresAt)}.` : ending(approval),
    ),
    blocks: [
      boldLine(card.line),
      ...factLines(card.facts),
      ...moreInDetails(card),
      context(askedLine(approval)),
      ...(waiting ? [context(...waitingLines(approval, asked))] : endLines(seen)),
      decideButtons(approval),
    ],
  };
}

/** What is known of a call without its arguments. */
export function lineOnly(approval: Approval): CardText {
  return cardText({ ...approval, arguments: '{}' });
}

function moreInDetails(card: CardText): KnownBlock[] {
  if (card.hidden === 0) return [];
  return [context(`${count(card.hidden, 'more argument')} in Details.`)];
}

/** "`on_behalf_of` is a claim, shown as such." */
function askedLine(approval: Approval): string {
  const who = `Asked by the workflow *${safe(approval.workflow, 100)}*`;
  const claim = approval.onBehalfOf
    ? `, which says it acts for ${mention(approval.onBehalfOf)}`
    : '';
  return `${who}${claim} · ${when(approval.askedAt)} · Fingerprint \`${shortFingerprint(approval.digest)}\``;
}

function waitingLines(approval: Approval, asked: ApprovalAsked): string[] {
  const lines = [`May decide: ${people(openDeciders(approval, asked))}`];
  if (quorumOf(approval) > 1) lines.push(progress(approval));
  const ends = `Ends ${when(approval.expiresAt)}`;
  if (approval.heldSince === undefined) return [...lines, ends];
  return [`On hold since ${when(approval.heldSince)}: the workflow does not run.`, ...lines, ends];
}

/** "Approved by @x · 1 of 2 needed". */
export function progress(approval: Approval): string {
  const tally = `${approvals(approval)} of ${quorumOf(approval)} needed`;
  const said = approval.decisions.filter((one) => one.choice === 'approve').map((one) => one.by);
  return said.length > 0 ? `Approved by ${people(said)} · ${tally}` : tally;
}

/** How it ended, in one sentence. */
export function ending(approval: Approval): string {
  const { end } = approval;
  if (!end) return 'Waiting for a decision.';
  const by = end.by ? ` by ${mention(end.by)}` : '';
  switch (end.ending) {
    case 'approved':
      return `${quorumOf(approval) > 1 ? progress(approval) : `Approved${by}`} · ${when(end.at)}`;
    case 'denied':
      return `Rejected${by} · ${when(end.at)} · Nothing ran.`;
    case 'expired':
      return 'Nobody decided in time. Nothing ran.';
    case 'cancelled':
      return `Cancelled${by} · ${when(end.at)} · ${cancelledSentence(approval) ?? ''} Nothing ran.`;
  }
}

function endLines({ approval, denial }: ApprovalShown): KnownBlock[] {
  const used = approval.use ? [context(`Used once · ${when(approval.use.at)}`)] : [];
  return [context(ending(approval)), ...(denial ? [quote(denial)] : []), ...used];
}

/** "Changed proposal → new block_id": the id names what was shown, so an old click can be told. */
function decideButtons(approval: Approval): KnownBlock {
  const { id, digest, decisions } = approval;
  const state = stateOf(approval);
  const held = approval.heldSince === undefined ? '' : '|held';
  const blockId = `approval|${id}|${state}|${decisions.length}${approval.use ? '|used' : ''}${held}`;
  const details = button('Details', ACTION.details, id);
  if (state !== 'waiting' || approval.heldSince !== undefined) return actions(blockId, details);
  return actions(blockId, ...choices(decisionValue(id, digest)), details);
}

/** "Approve = primary; Reject unstyled." */
export function choices(value: string): Button[] {
  return [primary('Approve', ACTION.approve, value), button('Reject', ACTION.reject, value)];
}
