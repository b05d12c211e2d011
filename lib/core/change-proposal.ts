import * as z from 'zod';
import { type Affected, affectedSchema } from './affected.ts';
import type { Release } from './component.ts';
import { ERASED } from './erasure.ts';
import { personKeySchema } from './people.ts';
import { isRange } from './range.ts';
import { type Refusal, refuse } from './result.ts';
import { isVersion } from './version.ts';

export const CHANGE_KINDS = ['new-major', 'remove-scope', 'remove-tool', 'other'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export const MOST_TEXT = 800;
export const MOST_DETAIL = 200;
/** Each tells every owner: who takes one back and says it anew writes to all of them again. */
const MOST_A_DAY = 5;
const MOST_OWNERLESS = 100;
/** So many workflows of one person one message can be about: its head has to stay an item. */
const MOST_TOLD = 500;

/** What somebody announces: "I will publish 3.0.0 / remove scope X". */
export const announcedSchema = z.strictObject({
  /** `plugin/reply-drafter` */
  component: z.string().min(1).max(200),
  kind: z.enum(CHANGE_KINDS),
  /** The version, the scope or the tool; '' where the text says it all. */
  detail: z.string().max(MOST_DETAIL),
  /** Versions that it is about; who pins none of them is not affected. */
  range: z.string().min(1).max(100),
  /** What owners have to do, in the proposer's words. */
  text: z.string().min(1).max(MOST_TEXT),
  /** The day it is planned for, YYYY-MM-DD. */
  planned: z.iso.date(),
});
export type Announced = z.infer<typeof announcedSchema>;

export const CHANGE_STATES = ['open', 'withdrawn', 'done'] as const;
export type ChangeState = (typeof CHANGE_STATES)[number];

export const changeProposalSchema = announcedSchema.extend({
  id: z.string(),
  /** The team that owned the component when it was announced. */
  team: z.string(),
  by: personKeySchema,
  at: z.string(),
  state: z.enum(CHANGE_STATES),
  /** Messages are still to be written or drawn anew: the sweep goes on with it. */
  telling: z.boolean(),
  /** Affected workflows when it was announced. */
  workflows: z.int(),
  /** Those of which nobody is left to tell, the first ones. */
  ownerless: z.array(z.string()).max(MOST_OWNERLESS),
  ended: z.strictObject({ by: personKeySchema, at: z.string() }).optional(),
  /** Of the digest that the log has of the text; it goes when the text goes. */
  salt: z.string(),
});
export type ChangeProposal = z.infer<typeof changeProposalSchema>;

export const CHANGE_ANSWERS = ['seen', 'breaks'] as const;
export type ChangeAnswer = (typeof CHANGE_ANSWERS)[number];

/** What one owner is told, and what they said: one message, however many workflows. */
export const changeAskSchema = z.object({
  change: z.string(),
  holder: personKeySchema,
  at: z.string(),
  affected: z.array(affectedSchema).max(MOST_TOLD),
  /** What the message was last drawn for: see `drawingOf`. */
  drawn: z.string(),
  answer: z
    .strictObject({
      says: z.enum(CHANGE_ANSWERS),
      at: z.string(),
      reason: z.strictObject({ text: z.string().max(MOST_TEXT), salt: z.string() }).optional(),
    })
    .optional(),
});
export type ChangeAsk = z.infer<typeof changeAskSchema>;

type BadChange = Refusal<'bad-change' | 'bad-range'>;

/** Why it cannot be announced as it is written; `facts.field` names what has to be mended. */
export function announcedProblem(said: Announced, today: string): BadChange | undefined {
  const bad = (field: keyof Announced, say: string) => refuse('bad-change', say, { field });
  const needed = DETAIL[said.kind];
  if (needed && said.detail.trim() === '') return bad('detail', needed);
  if (said.kind === 'new-major' && !isVersion(said.detail)) {
    return bad('detail', `"${said.detail}" is no version. Write one like 3.0.0.`);
  }
  if (!isRange(said.range)) {
    return refuse('bad-range', `"${said.range}" is no version range. Write 2.x or <3.0.0.`, {
      field: 'range',
    });
  }
  if (said.text.trim() === '') return bad('text', 'Say what owners have to do.');
  return said.planned < today ? bad('planned', 'Choose a day that is still to come.') : undefined;
}

/** Why nothing more is announced of a component today, of which so much was announced already. */
export function announcedEnough(
  component: string,
  times: number,
): Refusal<'announced-enough'> | undefined {
  if (times < MOST_A_DAY) return undefined;
  const say = `${component} had ${MOST_A_DAY} announcements today, and each of them tells all its owners. Announce the rest tomorrow, or say it in one.`;
  return refuse('announced-enough', say);
}

const DETAIL: Readonly<Record<ChangeKind, string | undefined>> = {
  'new-major': 'Name the version, like 3.0.0.',
  'remove-scope': 'Name the scope that goes.',
  'remove-tool': 'Name the tool that goes.',
  other: undefined,
};

/** Why it does not fit what is published: before anything goes it has to be there, and the other way round. */
export function catalogProblem(
  { component, kind, detail }: Announced,
  releases: readonly Pick<Release, 'version' | 'surface'>[],
): BadChange | undefined {
  const bad = (say: string) => refuse('bad-change', say, { field: 'detail' });
  switch (kind) {
    case 'new-major':
      return releases.some((one) => one.version === detail)
        ? bad(`${component} ${detail} is published already. Announce what is still to come.`)
        : undefined;
    case 'remove-scope':
      return releases.some((one) => one.surface.scopes.includes(detail))
        ? undefined
        : bad(`No version of ${component} has the scope "${detail}".`);
    case 'remove-tool':
      return releases.some((one) => one.surface.tools.includes(detail))
        ? undefined
        : bad(`No version of ${component} has the tool "${detail}".`);
    case 'other':
      return undefined;
  }
}

/** The versions that are affected where nobody says: all before the new one, else all there are. */
export function usualRange(kind: ChangeKind, detail: string): string {
  return kind === 'new-major' && isVersion(detail) ? `<${detail}` : '*';
}

/** "I will publish 3.0.0": what is announced, in a few plain words. */
export function changeWords({
  kind,
  component,
  detail,
}: Pick<Announced, 'kind' | 'component' | 'detail'>) {
  switch (kind) {
    case 'new-major':
      return `${component} ${detail} will be published`;
    case 'remove-scope':
      return `The scope ${detail} will leave ${component}`;
    case 'remove-tool':
      return `The tool ${detail} will leave ${component}`;
    case 'other':
      return `${component} will change${detail ? `: ${detail}` : ''}`;
  }
}

/** What a message of it shows: it is drawn anew once it ended, or its words were erased. */
export function drawingOf({ state, text }: Pick<ChangeProposal, 'state' | 'text'>): string {
  return text === ERASED ? `${state}, erased` : state;
}

/** What one owner is told of, as far as one message carries it. */
export function newAsk(
  fresh: Pick<ChangeAsk, 'change' | 'holder' | 'at' | 'drawn'>,
  affected: readonly Affected[],
): ChangeAsk {
  return { ...fresh, affected: affected.slice(0, MOST_TOLD) };
}

/** The change with those of whom nobody is left to tell, while its owners are being told. */
export function withOwnerless(
  change: ChangeProposal,
  ownerless: readonly string[],
): ChangeProposal {
  return { ...change, ownerless: ownerless.slice(0, MOST_OWNERLESS) };
}

/** Withdrawn or done; every message is then drawn anew. The same end again changes nothing. */
export function endChange(
  change: ChangeProposal,
  {
    as,
    by,
    at,
  }: { readonly as: Exclude<ChangeState, 'open'>; readonly by: string; readonly at: string },
):
  | { readonly kind: 'ended' | 'unchanged'; readonly change: ChangeProposal }
  | Refusal<'change-ended'> {
  if (change.state === as) return { kind: 'unchanged', change };
  const ended = endedAlready(change);
  if (ended) return ended;
  return { kind: 'ended', change: { ...change, state: as, telling: true, ended: { by, at } } };
}

/** The refusal for whatever is done to a change that is over. */
export function endedAlready({ state }: ChangeProposal): Refusal<'change-ended'> | undefined {
  if (state === 'open') return undefined;
  const how = state === 'done' ? 'marked as done' : 'withdrawn';
  return refuse('change-ended', `It was ${how} already. Nothing is left to do.`, { state });
}

/** One owner's word; it may be said otherwise for as long as the change is open. */
export function answerChange(
  change: ChangeProposal,
  ask: ChangeAsk,
  answer: {
    readonly says: ChangeAnswer;
    readonly reason: string;
    readonly at: string;
    readonly salt: string;
  },
):
  | { readonly kind: 'answered' | 'unchanged'; readonly ask: ChangeAsk }
  | Refusal<'change-ended' | 'reason-required'> {
  const ended = endedAlready(change);
  if (ended) return ended;
  const reason = answer.says === 'breaks' ? answer.reason.trim().slice(0, MOST_TEXT) : '';
  if (answer.says === 'breaks' && reason === '') {
    return refuse('reason-required', 'Say what breaks, so that they can help or wait.');
  }
  const { says, at, salt } = answer;
  const same = ask.answer?.says === says && (ask.answer.reason?.text ?? '') === reason;
  if (same) return { kind: 'unchanged', ask };
  const said = reason ? { reason: { text: reason, salt } } : {};
  return { kind: 'answered', ask: { ...ask, answer: { says, at, ...said } } };
}

/** How many people said what; `open` have not answered yet. */
export function answerCounts(asks: readonly ChangeAsk[]): Record<ChangeAnswer | 'open', number> {
  const counts = { seen: 0, breaks: 0, open: 0 };
  for (const { answer } of asks) counts[answer?.says ?? 'open'] += 1;
  return counts;
}
