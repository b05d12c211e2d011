import * as z from 'zod';
import type { Campaign } from './campaign.ts';
import type { Cadence } from './nudge-cadence.ts';
import { type PersonKey, personKeySchema } from './people.ts';
import { type Refusal, refuse } from './result.ts';
import { dayAfter, dayStart, minutesAfter } from './time.ts';

const MOST_PEOPLE = 20;

/** What was answered for one workflow of one campaign: the last answer, and what counts of earlier ones. */
export const nudgeAnswerSchema = z.object({
  campaign: z.string(),
  workflow: z.string(),
  by: personKeySchema,
  at: z.string(),
  said: z.enum(['planned', 'snoozed', 'not-mine', 'help']),
  /** Nobody is told before then. */
  quietUntil: z.string().optional(),
  snoozes: z.int(),
  /** "Plan a Date (quiet until then, shown on the campaign)". */
  plan: z.strictObject({ day: z.iso.date(), by: personKeySchema, at: z.string() }).optional(),
  /** Who said that it is not theirs: they are not told any more. */
  notMine: z.array(personKeySchema).max(MOST_PEOPLE),
  /** Who asked the helper. */
  helped: z.array(personKeySchema).max(MOST_PEOPLE),
});
export type NudgeAnswer = z.infer<typeof nudgeAnswerSchema>;

export type NudgeAnswered =
  | { readonly kind: 'answered' | 'unchanged'; readonly answer: NudgeAnswer }
  | Refusal<'nothing-to-answer' | 'bad-day' | 'snoozed-out' | 'too-many'>;

/** Who answers when, about which campaign, and what was answered before. */
export interface Answering {
  readonly campaign: Pick<Campaign, 'id' | 'state' | 'stops' | 'stopsOn'>;
  readonly workflow: string;
  readonly before: NudgeAnswer | undefined;
  readonly by: PersonKey;
  readonly at: string;
}

function answered(
  { campaign, workflow, before, by, at }: Answering,
  change: Pick<NudgeAnswer, 'said'> & Partial<NudgeAnswer>,
): NudgeAnswered {
  const rest = before ?? { snoozes: 0, notMine: [], helped: [] };
  const answer = { ...rest, campaign: campaign.id, workflow, by, at, ...change };
  return { kind: 'answered', answer };
}

/** Of what was withdrawn nothing is asked any more. */
function isOver({ campaign }: Answering): Refusal<'nothing-to-answer'> | undefined {
  if (campaign.state === 'open') return undefined;
  return refuse('nothing-to-answer', 'Nothing is asked here any more. Everything stays as it is.');
}

/** When quiet ends at the latest: "never past the date". */
function lastQuiet({ campaign }: Answering): string {
  return minutesAfter(campaign.stops, -24 * 60);
}

/** "Plan a Date": quiet until that day begins in `timeZone`. The day lies before the last one. */
export function planNudge(
  answering: Answering,
  day: string,
  { today, timeZone }: { readonly today: string; readonly timeZone: string },
): NudgeAnswered {
  const over = isOver(answering);
  if (over) return over;
  const { campaign, before, by, at } = answering;
  const last = dayAfter(campaign.stopsOn, -1);
  if (day <= today || day > last) {
    const say =
      last > today
        ? `Choose a day after today and up to ${last}: it stops the day after.`
        : 'No day is left to plan for. Upgrade it now, or ask whoever helps.';
    return refuse('bad-day', say);
  }
  if (before?.plan?.day === day) return { kind: 'unchanged', answer: before };
  const quietUntil = dayStart(day, timeZone);
  return answered(answering, { said: 'planned', quietUntil, plan: { day, by, at } });
}

/** "Snooze (14 days, twice, never past the date)". Pressed again while it is quiet it changes nothing. */
export function snoozeNudge(
  answering: Answering,
  { snoozeDays, snoozes }: Pick<Cadence, 'snoozeDays' | 'snoozes'>,
): NudgeAnswered {
  const over = isOver(answering);
  if (over) return over;
  const { before, at } = answering;
  if (before?.quietUntil !== undefined && before.quietUntil > at) {
    return { kind: 'unchanged', answer: before };
  }
  const done = before?.snoozes ?? 0;
  if (done >= snoozes) {
    const say = `It was snoozed ${done} times already. Plan a date, upgrade it, or ask whoever helps.`;
    return refuse('snoozed-out', say);
  }
  const last = lastQuiet(answering);
  if (last <= at) {
    return refuse('snoozed-out', 'It stops too soon to be snoozed. Upgrade it, or get help.');
  }
  const wanted = minutesAfter(at, snoozeDays * 24 * 60);
  const [quietUntil = last] = [wanted, last].sort();
  return answered(answering, { said: 'snoozed', quietUntil, snoozes: done + 1 });
}

/** "Not Mine": whoever says so is not told of it any more. */
export function passNudge(answering: Answering): NudgeAnswered {
  return listed(answering, 'notMine', 'not-mine');
}

/** "Get Help": the helper is told, once for each who asks. */
export function helpNudge(answering: Answering): NudgeAnswered {
  return listed(answering, 'helped', 'help');
}

function listed(
  answering: Answering,
  list: 'notMine' | 'helped',
  said: 'not-mine' | 'help',
): NudgeAnswered {
  const over = isOver(answering);
  if (over) return over;
  const { before, by } = answering;
  const known = before?.[list] ?? [];
  if (before && known.includes(by)) return { kind: 'unchanged', answer: before };
  if (known.length >= MOST_PEOPLE) {
    return refuse('too-many', 'So many said so that the platform looks after it.');
  }
  return answered(answering, { said, [list]: [...known, by] });
}

/** Whether nobody is to be told of it now. */
export function isQuiet(answer: NudgeAnswer | undefined, now: string): boolean {
  return answer?.quietUntil !== undefined && answer.quietUntil > now;
}

/** Since when an answer is owed: "any human act stops the clock". */
export function waitsSince(answer: NudgeAnswer | undefined, asked: string): string {
  return [asked, answer?.at, answer?.quietUntil].reduce<string>(
    (latest, one) => (one !== undefined && one > latest ? one : latest),
    asked,
  );
}
