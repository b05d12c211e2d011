import { expect, test } from 'vitest';
import { mergeTeams } from '../../lib/acts/team-merge.ts';
import { sweepTeams } from '../../lib/acts/team-sweep.ts';
import { refuse } from '../../lib/core/result.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN } from '../kit/people.ts';
import { registered, stage } from './stage.ts';

const engine = engineOfFile();

test('what a merge left over is carried, and the people are looked up', async () => {
  const deps = await stage(engine());
  await registered(deps);
  await mergeTeams(deps, ADMIN, { from: 'team-support', into: 'team-sales', most: 0 });
  deps.pass(15 * 60);
  expect(await sweepTeams(deps)).toEqual({ carried: 1, tended: 1, departed: 0 });
  expect(await sweepTeams(deps)).toEqual({ carried: 0, tended: 0, departed: 0 });
});

test('trouble with the one is logged and does not keep the other waiting', async () => {
  const deps = await stage(engine());
  await registered(deps);
  await mergeTeams(deps, ADMIN, { from: 'team-support', into: 'team-sales', most: 0 });
  deps.pass(15 * 60);
  const errors: unknown[] = [];
  const broken = {
    ...deps,
    people: { fresh: () => Promise.reject(new TypeError('secret words')) },
    log: { ...deps.log, error: (fields: object) => errors.push(fields) },
  };
  expect(await sweepTeams(broken)).toEqual({ carried: 1, tended: 0, departed: 0 });
  expect(errors).toEqual([{ error: 'TypeError' }, { error: 'TypeError' }]);
});

test('a Slack that does not answer changes nothing', async () => {
  const deps = await stage(engine());
  deps.pass(15 * 60);
  const silent = { fresh: async () => refuse('lookup-failed', 'Slack did not answer.') };
  expect(await sweepTeams({ ...deps, people: silent })).toEqual({
    carried: 0,
    tended: 1,
    departed: 0,
  });
});
