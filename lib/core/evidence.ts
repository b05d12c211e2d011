import * as z from 'zod';
import { grantedScopes } from './grant.ts';
import { minutesAfter } from './time.ts';
import type { Workflow } from './workflow.ts';

/** Credentials that it asked for and was not given. */
const askedSchema = z.strictObject({
  sort: z.literal('asked'),
  /** As a manifest names it, without its kind. */
  connector: z.string(),
  scopes: z.array(z.string()),
  at: z.string(),
});

/** The version of something that it says it runs. */
const runsSchema = z.strictObject({
  sort: z.literal('runs'),
  component: z.string(),
  version: z.string(),
  at: z.string(),
});

const failedSchema = z.strictObject({
  sort: z.literal('failed'),
  /** A report's, an approval's, or one of ours: the same failure is counted once. */
  id: z.string(),
  /** A component, `connector/x`, or an approval's id. */
  about: z.string(),
  at: z.string(),
});

/** What a running workflow leaves behind besides events: figures, by which nothing is decided. */
export const evidenceSchema = z.discriminatedUnion('sort', [askedSchema, runsSchema, failedSchema]);
export type Evidence = z.infer<typeof evidenceSchema>;

const DAY_MINUTES = 24 * 60;
/** How long a deviation is shown that did not show again. */
export const DRIFT_DAYS = 30;
/** "Broken = 3 failures in 24 hours." */
export const BROKEN_FAILURES = 3;

/** The refusals of a lease that say that more was wanted than is registered. */
export const BEYOND: ReadonlySet<string> = new Set([
  'not-pinned',
  'access-not-granted',
  'scope-not-granted',
  'unknown-scope',
]);

/** The refusals of a lease after which it is no use to try again. */
export const FAILED: ReadonlySet<string> = new Set([
  'role-refused',
  'no-template',
  'secret-unavailable',
]);

interface Drift {
  /** A component. */
  readonly about: string;
  /** What was reviewed, and what is done instead. */
  readonly say: string;
  readonly at: string;
}

/** "Agents may report running versions; 'not reported' is shown as such." */
export interface Running {
  readonly component: string;
  readonly locked: string;
  readonly reported: { readonly version: string; readonly at: string } | undefined;
}

interface Broken {
  /** Within the last 24 hours. */
  readonly failures: number;
  /** The newest first. */
  readonly last: readonly { readonly about: string; readonly at: string }[];
}

export interface Findings {
  readonly drift: readonly Drift[];
  readonly running: readonly Running[];
  readonly broken: Broken | undefined;
}

type Judged = Pick<Workflow, 'locks' | 'needs' | 'grants' | 'updatedAt'>;

/** What the evidence of a workflow comes to, against what of it is in force at `now`. */
export function findingsOf(workflow: Judged, evidence: readonly Evidence[], now: string): Findings {
  return {
    drift: driftOf(workflow, evidence, now),
    running: runningOf(workflow, evidence),
    broken: brokenOf(evidence, now),
  };
}

/**
 * "Drift: used, asked for or locked beyond what was reviewed": the newest first. What a review has let
 * in since is none any more.
 */
function driftOf(workflow: Judged, evidence: readonly Evidence[], now: string): Drift[] {
  const from = minutesAfter(now, -DRIFT_DAYS * DAY_MINUTES);
  return evidence
    .filter((one) => one.at >= from)
    .flatMap((one) => {
      if (one.sort === 'asked') return askedBeyond(workflow, one, now);
      return one.sort === 'runs' ? runsBeyond(workflow, one) : [];
    })
    .sort((a, b) => (a.at > b.at ? -1 : 1));
}

function askedBeyond(
  workflow: Judged,
  { connector, scopes, at }: z.infer<typeof askedSchema>,
  now: string,
): Drift[] {
  const about = `connector/${connector}`;
  if (!workflow.locks.some((lock) => lock.component === about)) {
    return [{ about, at, say: `It does not pin ${about}, and asks for its credentials.` }];
  }
  const needed = workflow.needs?.find((one) => one.connector === connector)?.scopes ?? [];
  const reviewed = [...grantedScopes(workflow, connector, now), ...needed];
  const beyond = scopes.filter((scope) => !reviewed.includes(scope));
  if (beyond.length === 0) return [];
  const has = reviewed.length > 0 ? [...new Set(reviewed)].sort().join(', ') : 'nothing';
  return [{ about, at, say: `It has ${has} of ${about}, and asks for ${beyond.join(', ')}.` }];
}

function runsBeyond(
  workflow: Judged,
  { component: about, version, at }: z.infer<typeof runsSchema>,
): Drift[] {
  const lock = workflow.locks.find((one) => one.component === about);
  if (!lock) return [{ about, at, say: `It does not pin ${about}, and runs ${version} of it.` }];
  // What it ran before its last revision says nothing of what it runs now.
  if (lock.version === version || at < workflow.updatedAt) return [];
  const say = `It is locked to ${about} ${lock.version}, and runs ${version}.`;
  return [{ about, at, say }];
}

function runningOf({ locks }: Judged, evidence: readonly Evidence[]): Running[] {
  return locks.map(({ component, version: locked }) => {
    const told = evidence.find((one) => one.sort === 'runs' && one.component === component);
    const reported = told?.sort === 'runs' ? { version: told.version, at: told.at } : undefined;
    return { component, locked, reported };
  });
}

function brokenOf(evidence: readonly Evidence[], now: string): Broken | undefined {
  const from = minutesAfter(now, -DAY_MINUTES);
  const failed = evidence.flatMap((one) =>
    one.sort === 'failed' && one.at > from ? [{ about: one.about, at: one.at }] : [],
  );
  if (failed.length < BROKEN_FAILURES) return undefined;
  const last = failed.sort((a, b) => (a.at > b.at ? -1 : 1)).slice(0, BROKEN_FAILURES);
  return { failures: failed.length, last };
}

/** In one sentence; undefined where nothing is known to fail. */
export function brokenSentence({ broken }: Pick<Findings, 'broken'>): string | undefined {
  if (!broken) return undefined;
  const about = [...new Set(broken.last.map((one) => one.about))].join(', ');
  return `It failed ${broken.failures} times in 24 hours, last with ${about}.`;
}
