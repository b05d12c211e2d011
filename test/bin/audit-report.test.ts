import { describe, expect, test } from 'vitest';
import { auditReport } from '../../bin/audit-report.ts';
import { verifyExport } from '../../lib/core/verify.ts';
import type { Trust } from '../../lib/core/verify-checkpoints.ts';
import { history, keptOf, linesOf, seeded, testKey } from '../kit/history.ts';
import { TRUST } from '../kit/trust.ts';

const KEY = testKey();
const WANTED = { key: KEY, chains: 3, events: 40, every: 10 };
const LOG = history({ ...WANTED, random: seeded(1) });
const [, second, , fourth] = LOG.checkpoints;
if (!second || !fourth) throw new Error('four checkpoints');
const { at } = second.checkpoint;
const declared = { at, by: 'system/restore', madeAt: '2026-11-23T08:00:00.000Z' };
const restored = (lost: boolean) => {
  const said = lost ? { ...declared, lost: keptOf(fourth) } : declared;
  const after = { log: LOG, number: 2, declared: said };
  return history({ ...WANTED, random: seeded(2), after });
};

function say(trust: Partial<Trust>, lost = true) {
  return auditReport(verifyExport(linesOf(restored(lost)), { ...TRUST, ...trust }), 'log.jsonl');
}
const keys = [KEY.fingerprint];

describe('of a log that was restored', () => {
  test('tells what is gone, what is void, and where the kept checkpoint went', () => {
    const { holds, text } = say({ keys, expect: keptOf(fourth) });
    expect(holds).toBe(true);
    expect(text).toContain(
      `Restored at ${at}, from a backup of 2026-11-23T08:00:00.000Z, as system/restore declared: epoch 2 goes on from checkpoint 2.`,
    );
    expect(text).toContain('are not in this file, up to checkpoint 4 as far as is known');
    expect(text).toContain('what was undecided, unconsumed or unsent then is void.');
    expect(text).toContain('The checkpoint that you kept is one of those');
  });
  test('does not name what nobody knew', () => {
    const { text } = say({ keys }, false);
    expect(text).toContain('are not in this file; what was undecided');
    expect(text).not.toContain('that you kept is one of those');
  });
  test('says that nothing vouches for it where nothing does', () => {
    const { holds, text } = say({});
    expect(holds).toBe(true);
    expect(text).toContain('Nothing from outside vouches for this');
  });
  test('is a break to who kept a checkpoint and knows no key, and the way out is said', () => {
    const { holds, text } = say({ expect: keptOf(fourth) });
    expect(holds).toBe(false);
    expect(text).toContain('that would explain it: check with --key who signed that');
  });
});
