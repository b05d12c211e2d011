import { beforeEach, expect, test } from 'vitest';
import { askGroup, lookUp, lookUpNew } from '../../lib/acts/team-people.ts';
import { GROUP } from '../../lib/local/sample/organisation.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OWNER, SALES_LEAD } from '../kit/people.ts';
import { stage } from './stage.ts';
import { WANTED } from './team-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

async function looked(wanted: Partial<typeof WANTED>, known: string[] = []) {
  const people = await lookUpNew(deps, { ...WANTED, ...wanted }, known);
  return 'kind' in people ? people : [...people.keys()];
}

test('the lead, the backup and whoever is new are looked up', async () => {
  expect(await looked({ backup: SALES_LEAD })).toEqual([OWNER, SALES_LEAD, COLLEAGUE]);
  expect(await looked({}, [COLLEAGUE])).toEqual([OWNER]);
});

test('of a user group, and of more than 20 new people, nobody but the lead', async () => {
  expect(await looked({ group: GROUP })).toEqual([OWNER]);
  const many = Array.from({ length: 21 }, (_, at) => `T0YARD/UM${at}`);
  expect(await looked({ members: many })).toEqual([OWNER]);
});

test('one who is not known refuses, by name', async () => {
  expect(await lookUp(deps, [OWNER, 'T0YARD/U0X'])).toMatchObject({
    why: 'lookup-failed',
    say: expect.stringContaining('U0X'),
  });
});

test('a group is its people, or why not', async () => {
  expect(await askGroup(deps, GROUP)).toEqual({ kind: 'members', people: [OWNER, COLLEAGUE] });
  expect(await askGroup(deps, 'S9')).toMatchObject({ kind: 'unresolved' });
});
