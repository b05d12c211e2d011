import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  discoveryAnswerSchema,
  MOST_ROWS_AT_ONCE,
  oversightAnswerSchema,
} from '../../lib/contract/estate.ts';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { PINS, row, rows, SOURCE } from '../acts/estate-kit.ts';
import { bearer, loginOf, openWorld, post, refusal, type World } from './world.ts';

let world: World;
let admin: string;
let owner: string;
let auditor: string;
beforeAll(async () => {
  world = await openWorld();
  admin = await loginOf(world.deps, PEOPLE.admin);
  owner = await loginOf(world.deps, PEOPLE.owner);
  auditor = await loginOf(world.deps, PEOPLE.auditor);
});
afterAll(() => world.stop());

const send = async (path: string, token: string, body: unknown) =>
  world.api.request(path, post(token, body));

test('rows are taken in, each with what became of it', async () => {
  const body = { source: SOURCE, rows: [...rows(1), row({ name: 'X', team: 'none', row: 3 })] };
  const answer = await send('/v1/discovered', admin, body);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({
    results: [
      { row: 2, id: 'agent-000', outcome: 'added' },
      {
        ...{ row: 3, id: 'x', outcome: 'refused', field: 'team', why: 'no-team' },
        say: expect.stringContaining('There is no team "none"'),
      },
    ],
  });
});

test.each([
  ['too many rows', { source: SOURCE, rows: rows(MOST_ROWS_AT_ONCE + 1) }, 'rows'],
  ['no rows', { source: SOURCE, rows: [] }, 'rows'],
  [
    'a pin of an unknown kind',
    { source: SOURCE, rows: [{ ...row({ name: 'a' }), pins: [{ kind: 'agent', name: 'x' }] }] },
    'rows[0].pins[0].kind',
  ],
  [
    'a group that is no digest',
    { source: { ...SOURCE, group: 'x' }, rows: rows(1) },
    'source.group',
  ],
  ['a field that nobody knows', { source: SOURCE, rows: rows(1), owner: 'T1/U1' }, 'body'],
])('%s is refused', async (_, body, field) => {
  const refused = await refusal(send('/v1/discovered', admin, body));
  expect(refused).toMatchObject({ status: 422, errors: [expect.objectContaining({ field })] });
});

test.each(['/v1/discovered', '/v1/discover'])('%s is for platform admins', async (path) => {
  const body =
    path === '/v1/discover'
      ? { kind: 'iam', name: 'x', items: [] }
      : { source: SOURCE, rows: rows(1) };
  for (const token of [owner, auditor]) {
    expect(await refusal(send(path, token, body))).toMatchObject({
      status: 403,
      why: 'not-allowed',
    });
  }
  expect(await refusal(send(path, world.key, body))).toMatchObject({ why: 'login-required' });
});

test('a source is compared', async () => {
  const items = [
    { ref: 'r1', name: 'support-reply-drafter' },
    { ref: 'r2', name: 'stranger' },
  ];
  const answer = await send('/v1/discover', admin, { kind: 'iam', name: 'Production', items });
  const found = discoveryAnswerSchema.parse(await answer.json());
  expect(found).toMatchObject({ kind: 'iam', name: 'production', vanished: [] });
  expect(found.unregistered.map((item) => item.name)).toEqual(['stranger']);
});

test('the oversight comes in pages, for auditors, and never claims to be complete', async () => {
  const many = rows(3, { pins: PINS }).map((one) => ({ ...one, name: `Paged ${one.row}` }));
  await send('/v1/discovered', admin, { source: SOURCE, rows: many });
  const ids: string[] = [];
  for (let after = ''; ; ) {
    const query = after ? `&after=${encodeURIComponent(after)}` : '';
    const answer = await world.api.request(`/v1/oversight?most=2${query}`, bearer(auditor));
    const page = oversightAnswerSchema.parse(await answer.json());
    expect(page.complete).toBe(false);
    expect(page.why_incomplete.join()).toContain('No marketplace was ever compared');
    ids.push(...page.rows.map((one) => one.id));
    if (page.next === undefined) {
      expect(ids).toHaveLength(page.total);
      break;
    }
    after = page.next;
  }
  expect(ids[0]).toBe('support-reply-drafter');
  expect(await refusal(world.api.request('/v1/oversight', bearer(owner)))).toMatchObject({
    status: 403,
  });
});
