import type { KnownBlock, ModalView } from '@slack/types';
import type { Approval } from '../../core/approval.ts';
import { shortFingerprint } from '../../core/approval-text.ts';
import { type BreakGlass, VERDICT_WORDS } from '../../core/break-glass.ts';
import type { PersonKey } from '../../core/people.ts';
import { LINK_MINUTES } from '../../core/step-up.ts';
import { lineOnly } from './approval-card.ts';
import { ACTION } from './ids.ts';
import {
  actions,
  boldLine,
  button,
  context,
  fallback,
  type Message,
  primary,
  quote,
  section,
  tellingModal,
  upTo,
} from './parts.ts';
import { STEP_UP } from './step-up.ts';
import { mention, people, safe, when } from './text.ts';

/** What is pressed and sent about broken glass. See `ids.ts`: they never change their meaning. */
export const BREAK = {
  open: 'break_glass_open',
  review: 'break_glass_review',
  form: 'break_glass_form',
  reason: 'reason',
  reviewForm: 'break_glass_review_form',
  verdict: 'verdict',
  finding: 'finding',
} as const;

export interface BreakGlassShown {
  readonly broken: BreakGlass;
  readonly approval: Approval;
  /** Who owes the review now. */
  readonly reviewers: readonly PersonKey[];
  /** In people's own words; undefined where it was erased, or nobody wrote it yet. */
  readonly reason: string | undefined;
  readonly finding: string | undefined;
}

/** "Told at once to team and platform channels, owner and auditors": one text for all of them. */
export function breakGlassCard(shown: BreakGlassShown): Message {
  const { broken, approval, reason } = shown;
  const { line } = lineOnly(approval);
  const by = `${mention(broken.by)} approved this alone, in an emergency · ${when(broken.at)}`;
  return {
    text: fallback(`Break-glass: ${line}`, `${by}.`),
    blocks: [
      section('*Break-glass: approved in an emergency*'),
      boldLine(line),
      context(`${by} · Fingerprint \`${shortFingerprint(approval.digest)}\``),
      ...(reason === undefined ? [context('The reason was erased.')] : [quote(reason, 1200)]),
      ...reviewBlocks(shown),
    ],
  };
}

function reviewBlocks({ broken, reviewers, finding }: BreakGlassShown): KnownBlock[] {
  const { id, review } = broken;
  const details = button('Details', ACTION.details, id);
  if (!review) {
    return [
      context(owedLine(broken, reviewers)),
      actions(`break-glass|${id}|open`, primary('Review…', BREAK.review, id), details),
    ];
  }
  const said = `*${capital(VERDICT_WORDS[review.verdict])}*, said by ${mention(review.by)} · ${when(review.at)}`;
  return [
    context(`Reviewed: ${said}`),
    ...(finding === undefined ? [context('The review was erased.')] : [quote(finding, 1200)]),
    actions(`break-glass|${id}|${review.verdict}`, details),
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function owedLine({ dueAt }: BreakGlass, reviewers: readonly PersonKey[]): string {
  if (reviewers.length === 0)
    return 'Nobody is left who could review this. Name an auditor, or a lead who had no part in it.';
  return `To be reviewed by ${people(reviewers)}, until ${when(dueAt)}`;
}

/** Told again to whoever owes the review. */
export function breakGlassReminder({ broken, approval, reviewers }: BreakGlassShown): Message {
  const head = 'A break-glass approval waits for its review';
  return {
    text: fallback(`${head}: ${lineOnly(approval).line}`, `Due ${when(broken.dueAt)}.`),
    blocks: [
      section(`*${head}*`),
      boldLine(lineOnly(approval).line),
      context(
        `${mention(broken.by)} approved it alone · ${when(broken.at)}`,
        owedLine(broken, reviewers),
      ),
      actions(
        `break-glass-reminder|${broken.id}`,
        primary('Review…', BREAK.review, broken.id),
        button('Details', ACTION.details, broken.id),
      ),
    ],
  };
}

/** The one-time link, for the admin alone. */
export function breakGlassLink(approval: Approval, url: string): ModalView {
  return tellingModal('Log in first', [
    boldLine(lineOnly(approval).line),
    section('Breaking the glass needs a fresh login of yours. Nothing has happened yet.'),
    actions('break-glass-link', { ...primary('Log In', STEP_UP.open, 'open'), url }),
    context(
      `The link is yours alone, works once, and ends in ${LINK_MINUTES} minutes. After the login you confirm it there.`,
    ),
  ]);
}

/** For an admin who may not open the details: the way to end it all the same. */
export function breakGlassOffer(approval: Approval, refusal: string): Message {
  const { line } = lineOnly(approval);
  return {
    text: fallback(line, refusal),
    blocks: [
      boldLine(line),
      section(refusal),
      context('In an emergency a platform admin can approve it alone. It is told and reviewed.'),
      actions(`break-glass-offer|${approval.id}`, breakGlassButton(approval.id)),
    ],
  };
}

export function breakGlassButton(id: string) {
  return button('Break Glass…', BREAK.open, id);
}

/** One line of a list. */
export interface BreakGlassRow {
  readonly broken: BreakGlass;
  readonly reviewers: readonly PersonKey[];
}

const MOST_LISTED = 10;

/** `breakglass`: what was approved in an emergency, what is not reviewed yet first. */
export function breakGlassList(rows: readonly BreakGlassRow[], command: string): Message {
  if (rows.length === 0) {
    const text =
      'Nobody broke the glass here. A platform admin can approve a waiting request alone in an emergency; it is told to everybody concerned and reviewed.';
    const how = `Type \`${safe(command, 40)} breakglass\` and the request’s id, or press Break Glass… in its Details.`;
    return { text, blocks: [section(text), context(how)] };
  }
  const open = rows.filter(({ broken }) => !broken.review).length;
  const head = open === 0 ? 'All are reviewed.' : `${open} not reviewed yet.`;
  return {
    text: fallback(`Break-glass approvals: ${rows.length}.`, head),
    blocks: [section(`*Break-glass approvals* · ${head}`), ...upTo(rows, MOST_LISTED, rowBlocks)],
  };
}

function rowBlocks({ broken, reviewers }: BreakGlassRow): KnownBlock[] {
  const { id, workflow, action, by, at, review } = broken;
  const what = `*${safe(workflow, 80)}* · \`${safe(action, 80)}\``;
  const who = `${mention(by)} · ${when(at)}`;
  const stands = review
    ? `Reviewed: ${VERDICT_WORDS[review.verdict]}, said by ${mention(review.by)} · ${when(review.at)}`
    : owedLine(broken, reviewers);
  const buttons = [
    ...(review ? [] : [button('Review…', BREAK.review, id)]),
    button('Details', ACTION.details, id),
  ];
  return [
    section(`${what}\n${who}`),
    context(stands),
    actions(`break-glass-row|${id}|${review?.verdict ?? 'open'}`, ...buttons),
  ];
}

/** App Home of whoever owes a review. */
export function breakGlassPart(rows: readonly BreakGlassRow[]): KnownBlock[] {
  return upTo(rows, 3, rowBlocks);
}
