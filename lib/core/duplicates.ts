import * as z from 'zod';
import { ERASED, type Erased } from './erasure.ts';
import { type PersonKey, personKeySchema } from './people.ts';
import { type Refusal, refuse } from './result.ts';

export const VERDICTS = ['keep', 'same'] as const;

/** What somebody said of entries that look like the same job: "Verdicts are remembered". */
export const verdictSchema = z.object({
  id: z.string(),
  /** Ids of catalog entries and of workflows (`workflow/…`), in the order of the alphabet. */
  ids: z.array(z.string()).min(2).max(1000),
  /** `keep`: all of them stay, they are accepted. `same`: they do the same job, and one is enough. */
  say: z.enum(VERDICTS),
  /** Of `same`: the one to go on with. */
  best: z.string().optional(),
  /** In people's own words; may be empty. */
  because: z.string(),
  by: personKeySchema,
  at: z.string(),
});
export type Verdict = z.infer<typeof verdictSchema>;

const groupSchema = z.object({
  ids: z.array(z.string()).min(2),
  /** Of its most alike pair: 0.8 to nearly 1. */
  score: z.number(),
  why: z.string(),
  answer: z
    .object({
      say: z.enum([...VERDICTS, 'later']),
      best: z.string().optional(),
      because: z.string().optional(),
      by: personKeySchema,
      at: z.string(),
    })
    .optional(),
});
export type ReportedGroup = z.infer<typeof groupSchema>;

/** What one run of the duplicate sweep looked at and found. */
export const reportSchema = z.object({
  /** The day it was due, YYYY-MM-DD. */
  id: z.string(),
  at: z.string(),
  /** Entries that were compared with all others: those that were new or had changed. */
  looked: z.int(),
  groups: z.array(groupSchema),
  /** New groups that the next run will report. */
  withheld: z.int(),
});
export type DuplicateReport = z.infer<typeof reportSchema>;

/** Digests of the entries that were compared as they stand: they are not looked at again. */
export const comparedSchema = z.object({ digests: z.array(z.string()) });

/** "A sweep reports at most 20 new groups". */
export const MOST_GROUPS = 20;

/** Others that were said to do the same job as an entry. */
export interface SameJob {
  readonly others: readonly string[];
  /** The one to go on with: one of them, or the entry itself. */
  readonly best: string;
  readonly because: string;
}

/** What stands of the verdicts about an entry, given newest first: of each other entry the newest word. */
export function sameJobs(id: string, verdicts: readonly Verdict[]): SameJob[] {
  const told = new Set<string>();
  return verdicts.flatMap(({ ids, say, best, because }) => {
    const others = ids.filter((one) => one !== id && !told.has(one));
    for (const one of others) told.add(one);
    const same = say === 'same' && best !== undefined && others.length > 0;
    return same ? [{ others, best, because }] : [];
  });
}

export interface Saying {
  readonly say: Verdict['say'];
  readonly best?: string | undefined;
  readonly because: string;
}

export type BadSaying = Refusal<'too-few-entries' | 'not-in-group'>;

/** Whether this can be said of these entries; undefined when it can. */
export function mayNotSay(ids: readonly string[], { say, best }: Saying): BadSaying | undefined {
  if (new Set(ids).size < 2) {
    return refuse('too-few-entries', 'Name two entries that are not the same one.');
  }
  if (say === 'same' && !ids.includes(best ?? '')) {
    return refuse('not-in-group', 'Name the entry to go on with. It has to be one of these.');
  }
  return undefined;
}

export type GroupAnswer = NonNullable<ReportedGroup['answer']>;

/** The report with one group answered, or why not. What was put off can be answered; the rest stays. */
export function answerGroup(
  report: DuplicateReport,
  at: number,
  answer: GroupAnswer,
):
  | { readonly kind: 'answered'; readonly report: DuplicateReport; readonly group: ReportedGroup }
  | Refusal<'no-group' | 'answered-already'> {
  const group = report.groups[at];
  if (!group) return refuse('no-group', 'There is no such group in this report.');
  const { answer: before } = group;
  if (before && before.say !== 'later') {
    return refuse('answered-already', 'Somebody has answered this group already.');
  }
  const answered = { ...group, answer };
  const groups = report.groups.map((one, n) => (n === at ? answered : one));
  return { kind: 'answered', report: { ...report, groups }, group: answered };
}

/** Groups that nobody has judged yet. */
export function openGroups({ groups }: DuplicateReport): readonly ReportedGroup[] {
  return groups.filter(({ answer }) => answer === undefined || answer.say === 'later');
}

/** A verdict without its words, when they are this person's. */
export function erasedVerdict(verdict: Verdict, person: PersonKey): Erased<Verdict> | undefined {
  if (verdict.by !== person || verdict.because === ERASED) return undefined;
  return { state: { ...verdict, because: ERASED }, parts: ['SALT'] };
}

/** A report without what this person wrote in it. */
export function erasedReport(
  report: DuplicateReport,
  person: PersonKey,
): Erased<DuplicateReport> | undefined {
  const theirs = ({ answer }: ReportedGroup) =>
    answer?.by === person && answer.because !== undefined && answer.because !== ERASED;
  if (!report.groups.some(theirs)) return undefined;
  const groups = report.groups.map((group) =>
    group.answer && theirs(group)
      ? { ...group, answer: { ...group.answer, because: ERASED } }
      : group,
  );
  return { state: { ...report, groups }, parts: [] };
}
