import type { Button, KnownBlock } from '@slack/types';
import { type Approval, type ApprovalAsked, type CardText, stateOf } from '../../core/approval.ts';
import { cardText, shortFingerprint } from '../../core/approval-text.ts';
import { count } from '../../core/count.ts';
import type { Denial } from '../../core/decision.ts';
import { aftermathLines, aftermathMark } from './aftermath.ts';
import { canDecide, ending, mayDecide, type Reader, steps } from './approval-words.ts';
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
import { mention, safe, when } from './text.ts';

export interface ApprovalShown extends Reader {
  readonly approval: Approval;
  /** Undefined once the payload was erased: the line is then told from the approval itself. */
  readonly card: CardText | undefined;
  readonly asked: ApprovalAsked;
  /** What the decider said who denied it. */
  readonly denial?: Denial | undefined;
  /** Why people approved it, by the place of their decision. */
  readonly reasons?: ReadonlyMap<number, string> | undefined;
}

/**
 * One approval as its channel sees it, or one person by themselves, waiting or ended: "pending and
 * resolved card share one body". The first line is ours and says what will happen to whom; what the
 * team wrote comes after it.
 */
export function approvalCard(seen: ApprovalShown): Message {
  const { approval } = seen;
  const card = seen.card ?? lineOnly(approval);
  const waiting = stateOf(approval) === 'waiting';
  return {
    text: fallback(card.line, waiting ? waitingText(seen) : ending(approval)),
    blocks: [
      boldLine(card.line),
      ...(card.note === undefined ? [] : [quote(card.note, LONGEST_NOTE)]),
      ...factLines(card.facts),
      ...moreInDetails(card),
      context(askedLine(approval)),
      ...(waiting ? [context(...waitingLines(seen)), ...reasonBlocks(seen)] : endLines(seen)),
      decideButtons(seen),
    ],
  };
}

const LONGEST_NOTE = 1600;

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

/** For screen readers and notifications, which show no buttons. */
function waitingText(seen: ApprovalShown): string {
  const { approval, asked, person } = seen;
  if (approval.heldSince !== undefined) return 'On hold: its workflow does not run.';
  const own = person !== undefined && !canDecide(approval, asked, seen);
  return own ? mayDecide(approval, asked, seen) : `Decide by ${when(approval.expiresAt)}.`;
}

function waitingLines(seen: ApprovalShown): string[] {
  const { approval, asked } = seen;
  const ends = `Ends ${when(approval.expiresAt)}`;
  if (approval.heldSince === undefined) {
    return [...steps(approval), mayDecide(approval, asked, seen), ends];
  }
  const held = `*On hold* since ${when(approval.heldSince)}: ${safe(approval.workflow, 100)} does not run. Nobody can decide until it runs again.`;
  return [held, ...steps(approval), ends];
}

function endLines(seen: ApprovalShown): KnownBlock[] {
  const ended = context(ending(seen.approval), ...aftermathLines(seen.approval));
  return [ended, ...denialBlocks(seen.denial), ...reasonBlocks(seen)];
}

/** Why those approved it who said so: whoever decides after them reads it as well. */
function reasonBlocks({ approval, reasons = new Map() }: ApprovalShown): KnownBlock[] {
  const said = approval.decisions.flatMap(({ by }, place) => {
    const reason = reasons.get(place);
    return reason === undefined ? [] : [context(`${mention(by)} says:`), quote(reason, 500)];
  });
  return said.slice(0, 6);
}

/** Why, and what would be approved instead. */
export function denialBlocks(denial: Denial | undefined): KnownBlock[] {
  if (!denial) return [];
  const { reason, suggestion } = denial;
  if (!suggestion) return [quote(reason, LONGEST_WORDS)];
  return [
    quote(reason, LONGEST_WORDS),
    context('*Suggested change* · The agent has it. What it asks next is a new request.'),
    quote(suggestion, LONGEST_WORDS),
  ];
}

const LONGEST_WORDS = 1200;

/** "Changed proposal → new block_id": the id names what was shown, so an old click can be told. */
function decideButtons(seen: ApprovalShown): KnownBlock {
  const { id, digest, decisions, heldSince } = seen.approval;
  const marks = [
    stateOf(seen.approval),
    String(decisions.length),
    ...aftermathMark(seen.approval),
    ...(heldSince === undefined ? [] : ['held']),
  ];
  const blockId = `approval|${id}|${marks.join('|')}`;
  const details = button('Details', ACTION.details, id);
  if (!canDecide(seen.approval, seen.asked, seen)) return actions(blockId, details);
  return actions(blockId, ...choices(decisionValue(id, digest)), details);
}

/** "Approve = primary; Reject unstyled." */
export function choices(value: string): Button[] {
  return [primary('Approve', ACTION.approve, value), button('Reject', ACTION.reject, value)];
}
