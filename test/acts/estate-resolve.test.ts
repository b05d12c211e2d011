import { beforeAll, expect, test } from 'vitest';
import { activePerson, resolver } from '../../lib/acts/estate-resolve.ts';
import { loadOrganisation } from '../../lib/acts/standing.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { row } from './estate-kit.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
});

const resolve = async () => resolver(deps, await loadOrganisation(deps));

test('an owner is a person, and the address is left behind', async () => {
  const found = await (await resolve())(row({ name: 'x', owner: 'Owner@Example.com' }));
  expect(found).toMatchObject({ kind: 'row', row: { owner: OWNER } });
  expect(JSON.stringify(found)).not.toContain('xample');
});

test('each address is asked of Slack once', async () => {
  let asked = 0;
  const directory = {
    ...deps.directory,
    byEmail: (address: string) => {
      asked += 1;
      return deps.directory.byEmail(address);
    },
  };
  const look = await resolver({ ...deps, directory }, await loadOrganisation(deps));
  for (const name of ['a', 'b', 'c']) await look(row({ name, owner: 'owner@example.com' }));
  expect(asked).toBe(1);
});

test.each([
  ['its id', 'team-sales'],
  ['its id in another case', 'Team-Sales'],
  ['its name', 'sales'],
])('a team is found by %s, and its lead answers where nobody is named', async (_, team) => {
  expect(await (await resolve())(row({ name: 'x', team }))).toMatchObject({
    row: { team: 'team-sales', owner: SALES_LEAD },
  });
});

test('an unknown team is refused with those that there are', async () => {
  expect(await (await resolve())(row({ name: 'x', team: 'none' }))).toMatchObject({
    kind: 'unresolved',
    field: 'team',
    refusal: { say: expect.stringContaining('team-sales') },
  });
});

test('an address that belongs to another organisation is refused', async () => {
  deps.slack.addresses.set('partner@example.com', OUTSIDER);
  expect(await (await resolve())(row({ name: 'x', owner: 'partner@example.com' }))).toMatchObject({
    field: 'owner',
    refusal: { why: 'outside' },
  });
});

test('an owner is an active person', async () => {
  expect(await activePerson(deps, OWNER)).toBe(OWNER);
  expect(await activePerson(deps, OUTSIDER)).toMatchObject({ why: 'outside' });
});
