import * as z from 'zod';
import { count } from './count.ts';
import { modelKey } from './model.ts';
import { type PersonKey, personKeySchema } from './people.ts';
import { type Refusal, refuse } from './result.ts';
import { daysBetween } from './time.ts';

export const modelNameSchema = z
  .string()
  .trim()
  .min(1, 'name the model')
  .max(100, 'a model has at most 100 characters');

/** "Models have retirement dates like components." */
export const retirementSchema = z.object({
  /** As it was first written; two names that differ in case alone are one model. */
  model: z.string(),
  /** The day, YYYY-MM-DD, from which it answers nobody any more. */
  on: z.iso.date(),
  successor: z.string().optional(),
  note: z.string().optional(),
  by: personKeySchema,
  at: z.string(),
  /** The date was taken back. */
  withdrawn: z.boolean().optional(),
});
export type Retirement = z.infer<typeof retirementSchema>;

export interface WantedRetirement {
  readonly model: string;
  readonly on: string;
  readonly successor?: string | undefined;
  readonly note?: string | undefined;
}

export type RetirementOutcome =
  | { readonly kind: 'retiring' | 'unchanged'; readonly retirement: Retirement }
  | Refusal<'bad-date' | 'own-successor' | 'bad-model'>;

/** The date as it will stand over what stood before. A day that is over is refused as a slip. */
export function retire(
  before: Retirement | undefined,
  wanted: WantedRetirement,
  { by, at, today }: { readonly by: PersonKey; readonly at: string; readonly today: string },
): RetirementOutcome {
  const model = modelNameSchema.safeParse(wanted.model).data;
  if (model === undefined) return refuse('bad-model', 'Name the model, in 1 to 100 characters.');
  if (!z.iso.date().safeParse(wanted.on).success) {
    return refuse('bad-date', 'Write the day as 2027-01-31.');
  }
  if (wanted.on < today && before?.on !== wanted.on) {
    return refuse('bad-date', `${wanted.on} is over. Write a day from ${today} on.`);
  }
  const successor = wanted.successor?.trim() || undefined;
  const note = wanted.note?.trim() || undefined;
  if (successor !== undefined && modelKey(successor) === modelKey(model)) {
    return refuse('own-successor', 'A model cannot be its own successor. Name another.');
  }
  const said = {
    on: wanted.on,
    ...(successor === undefined ? {} : { successor }),
    ...(note === undefined ? {} : { note }),
  };
  const retirement = { model: before?.model ?? model, ...said, by, at };
  if (before && !before.withdrawn && sayTheSame(before, retirement)) {
    return { kind: 'unchanged', retirement: before };
  }
  return { kind: 'retiring', retirement };
}

function sayTheSame(a: Retirement, b: Retirement): boolean {
  return a.on === b.on && a.successor === b.successor && a.note === b.note;
}

/** A date that still stands. */
export function standing(retirement: Retirement | undefined): Retirement | undefined {
  return retirement?.withdrawn ? undefined : retirement;
}

/** From so many days before the date on, whoever registers or checks is told. */
const TOLD_DAYS = 90;

/** What whoever uses the model is told on this day (YYYY-MM-DD); undefined while it is far off. */
export function retirementSentence(
  { model, on, successor }: Retirement,
  today: string,
): string | undefined {
  const write = successor === undefined ? 'Choose another' : `Write "${successor}"`;
  const left = daysBetween(today, on);
  if (left > TOLD_DAYS) return undefined;
  if (left <= 0) return `The model "${model}" stopped on ${on}. ${write} in "model_default".`;
  return `The model "${model}" stops on ${on} (${count(left, 'day')}). ${write} in "model_default" before.`;
}
