import * as z from 'zod';
import type { Release } from './component.ts';
import { personKeySchema } from './people.ts';
import { openVersions } from './registration/locks.ts';
import { type Calendar, evidenceSchema } from './request.ts';
import { type Refusal, refuse } from './result.ts';
import { dateIn, workingDaysAfter } from './time.ts';
import { newestFirst } from './version.ts';

export const EXTENSION_STATES = [
  'open',
  'release-planned',
  'released',
  'copy-offered',
  'copied',
  'declined',
  'withdrawn',
] as const;
export type ExtensionState = (typeof EXTENSION_STATES)[number];

/** What an owner can answer. */
const ANSWERS = ['release-planned', 'released', 'copy-offered', 'declined'] as const;

const answerSchema = z.strictObject({
  state: z.enum(ANSWERS),
  by: personKeySchema,
  name: z.string(),
  at: z.string(),
  /** Why, in the owner's words; may be empty where none is needed. */
  reason: z.string(),
  /** The day by which the release is planned, YYYY-MM-DD. */
  date: z.iso.date().optional(),
  /** The version that was released. */
  version: z.string().optional(),
  /** What the component was called by then, where it had another name. */
  component: z.string().optional(),
});
type ExtensionAnswer = z.infer<typeof answerSchema>;

/**
 * "Extend (asks the component's owner: a new release, or a team copy with `derived_from`)": one team
 * asks for what one component lacks. "Evidence and answer are kept."
 */
export const extensionSchema = z.object({
  id: z.string(),
  /** The request that it came with. */
  request: z.string(),
  component: z.string(),
  /** The newest version when it was asked. */
  version: z.string(),
  /** The channel of whoever owned the component then: its card stands there. */
  channel: z.string(),
  team: z.string(),
  by: personKeySchema,
  workflow: z.string(),
  need: z.string(),
  missing: z.string(),
  evidence: z.array(evidenceSchema).max(10),
  at: z.string(),
  /** When the owner owes the next step; absent when nothing is owed. */
  dueAt: z.string().optional(),
  /** When the owner is told (again) that it is late. */
  remindAt: z.string().optional(),
  /** How often the owner was told so. */
  reminded: z.int(),
  state: z.enum(EXTENSION_STATES),
  answers: z.array(answerSchema).max(20),
  /** The copy that the team made. */
  copy: z.string().optional(),
  endedAt: z.string().optional(),
  /** The workflow that uses what came of it. */
  used: z.string().optional(),
});
export type Extension = z.infer<typeof extensionSchema>;

/** Something is still to be done, by the owner or, where a copy was offered, by the team. */
export function isOpen({ state }: Pick<Extension, 'state'>): boolean {
  return state === 'open' || state === 'release-planned' || state === 'copy-offered';
}

/** The owner's newest answer. */
export function lastAnswer({ answers }: Pick<Extension, 'answers'>): ExtensionAnswer | undefined {
  return answers.at(-1);
}

/** What an owner says, as it came through a door. */
export interface OwnersAnswer {
  readonly state: ExtensionAnswer['state'];
  readonly by: string;
  readonly name: string;
  readonly at: string;
  readonly reason: string;
  readonly date?: string | undefined;
  readonly version?: string | undefined;
}

/** What an answer is decided on. */
export interface Answering {
  /** The component's id as it is called today. */
  readonly component: string;
  /** The lead of the owning team, or who stands in: may answer also what they asked themselves. */
  readonly leads: boolean;
  /** All releases of the component. */
  readonly releases: readonly Release[];
  readonly calendar: Calendar;
}

type NotAnswered = Refusal<
  'answered-already' | 'own-request' | 'reason-required' | 'bad-date' | 'no-release'
>;

/** The extension with the owner's answer, or why it is none. Who may answer at all is asked before. */
export function answerExtension(
  extension: Extension,
  given: OwnersAnswer,
  answering: Answering,
): { kind: 'answered'; extension: Extension } | NotAnswered {
  const no = mayNotAnswer(extension, given, answering) ?? badAnswer(extension, given, answering);
  if (no) return no;
  const { state, by, name, at, reason, date, version } = given;
  const said: ExtensionAnswer = {
    ...{ state, by, name, at, reason },
    ...(state === 'release-planned' && date ? { date } : {}),
    ...(state === 'released' && version ? { version, ...renamed(extension, answering) } : {}),
  };
  const { dueAt: _, remindAt: __, ...rest } = extension;
  const answered: Extension = {
    ...rest,
    ...(said.date ? { dueAt: dayAfter(said.date, answering.calendar) } : {}),
    ...(state === 'released' || state === 'declined' ? { endedAt: at } : {}),
    state,
    answers: [...extension.answers, said],
    reminded: 0,
  };
  return { kind: 'answered', extension: answered };
}

