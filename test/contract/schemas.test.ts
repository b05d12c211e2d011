import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { schemaDocument } from '../../lib/contract/schemas.ts';
import { manifestSchema, readManifest } from '../../lib/core/manifest.ts';

const BASE = 'https://yard.example';
const MANIFEST = JSON.parse(
  readFileSync(new URL('../../examples/support-reply-drafter.json', import.meta.url), 'utf8'),
);
const published = schemaDocument('manifest', BASE);
/** Reads the published document back: what another reader of JSON Schema would make of it. */
const fromDocument = z.fromJSONSchema(JSON.parse(JSON.stringify(published)));

test('names its draft and where it is published, and every field with what it is for', () => {
  expect(published).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `${BASE}/v1/schemas/manifest.json`,
    title: expect.any(String),
    type: 'object',
    additionalProperties: false,
    required: ['workflow', 'owner', 'uses'],
  });
  const { properties } = z
    .looseObject({ properties: z.record(z.string(), z.looseObject({ description: z.string() })) })
    .parse(published);
  expect(Object.keys(properties)).toEqual(['$schema', ...Object.keys(manifestSchema.shape)]);
});

const SPOILED: readonly (readonly [string, unknown])[] = [
  ['no name', { ...MANIFEST, workflow: undefined }],
  ['a name with a blank', { ...MANIFEST, workflow: 'Support Bot' }],
  ['a team that is no id', { ...MANIFEST, owner: 'Team Support' }],
  ['nothing used', { ...MANIFEST, uses: [] }],
  ['too many pins', { ...MANIFEST, uses: new Array(41).fill(MANIFEST.uses[0]) }],
  ['a pin of two kinds', { ...MANIFEST, uses: [{ plugin: 'a', skill: 'b', version: '1.x' }] }],
  ['a pin without a version', { ...MANIFEST, uses: [{ plugin: 'a' }] }],
  ['a field nobody knows', { ...MANIFEST, colour: 'blue' }],
  ['an action in upper case', { ...MANIFEST, review_required_actions: ['Send'] }],
  ['a quorum of none', { ...MANIFEST, gates: { send: { quorum: 0 } } }],
  ['a person without an organisation', { ...MANIFEST, owner_person: 'U0OWNER' }],
  ['a class of work nobody knows', { ...MANIFEST, task_class: 'cheap' }],
  ['a list', []],
];
const GOOD: readonly (readonly [string, unknown])[] = [
  ["the plan's manifest", MANIFEST],
  ['one that names its schema', { $schema: './manifest.schema.json', ...MANIFEST }],
  [
    'one with every field',
    {
      ...MANIFEST,
      purpose: 'Drafts replies',
      owner_person: 'T0YARD/U0OWNER',
      backup: 'T0YARD/U0COLLEAGUE',
      scopes: { 'crm-readonly': ['crm.tickets.read'] },
      gates: { send_external_email: { quorum: 2, expires_in_minutes: 60 } },
      systems: ['crm'],
      audit_logs: 'https://logs.example/x',
      contact_channel: 'C0SUPPORT',
      task_class: 'analytical',
    },
  ],
];

describe('says the same as the reader that registers', () => {
  test.each(GOOD)('of %s: good', (_, value) => {
    expect(readManifest(value).kind).toBe('manifest');
    expect(fromDocument.safeParse(value).error).toBeUndefined();
  });

  test.each(SPOILED)('of %s: refused', (_, value) => {
    expect(readManifest(value).kind).toBe('problems');
    expect(fromDocument.safeParse(JSON.parse(JSON.stringify(value))).success).toBe(false);
  });
});
