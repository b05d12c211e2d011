// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how these files write variables
import { describe, expect, it, test } from 'vitest';
import {
  foreignSchema,
  keepForeign,
  keptDocument,
  MOST_KEPT_BYTES,
} from '../../lib/core/foreign.ts';

function keep(entry: Record<string, unknown>) {
  const { foreign, notes } = keepForeign('claude', { entry });
  return { kept: keptDocument(foreign, 'claude', 'entry'), notes, foreign };
}

it('keeps documents as they were written', () => {
  const entry = { relevance: { weight: 3, words: ['a', null, true] }, source: './x' };
  expect(keep(entry)).toMatchObject({ kept: entry, notes: [] });
});

it('keeps nothing where there is nothing', () => {
  expect(keepForeign('mcp', { server: {}, official: undefined }).foreign).toBeUndefined();
});

it('another dialect has kept nothing', () => {
  expect(keptDocument(keep({ a: 1 }).foreign, 'mcp', 'entry')).toEqual({});
});

describe('"Secrets must not enter the registry"', () => {
  const SECRET = 'correct-horse-battery';
  it.each([
    ['environment values', { lspServers: { go: { env: { KEY: SECRET } } } }],
    ['header values', { deep: [{ headers: { Authorization: SECRET } }] }],
    ['secret inputs', { environmentVariables: [{ name: 'K', isSecret: true, value: SECRET }] }],
    ['their defaults', { args: [{ name: 'K', isSecret: true, default: SECRET }] }],
    ['credentials in addresses', { source: { url: `https://me:${SECRET}@git.example/x` } }],
    ['tokens', { homepage: 'https://x.example/?t=ghp_correct-horse-battery' }],
  ])('leaves out %s, and says so', (_, entry) => {
    const { kept, notes } = keep(entry);
    expect(JSON.stringify(kept)).not.toContain(SECRET);
    expect(notes).toEqual([expect.stringContaining('may be a secret')]);
  });

  it('keeps the names of variables', () => {
    const entry = { lspServers: { go: { env: { KEY: '${KEY}' } } } };
    expect(keep(entry)).toMatchObject({ kept: entry, notes: [] });
  });
});

it('drops the largest fields beyond 64 KB, and says which', () => {
  const { kept, notes, foreign } = keep({ small: 1, vast: 'x'.repeat(MOST_KEPT_BYTES) });
  expect(kept).toEqual({ small: 1 });
  expect(notes).toEqual([expect.stringContaining('"vast" is not kept')]);
  expect(foreignSchema.safeParse(foreign).success).toBe(true);
});

test('many fields together fit into the limit', () => {
  const entry = Object.fromEntries(
    Array.from({ length: 300 }, (_, n) => [`field-${n}`, 'é'.repeat(400)]),
  );
  const { foreign } = keep(entry);
  expect(foreignSchema.safeParse(foreign).success).toBe(true);
});

it('drops what is nested too deep', () => {
  let deep: unknown = 1;
  for (let n = 0; n < 5_000; n += 1) deep = [deep];
  expect(keep({ deep, flat: 1 })).toMatchObject({
    kept: { flat: 1 },
    notes: [expect.stringContaining('deeper than 20')],
  });
  const sent = { dialect: 'claude', kept: { entry: { deep } } };
  expect(foreignSchema.safeParse(sent).success).toBe(false);
});

it('takes __proto__ for a field like any other', () => {
  const entry = JSON.parse('{"__proto__":{"evil":true},"plain":1}');
  const { kept } = keep(entry);
  expect(JSON.stringify(kept)).toBe('{"__proto__":{"evil":true},"plain":1}');
  expect(Object.getPrototypeOf({})).not.toHaveProperty('evil');
});
