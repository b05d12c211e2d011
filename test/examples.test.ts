import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { askBodySchema } from '../lib/contract/approvals.ts';
import { readManifest } from '../lib/core/manifest.ts';
import { readOrganisationFile } from '../lib/local/organisation-file.ts';
import { PEOPLE } from '../lib/local/sample/organisation.ts';

function example(name: string): unknown {
  return JSON.parse(readFileSync(`examples/${name}.json`, 'utf8'));
}

test('the request to copy is one, and asks for what the reply to copy says', () => {
  const asked = askBodySchema.parse(example('approval-request'));
  expect(asked.arguments).toEqual(example('reply'));
  expect(asked.on_behalf_of).toBe(PEOPLE.owner.id);
});

test('the manifest to copy is one', () => {
  expect(readManifest(example('support-reply-drafter'))).toMatchObject({ kind: 'manifest' });
});

test('the organisation to copy is one', () => {
  const { teams } = readOrganisationFile('examples/organisation.json', 'T01EXAMPLE');
  expect(teams.map((team) => team.id)).toContain('team-support');
});
