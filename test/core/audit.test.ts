import { describe, expect, test } from 'vitest';
import {
  type AuditEvent,
  EMPTY_CHAIN,
  linkHash,
  nextLine,
  saltedDigest,
} from '../../lib/core/audit.ts';
import { fromHex, toHex } from '../../lib/core/hash.ts';
import { NOW, OWNER, sha } from './perfect.ts';

const EVENT: AuditEvent = {
  subject: 'workflow/x',
  kind: 'workflow.registered',
  at: NOW,
  actor: { kind: 'person', id: OWNER },
  data: { revision: 1, locks: ['plugin/a@1.0.0'] },
};

describe('the first line of a chain', () => {
  const line = nextLine(EMPTY_CHAIN, EVENT, sha);
  test('has number 1 and follows nothing', () => {
    expect(line).toMatchObject({ subject: 'workflow/x', seq: 1, prev: '0'.repeat(64) });
  });
  test('holds the event as canonical JSON with its number', () => {
    expect(line.event).toBe(
      '{"actor":{"id":"T1/U1","kind":"person"},"at":"2026-11-23T09:00:00.000Z","data":{"locks":["plugin/a@1.0.0"],"revision":1},"kind":"workflow.registered","seq":1,"subject":"workflow/x","v":1}',
    );
  });
  test('is hashed as H(1 ‖ prev ‖ H(0 ‖ event))', () => {
    const leaf = sha(Uint8Array.of(0), line.event);
    expect(line.hash).toBe(toHex(sha(Uint8Array.of(1), fromHex('0'.repeat(64)), leaf)));
  });
});

test('each line follows the one before it', () => {
  const first = nextLine(EMPTY_CHAIN, EVENT, sha);
  const second = nextLine({ seq: 1, hash: first.hash }, EVENT, sha);
  expect(second).toMatchObject({ seq: 2, prev: first.hash });
  expect(second.hash).not.toBe(first.hash);
  expect(second.hash).toBe(linkHash(first.hash, second.event, sha));
});

describe('a salted digest', () => {
  test('says nothing without its salt', () => {
    expect(saltedDigest('no', 'salt-1', sha)).not.toBe(saltedDigest('no', 'salt-2', sha));
    expect(saltedDigest('no', 'salt-1', sha)).toBe(saltedDigest('no', 'salt-1', sha));
  });
});
