import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { askBodySchema } from '../lib/contract/approvals.ts';
import { declaredSchema } from '../lib/core/credentials.ts';
import { readManifest } from '../lib/core/manifest.ts';
import { CI_KEY_PREFIX, LOGIN_PREFIX, WORKFLOW_KEY_PREFIX } from '../lib/core/secret.ts';
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

test.each(['aws-role', 'secret', 'token'])('the credentials to copy are some: %s', (kind) => {
  expect(declaredSchema.parse(example(`credentials/${kind}`)).kind).toBe(kind);
});

test.each([WORKFLOW_KEY_PREFIX, CI_KEY_PREFIX, LOGIN_PREFIX])('a scanner finds %s…', (prefix) => {
  const rule = readFileSync('examples/secret-scanning.toml', 'utf8');
  const pattern = new RegExp(/regex = '''(.+)'''/.exec(rule)?.[1] ?? 'none');
  const key = `${prefix}${Buffer.alloc(32, 251).toString('base64url')}`;
  expect(pattern.test(`YARDMASTER_KEY="${key}"`)).toBe(true);
  expect(pattern.test(prefix)).toBe(false);
});

test('the organisation to copy is one', () => {
  const { teams } = readOrganisationFile('examples/organisation.json', 'T01EXAMPLE');
  expect(teams.map((team) => team.id)).toContain('team-support');
});
