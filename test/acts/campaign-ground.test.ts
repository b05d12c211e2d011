import { beforeAll, expect, test } from 'vitest';
import {
  helperProblem,
  mayDeprecate,
  momentsOf,
  readyToAnnounce,
  successorOf,
} from '../../lib/acts/campaign-ground.ts';
import { releasesOf } from '../../lib/acts/register.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OWNER, SALES_LEAD } from '../kit/people.ts';
import { published, WANTED } from './campaigning.ts';
import { released } from './release-file.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
  await published(deps);
  await released(deps, { name: 'own-block', kind: 'block', uses: [] });
});

const may = async (by: string, component: string) => (await mayDeprecate(deps, by, component)).kind;

test.each([
  ['a platform admin', ADMIN, WANTED.component, 'may'],
  ['a lead', OWNER, WANTED.component, 'refused'],
  ['the lead of the team that owns it', OWNER, 'block/own-block', 'may'],
  ['a member of that team', COLLEAGUE, 'block/own-block', 'refused'],
  ['the lead of another team', SALES_LEAD, 'block/own-block', 'refused'],
  ['a platform admin', ADMIN, 'block/own-block', 'may'],
])(
  'shared components are the platform’s, others their lead’s: %s %s %s',
  async (_, by, id, kind) => {
    expect(await may(by, id)).toBe(kind);
  },
);

test('days begin where the organisation is', () => {
  expect(momentsOf(WANTED, { timeZone: 'America/New_York' })).toEqual({
    closesOn: '2026-12-15',
    closes: '2026-12-15T05:00:00.000Z',
    stopsOn: '2027-01-15',
    stops: '2027-01-15T05:00:00.000Z',
  });
});

test('everything that has to hold is asked before', async () => {
  expect(await readyToAnnounce(deps, ADMIN, WANTED)).toMatchObject({
    kind: 'may',
    team: 'platform',
    today: '2026-11-23',
  });
});

test('what replaces it may be another component', async () => {
  const own = await releasesOf(deps, WANTED.component);
  const other = { ...WANTED, successor: 'skill/tone-brand-voice@2.0.1' };
  expect(await successorOf(deps, other, own)).toBeUndefined();
  const none = { ...WANTED, successor: 'skill/none@2.0.1' };
  expect(await successorOf(deps, none, own)).toMatchObject({ facts: { field: 'successor' } });
});

test('a helper is an active person of this organisation', async () => {
  expect(await helperProblem(deps, WANTED)).toBeUndefined();
  deps.change(SALES_LEAD, { deactivated: true });
  expect(await helperProblem(deps, { helper: SALES_LEAD })).toMatchObject({ why: 'bad-campaign' });
});
