import * as z from 'zod';
import type { WorkflowRequest } from './request.ts';
import { milliseconds } from './time.ts';
import type { Workflow } from './workflow.ts';

/** How far somebody came in the form for a new workflow; a request that was filed is the last step. */
const STEPS = ['opened', 'matched'] as const;

/** One step of one form, by the id that its request would get. Nobody is named in it. */
export const frictionSchema = z.strictObject({
  request: z.string(),
  step: z.enum(STEPS),
  at: z.string(),
  /** The team that was chosen; before that, those the person could choose from. */
  teams: z.array(z.string()),
});
export type Friction = z.infer<typeof frictionSchema>;

/** Fewer say nothing about the next one: "not enough". */
export const LEAST_SAMPLE = 5;

/** A median in minutes with the number of things it is of; without `minutes` when these are too few. */
export interface Median {
  readonly of: number;
  readonly minutes?: number;
}

/** The middle one of them, or what lies between the middle two. */
export function median(minutes: readonly number[]): Median {
  const sorted = [...minutes].sort((a, b) => a - b);
  const of = sorted.length;
  if (of < LEAST_SAMPLE) return { of };
  const low = sorted[Math.floor((of - 1) / 2)] ?? 0;
  const high = sorted[Math.floor(of / 2)] ?? 0;
  return { of, minutes: (low + high) / 2 };
}

export interface Figures {
  /** Forms: opened, brought as far as the catalog's matches, and sent. */
  readonly opened: number;
  readonly matched: number;
  readonly sent: number;
  readonly requests: number;
  /** "Share without a human": answered at once with what exists. */
  readonly reused: number;
  /** Still waiting for the platform. */
  readonly waiting: number;
  /** Still waiting for the owner of what nearly fits. */
  readonly extending: number;
  readonly toRegistered: Median;
  readonly toFirstUse: Median;
}

export interface Measured {
  readonly requests: readonly WorkflowRequest[];
  readonly workflows: ReadonlyMap<string, Pick<Workflow, 'team' | 'registeredAt'>>;
  /** When a workflow's first approval was used, by workflow. */
  readonly firstUses: ReadonlyMap<string, string>;
  readonly steps: readonly Friction[];
}

export interface Stats {
  readonly total: Figures;
  readonly months: readonly (Figures & { readonly month: string })[];
  readonly teams: readonly (Figures & { readonly team: string })[];
}

/** All figures: together, per month (YYYY-MM, as given) and per team, by name. */
export function stats(measured: Measured, months: readonly string[]): Stats {
  const teams = [...new Set(measured.requests.map((one) => one.team))].sort();
  const inMonth = (month: string) => (at: string) => at.startsWith(month);
  return {
    total: figures(measured),
    months: months.map((month) => {
      const mine = inMonth(month);
      return { month, ...figures(narrowed(measured, ({ at }) => mine(at))) };
    }),
    teams: teams.map((team) => {
      const mine = (one: { team: string } | { teams: readonly string[] }) =>
        'team' in one ? one.team === team : one.teams.includes(team);
      return { team, ...figures(narrowed(measured, mine)) };
    }),
  };
}

function narrowed(
  measured: Measured,
  keep: (one: WorkflowRequest | Friction) => boolean,
): Measured {
  const { requests, steps } = measured;
  return { ...measured, requests: requests.filter(keep), steps: steps.filter(keep) };
}

function figures({ requests, workflows, firstUses, steps }: Measured): Figures {
  const sent = new Set(requests.map((one) => one.id));
  // A note of a step may have been lost: who came further was there.
  const matched = new Set([...sent, ...idsAt(steps, 'matched')]);
  const opened = new Set([...matched, ...idsAt(steps, 'opened')]);
  const registered = requests.flatMap((one) => minutesTo(one, registeredAt(one, workflows)));
  const used = requests.flatMap((one) =>
    registeredAt(one, workflows) ? minutesTo(one, firstUses.get(one.workflow)) : [],
  );
  return {
    opened: opened.size,
    matched: matched.size,
    sent: sent.size,
    requests: requests.length,
    reused: requests.filter((one) => one.state === 'reused').length,
    waiting: requests.filter((one) => one.state === 'queued').length,
    extending: requests.filter((one) => one.state === 'extending').length,
    toRegistered: median(registered),
    toFirstUse: median(used),
  };
}

function idsAt(steps: readonly Friction[], step: Friction['step']): string[] {
  return steps.filter((one) => one.step === step).map((one) => one.request);
}

/** When what was asked for was registered: under its name, for its team, and not before it was asked. */
export function registeredAt(
  request: WorkflowRequest,
  workflows: Measured['workflows'],
): string | undefined {
  const workflow = workflows.get(request.workflow);
  if (workflow?.team !== request.team) return undefined;
  if (workflow.registeredAt >= request.at) return workflow.registeredAt;
  // Reusing registers in the same breath, a moment before the request is written down.
  return request.state === 'reused' ? request.at : undefined;
}

function minutesTo(request: WorkflowRequest, at: string | undefined): number[] {
  if (at === undefined || at < request.at) return [];
  return [(milliseconds(at) - milliseconds(request.at)) / 60_000];
}

/** The month of a moment and the ones before it, the newest first, as YYYY-MM. */
export function monthsUpTo(now: string, count: number): string[] {
  const [year = 0, month = 1] = now.split('-').map(Number);
  return Array.from({ length: count }, (_, back) => {
    const index = year * 12 + (month - 1) - back;
    const name = String((index % 12) + 1).padStart(2, '0');
    return `${Math.floor(index / 12)}-${name}`;
  });
}
