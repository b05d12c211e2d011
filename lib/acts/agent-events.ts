import * as z from 'zod';
import {
  AGENT_KIND,
  type Claim,
  claimed,
  MOST_A_MINUTE,
  type Spent,
  secondsLeft,
  spendOne,
  spentSchema,
} from '../core/agent-event.ts';
import type { ChainHead, ChainLine } from '../core/audit.ts';
import { toHex } from '../core/hash.ts';
import { type NotInForce, notInForce } from '../core/in-force.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { minutesAfter, unixSeconds } from '../core/time.ts';
import {
  agentClaimKey,
  agentSubjects,
  claimItem,
  claimSchema,
  type KeptClaim,
} from '../store/agent-claims.ts';
import { fromAttributes } from '../store/item.ts';
import type { Subject } from '../store/keys.ts';
import { readHead, readPart, readTogether } from '../store/read.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { loadOrganisation } from './standing.ts';

interface Appended {
  readonly kind: 'appended';
  /** `agent/<workflow>/<shard>`, and the number there. */
  readonly subject: string;
  readonly seq: number;
  readonly at: string;
  /** It had been appended under this key before. */
  readonly again: boolean;
}
type NotAppended = Refusal<
  | NotInForce
  | 'too-many-events'
  | 'key-reused'
  | 'payload-too-large'
  | 'payload-too-deep'
  | 'payload-unsafe'
>;

/** A key that comes again later than this is a new one. */
const REMEMBERED_MINUTES = 90 * 24 * 60;

/**
 * "Agents append their own events to their own sharded chains (size and rate limited)": a line that is
 * the workflow's own claim, in no chain of ours. The same key with the same content is appended once.
 */
export async function appendEvent(
  deps: Deps,
  workflow: string,
  claim: Claim,
): Promise<Appended | NotAppended> {
  const stopped = notInForce(await loadOrganisation(deps));
  if (stopped) return stopped;
  const id = toHex(deps.sha(claim.key)).slice(0, 32);
  const salt = deps.newId('salt');
  const written = claimed(claim, { id, salt, sha: deps.sha });
  if (written.kind === 'refused') return written;
  const place = agentClaimKey(workflow, id);
  return attempt(deps, async (): Promise<Step<Appended | NotAppended>> => {
    const before = (await readPart(deps.store, place, claimSchema))?.state;
    if (before) return done(again(before, written.digest));
    const at = deps.now();
    const free = await freeChain(deps, agentSubjects(workflow, claim.key), at);
    if (!free) return done(tooMany(at));
    const { subject, from, spent } = free;
    const seq = (from?.seq ?? 0) + 1;
    const actor = { kind: 'workflow' as const, id: workflow };
    const event = { kind: `${AGENT_KIND}${claim.kind}`, at, actor, data: written.data };
    const { text } = claim;
    const kept = { subject, seq, at, digest: written.digest };
    const words = text === undefined ? kept : { ...kept, text, salt };
    const ttl = unixSeconds(minutesAfter(at, REMEMBERED_MINUTES));
    return {
      kind: 'write',
      value: { kind: 'appended', subject, seq, at, again: false },
      write: {
        changes: [{ subject, from, state: { spent }, event }],
        creates: [claimItem(place, words, ttl)],
      },
    };
  });
}

function again({ subject, seq, at, digest }: KeptClaim, wanted: string): Appended | NotAppended {
  if (digest === wanted) return { kind: 'appended', subject, seq, at, again: true };
  const say = 'Something else was appended under this idempotency key. Send it under a new one.';
  return refuse('key-reused', say);
}

const headSchema = z.object({ spent: spentSchema });

interface Free {
  readonly subject: Subject;
  readonly from: ChainHead | undefined;
  readonly spent: Spent;
}

/** The first of the chains that takes one more in this minute. */
async function freeChain(
  deps: Deps,
  subjects: readonly Subject[],
  at: string,
): Promise<Free | undefined> {
  for (const subject of subjects) {
    const head = await readHead(deps.store, subject, headSchema);
    const spent = spendOne(head?.state.spent, at);
    if (spent) return { subject, from: head?.chain, spent };
  }
  return undefined;
}

function tooMany(at: string): Refusal<'too-many-events'> {
  const seconds = secondsLeft(at);
  const say = `A workflow appends at most ${MOST_A_MINUTE} events a minute. Try again in ${seconds} s, and put several things into one event.`;
  return refuse('too-many-events', say, { retryAfter: seconds });
}

const MOST_TEXTS = 100;

/** What agents wrote in their own words, by the line's hash; erased and foreign lines are left out. */
export async function textsOf(
  deps: Deps,
  lines: readonly ChainLine[],
): Promise<ReadonlyMap<string, string>> {
  const kept = lines.flatMap((line) => {
    const id = entryOf(line);
    const [kind, workflow = ''] = line.subject.split('/');
    return kind === 'agent' && id ? [{ line, key: agentClaimKey(workflow, id) }] : [];
  });
  const some = kept.slice(0, MOST_TEXTS);
  if (some.length === 0) return new Map();
  const items = await readTogether(
    deps.store,
    some.map(({ key }) => key),
  );
  return new Map(
    some.flatMap(({ line, key }) => {
      const item = items.get(`${key.pk} ${key.sk}`);
      const text = item && fromAttributes(item, claimSchema).state.text;
      return text === undefined ? [] : [[line.hash, text] as const];
    }),
  );
}

const entrySchema = z.object({
  data: z.object({ entryId: z.string(), textDigest: z.string() }),
});

function entryOf({ event }: ChainLine): string | undefined {
  return entrySchema.safeParse(JSON.parse(event)).data?.data.entryId;
}
