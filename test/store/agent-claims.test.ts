import { expect, test } from 'vitest';
import { agentClaimKey, agentSubjects, claimItem } from '../../lib/store/agent-claims.ts';

const KEY = agentClaimKey('reply-bot', 'a1');
const CLAIM = { subject: 'agent/reply-bot/1', seq: 1, at: '2026-11-23T09:00:00.000Z', digest: 'd' };

test('a workflow has four chains, and each key begins with one of them', () => {
  const all = ['agent/x/0', 'agent/x/1', 'agent/x/2', 'agent/x/3'];
  expect(agentSubjects('x')).toEqual(all);
  const first = new Set<string | undefined>();
  for (let n = 0; n < 40; n += 1) {
    const subjects = agentSubjects('x', `run-${n}`);
    expect([...subjects].sort()).toEqual(all);
    first.add(subjects[0]);
  }
  expect(first.size).toBe(4);
});

test('one without words leaves by itself; one with words is due when its time is over', () => {
  expect(claimItem(KEY, CLAIM, 99)).toMatchObject({ ttl: 99 });
  expect(claimItem(KEY, CLAIM, 99)).not.toHaveProperty('duePk');
  const words = claimItem(KEY, { ...CLAIM, text: 'x', salt: 's' }, 99);
  expect(words).not.toHaveProperty('ttl');
  expect(words).toMatchObject({ dueSk: '2026-11-23T09:00:00.000Z#a1' });
  expect(words.duePk).toMatch(/^retained\/[0-7]$/);
});
