import type { Approval } from './approval.ts';
import type { BreakGlass } from './break-glass.ts';
import type { Campaign } from './campaign.ts';
import type { ChangeAsk, ChangeProposal } from './change-proposal.ts';
import { ERASED, type Erased } from './erasure.ts';
import type { Notice } from './notice.ts';
import { isUnderWay, type Promotion } from './promotion.ts';
import type { Proposed } from './proposed.ts';
import { agedApproval } from './retention.ts';
import type { SettingsChange } from './settings-change.ts';
import type { Transfer } from './transfer.ts';

/**
 * What the walk through the log takes words and names out of: each function gives the thing without
 * them, or undefined where it is not over since before `since` (an Instant), or has none any more.
 * Ids, dates, verdicts and digests stay; what a team says of its own components and workflows stays
 * too, as long as they do.
 */
export type Aged<T> = (state: T, since: string) => Erased<T> | undefined;

/** One whose payload was not filed when it was asked. */
export const agedApprovalOf: Aged<Approval> = (approval, since) =>
  approval.end && approval.end.at <= since ? agedApproval(approval) : undefined;

export const agedPromotion: Aged<Promotion> = (promotion, since) => {
  const { review, end, round } = promotion;
  const last = end ?? review;
  if (isUnderWay(promotion) || !last || last.at > since) return undefined;
  if ((review ?? end)?.name === ERASED) return undefined;
  const rounds = Array.from({ length: round }, (_, n) => n + 1);
  const wordless = <T extends { readonly reason: string }>(one: T) => ({
    ...one,
    name: ERASED,
    reason: one.reason && ERASED,
  });
  return {
    state: {
      ...promotion,
      ...(review ? { review: wordless(review) } : {}),
      ...(end ? { end: wordless(end) } : {}),
    },
    parts: [
      ...rounds.flatMap((n) => [`SALT#changes-asked#${n}`, `SALT#rejected#${n}`]),
      'SALT#demoted',
    ],
  };
};

export const agedSettingsChange: Aged<SettingsChange> = (change, since) => {
  const { answer } = change;
  if (!answer || answer.at > since || answer.name === ERASED) return undefined;
  const state = { ...change, answer: { ...answer, name: ERASED, reason: ERASED } };
  return { state, parts: ['SALT'] };
};

export const agedProposal: Aged<Proposed> = (proposed, since) => {
  const { state, answers, end } = proposed;
  if (state === 'open' || !end || end.at > since) return undefined;
  const names = [...answers.map(({ name }) => name), end.name];
  if (names.every((name) => name === undefined || name === ERASED)) return undefined;
  return {
    state: {
      ...proposed,
      answers: answers.map((one) => ({ ...one, name: ERASED })),
      end: end.name === undefined ? end : { ...end, name: ERASED },
    },
    parts: ['REASON'],
  };
};

export const agedNotice: Aged<Notice> = (notice, since) => {
  const { link: _, ...rest } = notice;
  const at = notice.closed?.at ?? notice.at;
  if (notice.state === 'sending' || at > since || notice.what === ERASED) return undefined;
  return { state: { ...rest, what: ERASED }, parts: [] };
};

export const agedChange: Aged<ChangeProposal> = (change, since) => {
  const { ended, text, telling } = change;
  if (!ended || telling || ended.at > since || text === ERASED) return undefined;
  return { state: { ...change, text: ERASED, salt: '' }, parts: [] };
};

export const agedChangeAsk: Aged<ChangeAsk> = (ask, since) => {
  const { answer } = ask;
  if (!answer?.reason || answer.at > since || answer.reason.text === ERASED) return undefined;
  return {
    state: { ...ask, answer: { ...answer, reason: { text: ERASED, salt: '' } } },
    parts: [],
  };
};

/** A draft waits for whoever releases it, and one that has not stopped yet is still read. */
export const agedCampaign: Aged<Campaign> = (campaign, since) => {
  const { state, stops, withdrawn, telling, redraw, note } = campaign;
  const over = state === 'draft' ? undefined : (withdrawn?.at ?? stops);
  if (over === undefined || over > since || telling || redraw || note === ERASED) return undefined;
  return { state: { ...campaign, note: ERASED, salt: '' }, parts: [] };
};

export const agedBreakGlass: Aged<BreakGlass> = (broken, since) => {
  const { review, erased = [] } = broken;
  if (!review || review.at > since) return undefined;
  const parts = (['REASON', 'FINDING'] as const).filter((one) => !erased.includes(one));
  if (parts.length === 0) return undefined;
  return { state: { ...broken, erased: [...erased, ...parts] }, parts };
};

export const agedTransfer: Aged<Transfer> = (transfer, since) => {
  const { end } = transfer;
  if (!end || end.at > since || end.name === ERASED) return undefined;
  return { state: { ...transfer, end: { ...end, name: ERASED } }, parts: [] };
};
