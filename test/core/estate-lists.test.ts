import { describe, expect, test } from 'vitest';
import {
  APP_KEYS,
  appsFrom,
  entriesOf,
  linesOf,
  ROLE_KEYS,
  rolesFrom,
  seenItem,
} from '../../lib/core/estate-lists.ts';
import { seenItemSchema } from '../../lib/core/estate-source.ts';

const ARN = 'arn:aws:iam::123456789012:role/agents/reply-bot';

describe('IAM roles', () => {
  test('as `aws iam list-roles` prints them', () => {
    const said = { Roles: [{ RoleName: 'reply-bot', Arn: ARN, Description: 'Drafts replies' }] };
    const { items } = rolesFrom(entriesOf(said, ROLE_KEYS) ?? []);
    expect(items).toEqual([
      { ref: ARN, name: 'reply-bot', purpose: 'Drafts replies', systems: [] },
    ]);
  });

  test('as lines of names or ARNs', () => {
    const { items } = rolesFrom(linesOf(`\uFEFFsorter\r\n\n# a comment\n${ARN}\n`));
    expect(items.map((item) => item.name)).toEqual(['sorter', 'reply-bot']);
  });

  test('what has no name is told, and the rest is taken', () => {
    expect(rolesFrom([{ Path: '/' }, null, 7, 'sorter'])).toMatchObject({
      items: [{ name: 'sorter' }],
      skipped: ['Entry 1 has no name.', 'Entry 2 has no name.', 'Entry 3 has no name.'],
    });
  });
});

describe('Slack apps', () => {
  test.each([
    ['bare', [{ id: 'A1', name: 'Reply Bot', description: 'Drafts' }]],
    [
      'approved',
      { approved_apps: [{ app: { id: 'A1', name: 'Reply Bot', description: 'Drafts' } }] },
    ],
    ['from a table', [{ app_id: 'A1', app_name: 'Reply Bot', description: 'Drafts' }]],
  ])('%s', (_, said) => {
    const { items } = appsFrom(entriesOf(said, APP_KEYS) ?? []);
    expect(items).toEqual([{ ref: 'A1', name: 'Reply Bot', purpose: 'Drafts', systems: [] }]);
  });

  test('one that stands there twice counts once', () => {
    expect(appsFrom(['Bot', 'Bot']).items).toHaveLength(1);
  });
});

test.each([[{}], ['text'], [null], [{ Roles: 'many' }]])('%j lists nothing', (said) => {
  expect(entriesOf(said, ROLE_KEYS)).toBe(undefined);
});

test('whatever is written at a source, an item stays within its limits', () => {
  const long = `${'🚂'.repeat(400)}\u0000\n`;
  const item = seenItem(long, long, long, [
    long,
    '',
    ...Array.from({ length: 80 }, (_, n) => `${n}`),
  ]);
  expect(seenItemSchema.safeParse(item).success).toBe(true);
  expect(JSON.stringify(item)).not.toContain('\\u0000');
  expect(seenItem('ref', ' \n ')).toBe(undefined);
});