function renamed(extension: Extension, { component }: Answering): { component?: string } {
  return component === extension.component ? {} : { component };
}

/** A release planned for a day is late on the next working day. */
function dayAfter(date: string, { timeZone, holidays }: Calendar): string {
  return workingDaysAfter(`${date}T09:00:00.000Z`, 1, timeZone, holidays);
}

const MOST_ANSWERS = 20;

/** Why this person cannot answer it now, whatever they would say. */
export function mayNotAnswer(
  extension: Extension,
  given: Pick<OwnersAnswer, 'by'>,
  { leads }: Pick<Answering, 'leads'>,
): Refusal<'answered-already' | 'own-request'> | undefined {
  const { state, answers } = extension;
  const waits = state === 'open' || state === 'release-planned';
  if (!waits || answers.length >= MOST_ANSWERS) {
    const who = lastAnswer(extension)?.name;
    const by = who && state !== 'withdrawn' ? ` by ${who}` : '';
    const say = `This is answered already${by}: ${EXTENSION_WORDS[state]}.`;
    return refuse('answered-already', say);
  }
  if (extension.by !== given.by || leads) return undefined;
  const say = 'You asked for this yourself, so somebody else of the owning team has to answer.';
  return refuse('own-request', say);
}

function badAnswer(
  extension: Extension,
  { state, reason, date, version, at }: OwnersAnswer,
  { releases, calendar }: Answering,
): Refusal<'reason-required' | 'bad-date' | 'no-release'> | undefined {
  const silent = reason.trim() === '';
  if (silent && (state === 'declined' || state === 'copy-offered')) {
    return refuse('reason-required', 'Say why, so that the team knows what to do next.');
  }
  if (state === 'release-planned' && date !== undefined) return badDate(date, at, calendar);
  if (state !== 'released') return undefined;
  const since = releasedSince(extension, releases);
  if (version !== undefined && since.includes(version)) return undefined;
  return refuse('no-release', noRelease(extension.component, version, since));
}

function badDate(date: string, at: string, calendar: Calendar): Refusal<'bad-date'> | undefined {
  const read = z.iso.date().safeParse(date);
  if (read.success && date >= dateIn(at, calendar.timeZone)) return undefined;
  return refuse('bad-date', 'Choose a day from today on, or leave the day empty.');
}

function noRelease(id: string, version: string | undefined, since: readonly string[]): string {
  if (since.length === 0) {
    return `No version of ${id} was published after this was asked. Publish it first.`;
  }
  const which = version ? `${id} ${version} was not published after this was asked` : 'Say which';
  return `${which}. Published since: ${since.slice(0, 10).join(', ')}.`;
}

/** Versions that can be used and were published after it was asked, the newest first. */
export function releasedSince(
  { at }: Pick<Extension, 'at'>,
  releases: readonly Release[],
): string[] {
  return newestFirst(openVersions(releases.filter((one) => one.publishedAt > at)));
}

/** Taken back by whoever asked, or the lead of their team, while nothing has come of it. */
export function withdrawExtension(
  extension: Extension,
  { by, at, leads }: { readonly by: string; readonly at: string; readonly leads: boolean },
): { kind: 'withdrawn'; extension: Extension } | Refusal<'answered-already' | 'not-allowed'> {
  if (extension.by !== by && !leads) {
    return refuse('not-allowed', 'Only whoever asked, or the lead of their team, can withdraw it.');
  }
  if (!isOpen(extension)) {
    const say = `There is nothing to withdraw any more: it is ${EXTENSION_WORDS[extension.state]}.`;
    return refuse('answered-already', say);
  }
  const { dueAt: _, remindAt: __, ...rest } = extension;
  return { kind: 'withdrawn', extension: { ...rest, state: 'withdrawn', endedAt: at } };
}

/** The version that the team can use now: what was released, or what its copy began with. */
export function usable(extension: Extension): { component: string; version?: string } | undefined {
  const { state, component, copy, used } = extension;
  if (used !== undefined) return undefined;
  if (state === 'copied' && copy) return { component: copy };
  const { version, component: now = component } = lastAnswer(extension) ?? {};
  return state === 'released' && version ? { component: now, version } : undefined;
}

export const EXTENSION_WORDS: Readonly<Record<ExtensionState, string>> = {
  open: 'waiting for its owner',
  'release-planned': 'a release is planned',
  released: 'released',
  'copy-offered': 'the team may make its own copy',
  copied: 'the team made its own copy',
  declined: 'declined',
  withdrawn: 'withdrawn',
};
