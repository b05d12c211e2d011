import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  exportBackstageOperation,
  exportMarketplaceOperation,
  marketplaceExportSchema,
} from '../../lib/contract/exports.ts';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { bearer, loginOf, openWorld, refusal, type World } from './world.ts';

let world: World;
let colleague: string;
beforeAll(async () => {
  world = await openWorld();
  colleague = await loginOf(world.deps, PEOPLE.colleague);
});
afterAll(() => world.stop());

const get = (path: string, token = colleague) => world.api.request(path, bearer(token));

describe('the marketplace', () => {
  test('is for any colleague', async () => {
    const response = await get('/v1/exports/claude-marketplace');
    expect(response.status).toBe(200);
    const { marketplace, notes, next } = marketplaceExportSchema.parse(await response.json());
    expect(marketplace).toMatchObject({
      plugins: [
        {
          name: 'reply-drafter',
          version: '3.2.4',
          metadata: { yardmaster: { id: 'plugin/reply-drafter', lifecycle: 'active' } },
        },
      ],
    });
    expect(marketplace.name).toMatch(/-plugins$/);
    expect(notes.length).toBeGreaterThan(0);
    expect(next).toBeUndefined();
  });

  test('has no reserved name', async () => {
    const refused = await refusal(get('/v1/exports/claude-marketplace?name=agent-skills'));
    expect(refused).toMatchObject({ status: 422, why: 'bad-name' });
  });

  test.each(['most=101', 'most=0', 'after=', 'other=1'])('%s is not understood', async (query) => {
    expect(await refusal(get(`/v1/exports/claude-marketplace?${query}`))).toMatchObject({
      status: 422,
    });
  });
});

test('Backstage gets its entities, and no address of anybody', async () => {
  const response = await get('/v1/exports/backstage');
  const text = await response.text();
  const { entities } = exportBackstageOperation.answer.parse(JSON.parse(text));
  expect(entities.map((one) => one.kind)).toEqual(
    expect.arrayContaining(['Group', 'API', 'Component']),
  );
  expect(text).not.toMatch(/@[\w-]+\.(?:com|org|net|example)/);
  expect(text).not.toContain(world.key);
});

test.each([exportMarketplaceOperation.path, exportBackstageOperation.path, '/v0.1/servers'])(
  '%s is for nobody without a login, and for no workflow',
  async (path) => {
    expect((await world.api.request(path)).status).toBe(401);
    expect((await get(path, world.key)).status).toBe(403);
  },
);
