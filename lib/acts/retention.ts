import * as z from 'zod';
import { accessRequestSchema } from '../core/access.ts';
import { approvalSchema } from '../core/approval.ts';
import { extensionSchema } from '../core/extension.ts';
import { DEFAULT_RETENTION_DAYS } from '../core/people.ts';
import { requestSchema } from '../core/request.ts';
import {
  agedAccess,
  agedApproval,
  agedExtension,
  agedRequest,
  isRunDue,
  keptSince,
} from '../core/retention.ts';
import {
  accessEndedIn,
  accessIndex,
  answeredIn,
  approvalIndex,
  extensionIndex,
  extensionsEndedIn,
  requestIndex,
} from '../store/indexes.ts';
import type { Subject } from '../store/keys.ts';
import { readLines } from '../store/log.ts';
import { readAll, readHead } from '../store/read.ts';
import { readRetained } from '../store/retained.ts';
import type { Key } from '../store/store.ts';
import { attempt } from './attempt.ts';
import type { Deps } from './deps.ts';
import { placeOf } from './log-pages.ts';
import { type AgedKind, ageOne, type Place, type Run, SYSTEM, walkLog } from './retention-walk.ts';
import { loadOrganisation, ORGANISATION } from './standing.ts';

/** How many things lost, or would lose, their words. */
export interface Retention {
  readonly approvals: number;
  readonly requests: number;
  readonly extensions: number;
  readonly access: number;
  /** Whatever else is over: promotions, changes of settings, revisions, notices, campaigns and so on. */
  readonly others: number;
  /** What agents wrote of themselves in words. */
  readonly texts: number;
  /** There is more; the next run goes on. */
  readonly more: boolean;
}

const RUNS = 'retention/home';
const runSchema = z.object({
  /** What was written before this moment has no words any more. */
  upTo: z.string().optional(),
  /** The last checkpoint that was walked by. */
  checkpoint: z.int().optional(),
});

/** Of each shard and each month: well within what a function has time for. */
const MOST = 50;

/** Nothing was due. */
const NONE: Retention = {
  approvals: 0,
  requests: 0,
  extensions: 0,
  access: 0,
  others: 0,
  texts: 0,
  more: false,
};

/**
 * "Retention (400 days by default)": takes the words, and the names, out of what is past it; digests
 * and ids stay. Once a day, at the cost of what is due. Each thing has its event, and the run one with
 * its counts. It may break off anywhere: the next run goes on. `dryRun` counts and changes nothing.
 */
export async function sweepRetention(deps: Deps, { dryRun = false } = {}): Promise<Retention> {
  const [{ retentionDays }, head] = await Promise.all([
    loadOrganisation(deps),
    readHead(deps.store, RUNS, runSchema),
  ]);
  const days = retentionDays ?? DEFAULT_RETENTION_DAYS;
  const since = keptSince({ retentionDays }, deps.now());
  if (!dryRun && !isRunDue(head?.state.upTo, since)) return NONE;
  const from = head?.state.upTo ?? (await beganAt(deps));
  if (from === undefined || from > since) return NONE;
  const run: Run = { since, days, dryRun };
  const filed = await readRetained(deps.store, since, MOST);
  const approvals = filed.filter(({ pk }) => pk.startsWith('approval/'));
  const texts = filed.filter(({ pk }) => pk.startsWith('agent-claims/')).slice(0, MOST);
  const counts = {
    approvals: await agedOf(deps, approvals, run),
    requests: await agedIn(deps, REQUESTS, { ...run, from }),
    extensions: await agedIn(deps, EXTENSIONS, { ...run, from }),
    access: await agedIn(deps, ACCESS, { ...run, from }),
    texts: texts.length,
  };
  const walked = await walkLog(deps, run, {
    after: head?.state.checkpoint ?? 0,
    passed: new Set(approvals.map(({ pk }) => pk)),
  });
  const more = walked.more || Object.values(counts).some((one) => one >= MOST);
  const all = { ...counts, others: walked.aged, more };
  if (!dryRun) await writeDown(deps, all, { ...run, texts, checkpoint: walked.upTo });
  return all;
}

/** When the organisation was set up: nothing is older. */
async function beganAt(deps: Deps): Promise<string | undefined> {
  const [first] = await readLines(deps.store, ORGANISATION, 1, 2);
  return first && placeOf(first).at;
}

const APPROVALS: Place<z.infer<typeof approvalSchema>> = {
  schema: approvalSchema,
  age: agedApproval,
  index: approvalIndex,
};

/** What is listed by the month in which it was asked or ended. */
interface Listed<T> extends Place<T> {
  readonly kind: AgedKind;
  readonly in: (month: string) => string;
}

const REQUESTS: Listed<z.infer<typeof requestSchema>> = {
  kind: 'request',
  schema: requestSchema,
  age: agedRequest,
  index: requestIndex,
  in: answeredIn,
};
const EXTENSIONS: Listed<z.infer<typeof extensionSchema>> = {
  kind: 'extension',
  schema: extensionSchema,
  age: agedExtension,
  index: extensionIndex,
  in: extensionsEndedIn,
};
const ACCESS: Listed<z.infer<typeof accessRequestSchema>> = {
  kind: 'access',
  schema: accessRequestSchema,
  age: agedAccess,
  index: accessIndex,
  in: accessEndedIn,
};

function approvalSubject(pk: string): Subject {
  return `approval/${pk.slice('approval/'.length)}`;
}

async function agedOf(deps: Deps, keys: readonly Key[], run: Run): Promise<number> {
  let aged = 0;
  for (const { pk } of keys) {
    if (await ageOne(deps, APPROVALS, { subject: approvalSubject(pk), run })) aged += 1;
  }
  return aged;
}

/** Of the months since the last run, which holds what it left. */
async function agedIn<T extends { readonly id: string }>(
  deps: Deps,
  place: Listed<T>,
  run: Run & { readonly from: string },
): Promise<number> {
  let aged = 0;
  for (const month of monthsOf(run.from, run.since)) {
    const listing = { index: 'list', partition: place.in(month), upTo: `${run.since}~` } as const;
    for (const { state } of await readAll(deps.store, { ...listing, schema: place.schema })) {
      if (!place.age(state, run.since)) continue;
      if (await ageOne(deps, place, { subject: `${place.kind}/${state.id}`, run })) aged += 1;
      if (aged === MOST) return aged;
    }
  }
  return aged;
}

/** YYYY-MM, from the one moment's to the other's. */
function monthsOf(from: string, to: string): string[] {
  const [year = 0, month = 1] = from.slice(0, 'YYYY-MM'.length).split('-').map(Number);
  const months: string[] = [];
  for (let n = year * 12 + month - 1; ; n += 1) {
    const name = `${Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`;
    if (name > to) return months;
    months.push(name);
  }
}

interface Written extends Run {
  readonly texts: readonly Key[];
  readonly checkpoint: number;
}

/** The run's own line, with what agents wrote: that stands in no head. */
function writeDown(
  deps: Deps,
  { more, ...counts }: Retention,
  { since, days, texts, checkpoint }: Written,
): Promise<void> {
  return attempt(deps, async () => {
    const head = await readHead(deps.store, RUNS, runSchema);
    const data = { ...counts, days, upTo: since, more };
    const event = { kind: 'retention.ran', at: deps.now(), actor: SYSTEM, data };
    const state = { ...(more ? head?.state : { upTo: since }), checkpoint };
    return {
      kind: 'write',
      value: undefined,
      write: { changes: [{ subject: RUNS, from: head?.chain, state, event }], deletes: texts },
    };
  });
}
