import * as z from 'zod';

/** What the schedule starts. */
export const JOBS = ['sweep', 'checkpoint', 'retention'] as const;
export type JobName = (typeof JOBS)[number];

/** "Kept 90 days." */
export const RUNS_KEPT_DAYS = 90;

/** "A run leaves a record (looked at, sent, withheld, failed, why)." */
export const jobRunSchema = z.object({
  id: z.string(),
  job: z.enum(JOBS),
  /** When it began. */
  at: z.string(),
  tookMs: z.int(),
  /** Things that it looked at. */
  looked: z.int(),
  /** Things that it changed or sent. */
  did: z.int(),
  /** What it put back for later, or had no need to send any more. */
  withheld: z.int(),
  failed: z.int(),
  /** Sentences of ours, each with how often; no words and no names of anybody. */
  why: z.array(z.strictObject({ say: z.string(), times: z.int() })),
  /** Every number that the job gave, by its name. */
  counts: z.record(z.string(), z.int()),
  /** It broke down, with this kind of error. */
  broke: z.string().optional(),
});
export type JobRun = z.infer<typeof jobRunSchema>;

/** Something a job said while it ran: trouble that it went on after. */
export interface Said {
  readonly say: string;
}

const WITHHELD: ReadonlySet<string> = new Set(['later', 'gone']);
/** Neither things nor what was done to them: how much a checkpoint covers, and whether there is more. */
const NOT_COUNTED: ReadonlySet<string> = new Set(['lines', 'more', 'looked']);
const MOST_SAID = 20;

/** The record of one run, from what the job gave and what it said. */
export function jobRun(
  run: Pick<JobRun, 'id' | 'job' | 'at' | 'tookMs' | 'broke'>,
  result: object,
  said: readonly Said[],
): JobRun {
  const counts = Object.fromEntries(numbersIn(result));
  const sum = (is: (word: string) => boolean) =>
    Object.entries(counts).reduce((all, [name, n]) => all + (is(lastWord(name)) ? n : 0), 0);
  const withheld = sum((word) => WITHHELD.has(word));
  const broken = sum((word) => word === 'failed');
  const isDone = (word: string) =>
    word !== 'failed' && !WITHHELD.has(word) && !NOT_COUNTED.has(word);
  const did = sum(isDone);
  const failed = Math.max(broken, said.length) + (run.broke === undefined ? 0 : 1);
  const looked = Math.max(
    sum((word) => word === 'looked'),
    did + withheld + broken,
  );
  return { ...run, looked, did, withheld, failed, why: tally(said), counts };
}

/** "A quiet sweep each few seconds must not write one each time." */
export function isQuiet({ did, withheld, failed }: JobRun): boolean {
  return did + withheld + failed === 0;
}

function lastWord(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** Every number in it, by its path; whether something was done counts as one. */
function numbersIn(result: object, path = ''): (readonly [string, number])[] {
  return Object.entries(result).flatMap(([key, value]: [string, unknown]) => {
    const name = `${path}${key}`;
    if (typeof value === 'number' && Number.isInteger(value)) return [[name, value] as const];
    if (typeof value === 'boolean') return [[name, value ? 1 : 0] as const];
    return typeof value === 'object' && value !== null ? numbersIn(value, `${name}.`) : [];
  });
}

function tally(said: readonly Said[]): JobRun['why'] {
  const times = new Map<string, number>();
  for (const { say } of said) times.set(say, (times.get(say) ?? 0) + 1);
  return [...times].slice(0, MOST_SAID).map(([say, n]) => ({ say, times: n }));
}

/** What a dry run found: what it would have written, and whom it would have told. */
export interface WouldDo {
  readonly changes: readonly { readonly subject: string; readonly event: string }[];
  readonly messages: readonly {
    readonly what: string;
    readonly subject: string;
    readonly place: string;
  }[];
  /** A step that comes after another of the same thing is not shown. */
  readonly more: boolean;
}
