import { describe, expect, test } from 'vitest';
import {
  type Discovered,
  discoveredSchema,
  holderOf,
  isOpen,
  manifestFor,
  missingIn,
  PLATFORM_HOLDER,
} from '../../lib/core/discovered.ts';
import { readManifest } from '../../lib/core/manifest.ts';
import { personKeySchema } from '../../lib/core/people.ts';
import { DISCOVERED, OWNER } from './perfect-estate.ts';

describe('what is missing before it can be registered', () => {
  test.each<[string, Partial<Discovered>, string[]]>([
    ['nothing', {}, []],
    ['its team', { team: undefined }, ['its team']],
    ['its pins', { pins: [] }, ['the components it uses']],
    ['a version', { pins: [{ kind: 'skill', name: 'tone' }] }, ['the version of skill/tone']],
  ])('%s', (_, change, missing) => {
    const entry = { ...DISCOVERED, ...change };
    expect(missingIn(entry)).toEqual(missing);
    expect(manifestFor(entry, []) === undefined).toBe(missing.length > 0);
  });
});

test('its manifest is gated on every action that its components list', () => {
  const manifest = manifestFor(DISCOVERED, ['send_external_email', 'delete', 'delete']);
  expect(manifest).toEqual({
    workflow: 'draft-replies',
    owner: 'team-support',
    uses: [{ connector: 'crm-readonly', version: '1.4.0' }],
    purpose: 'Drafts replies',
    systems: ['crm'],
    review_required_actions: ['delete', 'send_external_email'],
  });
  expect(readManifest(manifest)).toMatchObject({ kind: 'manifest' });
});

test('an empty purpose, no systems and no actions are left out of the manifest', () => {
  const manifest = manifestFor({ ...DISCOVERED, purpose: '', systems: [] }, []);
  expect(Object.keys(manifest ?? {})).toEqual(['workflow', 'owner', 'uses']);
});

test('without an owner the platform holds it, under a name that no person can have', () => {
  expect(holderOf(DISCOVERED)).toBe(OWNER);
  expect(holderOf({ ...DISCOVERED, owner: undefined })).toBe(PLATFORM_HOLDER);
  expect(personKeySchema.safeParse(PLATFORM_HOLDER).success).toBe(false);
});

test.each([
  ['unclaimed', true],
  ['not-mine', true],
  ['claimed', false],
  ['gone', false],
  ['registered', false],
] as const)('%s waits for an answer: %s', (state, waits) => {
  expect(isOpen({ state })).toBe(waits);
});

test('it has no place for a key, a lock or a manifest', () => {
  const fields = Object.keys(discoveredSchema.shape);
  for (const field of ['keys', 'locks', 'manifest', 'granted', 'status']) {
    expect(fields).not.toContain(field);
  }
});
