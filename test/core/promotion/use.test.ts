import { expect, test } from 'vitest';
import { countUse, useOf } from '../../../lib/core/promotion/use.ts';
import { WORKFLOW } from '../perfect.ts';

const lock = { component: 'plugin/a', range: '1.0.x', version: '1.0.0' };
const of = (team: string, rest = {}) => ({ ...WORKFLOW, team, locks: [lock], ...rest });

test('workflows and their teams are counted, each team once', () => {
  const workflows = [of('x'), of('x'), of('y'), of('z', { locks: [] })];
  expect(useOf(workflows, 'plugin/a')).toEqual({ workflows: 3, teams: 2 });
});

test('a retired workflow uses nothing, and one that pins twice counts once', () => {
  const twice = of('x', { locks: [lock, { ...lock, range: '1.x' }] });
  expect(useOf([of('y', { status: 'retired' }), twice], 'plugin/a')).toEqual({
    workflows: 1,
    teams: 1,
  });
});

test('what nobody pins is counted as nothing', () => {
  expect(useOf([], 'plugin/a')).toEqual({ workflows: 0, teams: 0 });
  expect(countUse([of('x')]).has('plugin/b')).toBe(false);
});
