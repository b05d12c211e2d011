import { describe, expect, test } from 'vitest';
import { answerClaim, claimAll } from '../../../lib/acts/claims.ts';
import { claimsOf, listDiscovered, loadDiscovered } from '../../../lib/acts/discovered.ts';
import { registerManifest } from '../../../lib/acts/register.ts';
import { ADMIN, OWNER } from '../../kit/people.ts';
import { importRows, outcomes, row, rows, SOURCE } from '../estate-kit.ts';
import { FAULTS, kindsOfOutcomes, race, track } from '../race.ts';
import { breaks, kindsOf, MANIFEST, unsent } from '../stage.ts';

const at = track();
const AGENT = 'agent-000';
const SUBJECT = `discovered/${AGENT}`;
const OTHER = { ...SOURCE, name: 'other.csv', group: 'f'.repeat(16) };

const state = async () => (await loadDiscovered(at.deps, AGENT))?.state;

describe.each(FAULTS)('two imports, with the fault: %s', (fault) => {
  const line = () => ({ proxy: at.proxy, subject: SUBJECT, fault });

  test('of one row: one entry, one event, one message', async () => {
    const [left, right] = await race(
      line(),
      () => importRows(at.left, rows(1)),
      () => importRows(at.right, rows(1)),
    );
    expect([...outcomes(left), ...outcomes(right)].sort()).toEqual(['added', 'unchanged']);
    expect(await kindsOf(at.deps, SUBJECT)).toEqual(['discovered.imported']);
    expect(await unsent(at.deps)).toHaveLength(1);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('that say different things of one name: one wins, the other is told', async () => {
    const [left, right] = await race(
      line(),
      () => importRows(at.left, rows(1)),
      () => importRows(at.right, rows(1, { purpose: 'Sorts' }), { source: OTHER }),
    );
    expect([...outcomes(left), ...outcomes(right)].sort()).toEqual(['added', 'name name-taken']);
    expect(await kindsOf(at.deps, SUBJECT)).toHaveLength(1);
  });
});

describe.each(FAULTS)('what was discovered, with the fault: %s', (fault) => {
  const line = (subject = SUBJECT) => ({ proxy: at.proxy, subject, fault });

  test('Mine pressed twice counts once', async () => {
    await importRows(at.deps, rows(1));
    const both = await race(
      line(),
      () => answerClaim(at.left, OWNER, AGENT, { says: 'mine' }),
      () => answerClaim(at.right, OWNER, AGENT, { says: 'mine' }),
    );
    expect(kindsOfOutcomes(...both)).toEqual(['answered', 'unchanged']);
    expect(await kindsOf(at.deps, SUBJECT)).toEqual(['discovered.imported', 'discovered.claimed']);
  });

  test('Mine against Gone: one after the other, and the log says which', async () => {
    await importRows(at.deps, rows(1));
    const [mine] = await race(
      line(),
      () => answerClaim(at.left, OWNER, AGENT, { says: 'mine' }),
      () => answerClaim(at.right, ADMIN, AGENT, { says: 'gone' }),
    );
    expect((await state())?.state).toBe('gone');
    const claimed = mine.kind === 'answered' ? ['discovered.claimed'] : [];
    expect(await kindsOf(at.deps, SUBJECT)).toEqual([
      'discovered.imported',
      ...claimed,
      'discovered.gone',
    ]);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('All Mine pressed twice claims each once', async () => {
    await importRows(at.deps, rows(5));
    const [left, right] = await race(
      line(),
      () => claimAll(at.left, OWNER),
      () => claimAll(at.right, OWNER),
    );
    expect(left.count + right.count).toBe(5);
    const { entries, version } = await claimsOf(at.deps, OWNER);
    expect(entries.every((entry) => entry.state === 'claimed')).toBe(true);
    expect(version).toBe(10);
  });

  test('a manifest registered while its entry is claimed settles it', async () => {
    await importRows(at.deps, [row({ name: 'Reply bot', owner: 'owner@example.com' })]);
    await race(
      line('discovered/reply-bot'),
      () => registerManifest(at.left, OWNER, MANIFEST, 'repo'),
      () => answerClaim(at.right, OWNER, 'reply-bot', { says: 'mine' }),
    );
    const [settled] = await listDiscovered(at.deps, ['registered']);
    expect(settled?.id).toBe('reply-bot');
    expect(await kindsOf(at.deps, 'workflow/reply-bot')).toHaveLength(1);
    expect(await breaks(at.deps)).toEqual([]);
  });
});

describe('an import that is killed', () => {
  test.each(['error-500', 'commit-then-timeout'] as const)(
    'inside a batch (%s), and run again, takes the rest and nothing twice',
    async (fault) => {
      const operation = 'TransactWriteItems' as const;
      at.proxy.inject({ operation, fault: 'error-500', skip: 12, times: 1000 });
      if (fault !== 'error-500') at.proxy.inject({ operation, fault, skip: 11 });
      await expect(importRows(at.left, rows(30))).rejects.toThrow();
      const before = await listDiscovered(at.deps);
      expect(before.length).toBeGreaterThan(10);
      expect(before.length).toBeLessThan(15);
      expect(await unsent(at.deps)).toEqual([]);
      at.proxy.clear();
      const again = outcomes(await importRows(at.left, rows(30)));
      expect(again.filter((one) => one === 'unchanged')).toHaveLength(before.length);
      expect(again.filter((one) => one === 'added')).toHaveLength(30 - before.length);
      expect(await listDiscovered(at.deps)).toHaveLength(30);
      expect((await claimsOf(at.deps, OWNER)).version).toBe(30);
      expect(await unsent(at.deps)).toHaveLength(1);
      expect(await breaks(at.deps)).toEqual([]);
    },
  );

  test('two imports of three hundred rows at once: each row once', async () => {
    const batches = Array.from({ length: 6 }, (_, n) => rows(300).slice(n * 50, n * 50 + 50));
    const run = async (deps: typeof at.left) => {
      for (const batch of batches) await importRows(deps, batch);
    };
    await Promise.all([run(at.left), run(at.right)]);
    expect(await listDiscovered(at.deps)).toHaveLength(300);
    expect((await claimsOf(at.deps, OWNER)).version).toBeGreaterThanOrEqual(300);
    expect(await breaks(at.deps)).toEqual([]);
  }, 60_000);

  test('whose last row goes to another import still tells the owner', async () => {
    const target = {
      operation: 'TransactWriteItems' as const,
      match: (body: unknown) => JSON.stringify(body).includes('"discovered/agent-001"'),
    };
    const hold = at.proxy.hold(target);
    const slow = importRows(at.left, rows(2));
    await hold.arrived(1);
    await importRows(at.deps, rows(2).slice(1), { source: OTHER });
    hold.release();
    expect(outcomes(await slow)).toEqual(['added', 'unchanged']);
    const told = (await unsent(at.deps)).map((one) => one.subject).sort();
    expect(told).toEqual([`claims/${OWNER}#${SOURCE.group}`, `claims/${OWNER}#${OTHER.group}`]);
    expect(await kindsOf(at.deps, SUBJECT)).toEqual(['discovered.imported', 'discovered.asked']);
  });
});
