/**
 * The audit log: mutations of an export, tried and caught with a kept checkpoint and the key's
 * fingerprint, those of the unanchored window apart; events a second on the local engine; and how
 * fast an export is verified, against bare SHA-256 over the same bytes. `--each N` mutations of each
 * kind, `--seconds N` of writing; `--json` prints one object.
 */
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { verifyExport } from '../lib/core/verify.ts';
import type { Trust } from '../lib/core/verify-checkpoints.ts';
import { type History, history, keptOf, linesOf, seeded, testKey } from '../test/kit/history.ts';
import { TRUST } from '../test/kit/trust.ts';
import {
  forge,
  MUTATIONS,
  type Mutation,
  pretendRestore,
  RESTORED,
  remake,
} from './audit/mutations.ts';
import { writingSpeed } from './audit/speed.ts';

const { values } = parseArgs({
  options: {
    each: { type: 'string', default: '60' },
    seconds: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
  },
});
const each = Number(values.each);

const key = testKey();
const kinds = {
  ...MUTATIONS,
  'forge a checkpoint': forge(testKey()),
  'remake all': remake(testKey()),
  'pretend a restore': pretendRestore(testKey()),
};
const log = history({ key, chains: 12, events: 300, every: 50, random: seeded(7) });
const newest = log.checkpoints.at(-1);
if (!newest) throw new Error('a checkpoint');
const trust: Trust = { ...TRUST, keys: [key.fingerprint], expect: keptOf(newest) };

/** How many of `each` changed files of each kind do not verify. */
function tried(
  wanted: Readonly<Record<string, Mutation>>,
  { of, against }: { readonly of: History; readonly against: Trust },
  random: () => number,
) {
  const missed: string[] = [];
  let mutations = 0;
  const before = linesOf(of).join('\n');
  for (const [kind, mutate] of Object.entries(wanted)) {
    for (let n = 0; n < each; n += 1) {
      const after = mutate(of, random);
      if (after.join('\n') === before) continue;
      mutations += 1;
      if (verifyExport(after, against).breaks.length === 0) missed.push(kind);
    }
  }
  return { mutations, caught: mutations - missed.length, missed: [...new Set(missed)] };
}

/** The same log with 40 events more that no checkpoint covers yet; only those are changed. */
function unanchored() {
  const longer = history({ key, chains: 12, events: 340, every: 50, random: seeded(7) });
  const known = new Map(log.chains.map((chain) => [chain[0]?.subject, chain.length]));
  const inTail =
    (mutate: Mutation): Mutation =>
    (of, random) => {
      const chains = of.chains.map((chain) => chain.slice(known.get(chain[0]?.subject) ?? 0));
      const tail = { checkpoints: [], chains: chains.filter((chain) => chain.length > 1) };
      const changed = new Set(mutate(tail, random));
      return tailChanged(of, tail, changed);
    };
  return tried(
    Object.fromEntries(Object.entries(TAIL).map(([name, one]) => [name, inTail(one)])),
    { of: longer, against: trust },
    seeded(11),
  );
}

/**
 * The same log restored from its fourth checkpoint, and written on. What is kept is the last checkpoint
 * of before, which only a declared restore explains, or the newest.
 */
function restored() {
  const last = log.checkpoints[5];
  if (!last) throw new Error('six checkpoints');
  const { at } = last.checkpoint;
  const declared = { at, by: 'system/restore', madeAt: at, lost: keptOf(last) };
  const after = { log, number: 4, declared };
  const wanted = { key, chains: 12, events: 300, every: 50, note: 'again', random: seeded(9) };
  const of = history({ ...wanted, after });
  const before = { ...trust, expect: keptOf(last) };
  const found = verifyExport(linesOf(of), before);
  if (found.breaks.length > 0 || found.keptBefore !== 2) throw new Error('a restore is explained');
  const end = of.checkpoints.at(-1);
  if (!end) throw new Error('a checkpoint');
  const kept = tried(kinds, { of, against: { ...trust, expect: keptOf(end) } }, seeded(5));
  return added(kept, tried(RESTORED, { of, against: before }, seeded(6)));
}

type Tried = ReturnType<typeof tried>;

function added(one: Tried, other: Tried): Tried {
  return {
    mutations: one.mutations + other.mutations,
    caught: one.caught + other.caught,
    missed: [...new Set([...one.missed, ...other.missed])],
  };
}

const {
  'cut off the end of a chain': cut = noMutation(),
  'fork a chain': fork = noMutation(),
  'edit a byte': edit = noMutation(),
} = MUTATIONS;
const TAIL = { cut, edit, fork };

function noMutation(): never {
  throw new Error('there is such a mutation');
}

function tailChanged(of: History, tail: History, changed: ReadonlySet<string>): string[] {
  const was = new Set(linesOf(tail));
  const kept = linesOf(of).filter((line) => !was.has(line) || changed.has(line));
  return [...kept, ...[...changed].filter((line) => !was.has(line))];
}

function verifyingSpeed() {
  const large = history({ key, chains: 1_000, events: 100_000, every: 2_000, random: seeded(3) });
  const lines = linesOf(large);
  const bytes = lines.map((line) => Buffer.from(line));
  const megabytes = bytes.reduce((sum, one) => sum + one.length, 0) / 1e6;
  // The best of three: others are at work on the machine.
  const seconds = (work: () => void) =>
    Math.min(
      ...[1, 2, 3].map(() => {
        const start = performance.now();
        work();
        return (performance.now() - start) / 1_000;
      }),
    );
  const bare = seconds(() => {
    for (const one of bytes) createHash('sha256').update(one).digest();
  });
  const verified = seconds(() => {
    const { breaks } = verifyExport(lines, { ...TRUST, keys: [key.fingerprint] });
    if (breaks.length > 0) throw new Error('the log does not hold');
  });
  return {
    events: 100_000,
    megabytes: Math.round(megabytes),
    events_per_second: Math.round(100_000 / verified),
    megabytes_per_second: Math.round(megabytes / verified),
    bare_sha256_megabytes_per_second: Math.round(megabytes / bare),
    times_bare_sha256: Math.round((verified / bare) * 10) / 10,
  };
}

const result = {
  ...added(tried(kinds, { of: log, against: trust }, seeded(1)), restored()),
  unanchored: unanchored(),
  events_per_second: await writingSpeed(Number(values.seconds)),
  verify: verifyingSpeed(),
};
console.log(values.json ? JSON.stringify(result) : JSON.stringify(result, null, 2));
