import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { schemaDocument } from '../../lib/contract/schemas.ts';
import { readReleaseFile } from '../../lib/core/release-draft.ts';

/** Reads the published document back: what another reader of JSON Schema would make of it. */
const published = schemaDocument('release', 'https://yard.example');
const fromDocument = z.fromJSONSchema(JSON.parse(JSON.stringify(published)));

const FILE = {
  $schema: './release.schema.json',
  kind: 'connector',
  name: 'mail',
  owner: 'team-support',
  version: '1.0.0',
  title: 'Mail',
  description: 'Sends mails to customers.',
  surface: { scopes: ['mail.send'] },
  uses: [
    { skill: 'tone', version: '2.0.x' },
    { kind: 'skill', name: 'voice', range: '2.0.x' },
  ],
  terms: { scope_actions: { 'mail.send': ['send_external_email'] } },
};

test('is a document of its own that asks for what a first release needs', () => {
  expect(published).toMatchObject({
    $id: 'https://yard.example/v1/schemas/release.json',
    additionalProperties: false,
    required: ['owner', 'version', 'title', 'description'],
  });
});

describe('says the same as the reader that publishes', () => {
  test('of a perfect file, and of one that leaves out what may be left out', () => {
    const { kind: _, name: __, uses: ___, surface: ____, terms: _____, ...least } = FILE;
    for (const file of [FILE, least]) {
      expect(readReleaseFile(file).kind).toBe('file');
      expect(fromDocument.safeParse(file).error).toBeUndefined();
    }
  });

  test.each([
    ['no version', { ...FILE, version: undefined }],
    ['a name in upper case', { ...FILE, name: 'Mail' }],
    ['a description of 5,001 characters', { ...FILE, description: 'x'.repeat(5001) }],
    ['a pin without a version', { ...FILE, uses: [{ skill: 'tone' }] }],
    ['a field nobody knows', { ...FILE, licence: 'MIT' }],
    ['an action in upper case', { ...FILE, terms: { scope_actions: { a: ['Send'] } } }],
    ['a list', []],
  ])('of %s: refused', (_, file) => {
    expect(readReleaseFile(file).kind).toBe('problems');
    expect(fromDocument.safeParse(JSON.parse(JSON.stringify(file))).success).toBe(false);
  });
});
