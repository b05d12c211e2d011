import { expect, test } from 'vitest';
import { sendDrafts } from '../../bin/send-drafts.ts';
import type { Outcome } from '../../lib/client/outcome.ts';
import {
  type ImportBody,
  type ImportedAnswer,
  importOperation,
} from '../../lib/contract/catalog.ts';
import { MOST_BODY_BYTES } from '../../lib/contract/service.ts';
import { draft } from '../kit/catalog.ts';

const REFUSED: Outcome<never> = {
  kind: 'problem',
  why: 'invalid',
  title: 't',
  status: 422,
  detail: 'One field is not accepted.',
  requestId: 'req_1',
  errors: [],
};

function published({ kind, name }: ImportBody['drafts'][number]): ImportedAnswer {
  const id = `${kind}/${name}`;
  return { draft: id, outcome: 'published', id, version: '1.0.0', notes: [] };
}

/** A registry that takes everything, but answers the call with this number otherwise. */
function registry(other: Record<number, Outcome<never>> = {}) {
  const calls: ImportBody[] = [];
  const importDrafts = async (body: ImportBody) => {
    calls.push(importOperation.body.parse(body));
    const ok = { kind: 'ok', status: 200, value: { results: body.drafts.map(published) } } as const;
    return other[calls.length] ?? ok;
  };
  return { calls, client: { importDrafts } };
}

function skills(count: number, description = 'A skill.') {
  return Array.from({ length: count }, (_, at) =>
    draft({ kind: 'skill', name: `skill-${at}`, version: '1.0.0', description }),
  );
}

test('sends 25 at a time, in their order, with what became of those before', async () => {
  const { calls, client } = registry();
  const sent = await sendDrafts(client, skills(60));
  expect(sent.failure).toBeUndefined();
  expect(sent.results.map((one) => one.id)).toEqual(skills(60).map((one) => `skill/${one.name}`));
  expect(calls.map((one) => one.drafts.length)).toEqual([25, 25, 10]);
  expect(calls.map((one) => one.placed?.length)).toEqual([0, 25, 50]);
});

test('keeps every body within what the server reads', async () => {
  const { calls, client } = registry();
  await sendDrafts(client, skills(200, 'é'.repeat(5000)));
  for (const call of calls) {
    expect(Buffer.byteLength(JSON.stringify(call))).toBeLessThan(MOST_BODY_BYTES);
  }
});

test('a batch that is not accepted counts as refused, and the rest goes on', async () => {
  const { client } = registry({ 1: REFUSED });
  const { results, failure } = await sendDrafts(client, skills(30));
  expect(failure).toBeUndefined();
  expect(results.filter((one) => one.outcome === 'refused')).toHaveLength(25);
  expect(results.at(-1)).toMatchObject({ draft: 'skill/skill-29', outcome: 'published' });
});

test('a server that goes away stops it, and what was done is told', async () => {
  const gone = { kind: 'unreachable', baseUrl: 'http://x', detail: 'gone' } as const;
  const { calls, client } = registry({ 2: gone });
  const { results, failure } = await sendDrafts(client, skills(60));
  expect(failure).toBe(gone);
  expect(results).toHaveLength(25);
  expect(calls).toHaveLength(2);
});

test('a very large import tells of what a batch pins only', async () => {
  const { calls, client } = registry();
  const plugin = draft({
    kind: 'plugin',
    name: 'last',
    uses: [{ kind: 'skill', name: 'skill-3', range: '*' }],
  });
  await sendDrafts(client, [...skills(1025), plugin]);
  expect(calls.at(-1)?.placed?.map((one) => one.draft)).toEqual(['skill/skill-3']);
});
