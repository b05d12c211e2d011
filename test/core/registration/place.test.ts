import { expect, test } from 'vitest';
import { placeProblems } from '../../../lib/core/registration/place.ts';
import { MANIFEST, TEAM, WORKFLOW } from '../perfect.ts';
import { FIRST } from './first.ts';

const PLACE = { ...FIRST, manifest: MANIFEST, team: TEAM, before: WORKFLOW, teamBefore: TEAM.id };

test('a manifest at its own door, by its own team, has none', () => {
  expect(placeProblems(PLACE)).toEqual([]);
});

test.each([
  ['repo', 'slack', 'its repository, through CI', '--to slack'],
  ['slack', 'repo', 'Slack, with /yard edit', '--to repo'],
] as const)('a home in %s refuses the door of %s and names the way out', (at, door, where, way) => {
  const found = placeProblems({ ...PLACE, home: door, before: { ...WORKFLOW, home: at } });
  expect(found).toMatchObject([{ field: 'workflow', say: expect.stringContaining(where) }]);
  expect(found[0]?.say).toContain(`yardmaster home move ${WORKFLOW.id} ${way}`);
});

test('a name of another team says nothing else of it', () => {
  const found = placeProblems({ ...PLACE, teamBefore: 'team-sales', home: 'slack' });
  expect(found).toHaveLength(1);
});

test('a team that went into this one has gone on with its names', () => {
  const before = { ...WORKFLOW, team: 'team-help' };
  expect(placeProblems({ ...PLACE, before })).toEqual([]);
});
