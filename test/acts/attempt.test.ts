import { beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import { attempt, done, type Step } from '../../lib/acts/attempt.ts';
import type { Deps } from '../../lib/acts/deps.ts';
import { noteRefusal } from '../../lib/acts/refusals.ts';
import { readHead } from '../../lib/store/read.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { loggedIn } from '../kit/logins.ts';
import { OWNER } from '../kit/people.ts';
import { stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const subject = 'workflow/counter' as const;
const counter = z.object({ n: z.int() });

/** Reads the counter and writes the next number, telling a channel. */
async function count(
  through: Deps,
  between: () => Promise<void> = async () => undefined,
): Promise<Step<number>> {
  const head = await readHead(through.store, subject, counter);
  await between();
  const n = (head?.state.n ?? 0) + 1;
  const event = {
    kind: 'counted',
    at: through.now(),
    actor: { kind: 'system' as const, id: 'tests' },
    data: { n },
  };
  return {
    kind: 'write',
    value: n,
    write: {
      changes: [{ subject, from: head?.chain, state: { n }, event }],
      tell: [{ what: 'key-offer', subject, place: 'C1' }],
    },
  };
}

test('nothing to write: the value is the answer', async () => {
  expect(await attempt(deps, async () => done('as it is'))).toBe('as it is');
});

test('what is written tells what it says, wakes the outbox and makes the catalog look again', async () => {
  const heard: string[] = [];
  const catalog = { ...deps.catalog, forget: () => void heard.push('forget') };
  const listening = { ...deps, catalog, wake: () => void heard.push('wake') };
  expect(await attempt(listening, () => count(listening))).toBe(1);
  expect(heard).toEqual(['forget', 'wake']);
  expect(await unsent(deps)).toMatchObject([
    { what: 'key-offer', subject, place: 'C1', lane: 'interactive' },
  ]);
});

test('refusals and logins leave the catalog alone: noise must not have it loaded again and again', async () => {
  const heard: string[] = [];
  const catalog = { ...deps.catalog, forget: () => void heard.push('forget') };
  const actor = { kind: 'system' as const, id: 'tests' };
  await noteRefusal({ ...deps, catalog }, actor, { act: 'consume', about: 'x', why: 'used' });
  await loggedIn({ ...deps, catalog }, OWNER);
  expect(heard).toEqual([]);
});

test('who loses decides again on what won, and leaves one row of the outbox', async () => {
  let rounds = 0;
  const value = await attempt(deps, () =>
    count(deps, async () => {
      rounds += 1;
      if (rounds === 1) await attempt(deps, () => count(deps));
    }),
  );
  expect([rounds, value]).toEqual([2, 2]);
  expect(await unsent(deps)).toHaveLength(2);
});

test('who always loses gives up in the end', async () => {
  let rounds = 0;
  const losing = attempt(deps, () =>
    count(deps, async () => {
      rounds += 1;
      await attempt(deps, () => count(deps));
    }),
  );
  await expect(losing).rejects.toThrow('too many writers');
  expect(rounds).toBe(12);
});

test('thirty at once are all counted', async () => {
  const values = await Promise.allSettled(
    Array.from({ length: 30 }, () => attempt(deps, () => count(deps))),
  );
  const made = values.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(new Set(made).size).toBe(made.length);
  expect((await readHead(deps.store, subject, counter))?.state.n).toBe(made.length);
});
