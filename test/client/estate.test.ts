import { expect, test } from 'vitest';
import { createClient } from '../../lib/client/client.ts';
import type { OversightAnswer } from '../../lib/contract/estate.ts';

const ROW: OversightAnswer['rows'][number] = {
  ...{
    kind: 'workflow',
    id: 'a',
    title: 'a',
    team: 't',
    owner: 'T1/U1',
    backup: '',
    status: 'active',
  },
  ...{ purpose: '', systems: [], connectors: [], gated_actions: [], log: '', last_change: '' },
  ...{ key_holders: 0, source: '' },
};

const PAGE: OversightAnswer = {
  at: '2026-11-23T09:00:00.000Z',
  rows: [ROW],
  totals: { 'workflow/active': 2 },
  total: 2,
  counted: 2,
  systems: [],
  sources: [],
  complete: false,
  why_incomplete: ['Nothing was compared.'],
};

/** A server that answers with these pages, one after another, and with the last one for ever. */
function server(...pages: readonly OversightAnswer[]) {
  const asked: string[] = [];
  const client = createClient({
    baseUrl: 'http://127.0.0.1:4601',
    token: 'a login',
    pause: async () => undefined,
    fetch: (request) => {
      asked.push(new URL(request.url).search);
      return Response.json(pages[Math.min(asked.length, pages.length) - 1]);
    },
  });
  return { client, asked };
}

test('all pages come as one', async () => {
  const last = { ...ROW, id: 'b' };
  const { client, asked } = server({ ...PAGE, next: 'workflow/a' }, { ...PAGE, rows: [last] });
  const outcome = await client.oversight();
  expect(outcome).toMatchObject({ kind: 'ok', value: { rows: [ROW, last], total: 2 } });
  expect(asked).toEqual(['', '?after=workflow%2Fa']);
});

test('a registry that changed while it was read is read again', async () => {
  const more = { ...PAGE, total: 1, counted: 1 };
  const { client, asked } = server({ ...PAGE, next: 'workflow/a' }, more, more);
  const outcome = await client.oversight();
  expect(outcome).toMatchObject({ value: { rows: [ROW], total: 1 } });
  expect(asked).toHaveLength(3);
});

test('what never adds up is handed on as it is, and its total says so', async () => {
  const { client, asked } = server({ ...PAGE, total: 9 });
  expect(await client.oversight()).toMatchObject({ kind: 'ok', value: { rows: [ROW], total: 9 } });
  expect(asked).toHaveLength(3);
});

test('so is what the database counts otherwise', async () => {
  const late = { ...PAGE, total: 1, counted: 2 };
  const { client, asked } = server(late, { ...late, counted: 1 });
  expect(await client.oversight()).toMatchObject({ value: { total: 1, counted: 1 } });
  expect(asked).toHaveLength(2);
});

test('an answer that claims to be complete is not Yardmaster’s', async () => {
  const liar = createClient({
    baseUrl: 'http://127.0.0.1:4601',
    fetch: () => Response.json({ ...PAGE, complete: true }),
  });
  expect(await liar.oversight()).toMatchObject({ kind: 'unexpected' });
});
