import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  componentAnswerSchema,
  findOperation,
  importOperation,
} from '../../lib/contract/catalog.ts';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { draft } from '../kit/catalog.ts';
import { bearer, loginOf, openWorld, post, refusal, type World } from './world.ts';

let world: World;
let admin: string;
let owner: string;
beforeAll(async () => {
  world = await openWorld();
  [admin, owner] = [
    await loginOf(world.deps, PEOPLE.admin),
    await loginOf(world.deps, PEOPLE.owner),
  ];
});
afterAll(() => world.stop());

async function find(query: string) {
  const response = await world.api.request(`/v1/components?${query}`, bearer(owner));
  return findOperation.answer.parse(await response.json()).found;
}

async function importDrafts(body: unknown) {
  const response = await world.api.request('/v1/imports', post(admin, body));
  return importOperation.answer.parse(await response.json()).results;
}

test('finds in plain words, with owner, version and use', async () => {
  const found = await find('q=reply+to+customers');
  expect(found).toContainEqual({
    id: 'plugin/reply-drafter',
    kind: 'plugin',
    title: 'reply-drafter',
    description: 'Drafts replies to customer support tickets.',
    team: 'platform',
    version: '3.2.4',
    use: 1,
    why: expect.any(String),
  });
  expect(await find('q=reply+to+customers&limit=1')).toHaveLength(1);
  expect(await find('q=zebra')).toEqual([]);
});

test.each([
  '',
  'q=',
  'q=x&limit=0',
  'q=x&limit=51',
  'q=x&limit=many',
  `q=${'x'.repeat(501)}`,
  'q=x&kind=y',
])('refuses to search with %j', async (query) => {
  const said = refusal(world.api.request(`/v1/components?${query}`, bearer(owner)));
  expect(await said).toMatchObject({ status: 422, why: 'invalid' });
});

test('shows a component with its releases and use', async () => {
  const response = await world.api.request('/v1/components/plugin/reply-drafter', bearer(owner));
  const shown = componentAnswerSchema.parse(await response.json());
  expect(shown).toMatchObject({ id: 'plugin/reply-drafter', latest: '3.2.4', use: 1 });
  expect(shown.releases).toMatchObject([
    { version: '3.2.4', lifecycle: 'active', uses: [{ range: '1.4.x' }, { range: '2.0.x' }] },
  ]);
});

test.each(['plugin/none', 'gadget/reply-drafter', 'plugin/REPLY'])('there is no %s', async (id) => {
  const said = refusal(world.api.request(`/v1/components/${id}`, bearer(owner)));
  expect(await said).toMatchObject({ status: 404, why: 'no-component' });
});

const connector = draft({ kind: 'connector', name: 'tickets', version: '1.0.0' });
const plugin = draft({
  kind: 'plugin',
  name: 'triage',
  version: '2.1.0',
  uses: [{ kind: 'connector', name: 'tickets', range: '*' }],
});

test('publishes drafts across calls, each once, and says what became of each', async () => {
  const first = await importDrafts({ drafts: [connector] });
  expect(first).toEqual([
    {
      draft: 'connector/tickets',
      outcome: 'published',
      id: 'connector/tickets',
      version: '1.0.0',
      notes: [],
    },
  ]);
  const placed = [{ draft: 'connector/tickets', id: 'connector/tickets', version: '1.0.0' }];
  expect(await importDrafts({ drafts: [plugin], placed })).toMatchObject([
    { outcome: 'published' },
  ]);
  expect(await importDrafts({ drafts: [plugin], placed })).toMatchObject([
    { outcome: 'unchanged' },
  ]);
});

test('one refused draft does not stop the others', async () => {
  const lonely = { ...plugin, name: 'lonely' };
  const other = draft({ kind: 'skill', name: 'other', version: '1.0.0' });
  expect(await importDrafts({ drafts: [lonely, other] })).toMatchObject([
    { draft: 'plugin/lonely', outcome: 'refused', why: 'missing-connector' },
    { draft: 'skill/other', outcome: 'published' },
  ]);
});

test('a claim about an earlier draft counts only when the registry knows it', async () => {
  const placed = [{ draft: 'connector/tickets', id: 'connector/forged', version: '1.0.0' }];
  const drafts = [{ ...plugin, name: 'forger' }];
  expect(await importDrafts({ drafts, placed })).toMatchObject([{ why: 'missing-connector' }]);
});

test('an earlier draft of a version that is none is refused by its field', async () => {
  const placed = [{ draft: 'connector/tickets', id: 'connector/tickets', version: 'newest' }];
  const body = { drafts: [connector], placed };
  expect(await refusal(world.api.request('/v1/imports', post(admin, body)))).toMatchObject({
    why: 'invalid',
    errors: [{ field: 'placed[0].version', message: expect.stringContaining('is a name') }],
  });
});

test('refuses 26 drafts at once, none, and a spoiled one by its field', async () => {
  const send = (body: unknown) => refusal(world.api.request('/v1/imports', post(admin, body)));
  const many = Array.from({ length: 26 }, () => connector);
  expect(await send({ drafts: many })).toMatchObject({
    why: 'invalid',
    errors: [{ field: 'drafts' }],
  });
  expect(await send({ drafts: [] })).toMatchObject({ why: 'invalid' });
  const spoiled = { ...connector, title: 'x'.repeat(201) };
  expect(await send({ drafts: [connector, spoiled] })).toMatchObject({
    errors: [{ field: 'drafts[1].title' }],
  });
});

test('only platform admins import', async () => {
  const said = refusal(world.api.request('/v1/imports', post(owner, { drafts: [connector] })));
  expect(await said).toMatchObject({ status: 403, why: 'not-allowed' });
});

test('a draft with a junk version is told the version to write', async () => {
  const body = { drafts: [{ ...connector, version: '2024.08.01' }] };
  expect(await refusal(world.api.request('/v1/imports', post(admin, body)))).toMatchObject({
    errors: [{ field: 'drafts[0].version', message: expect.stringContaining('Write "2024.8.1"') }],
  });
});
