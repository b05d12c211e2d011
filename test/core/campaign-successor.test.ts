import { describe, expect, test } from 'vitest';
import { successorProblem } from '../../lib/core/campaign-successor.ts';
import { CAMPAIGN } from './campaign-kit.ts';
import { release } from './perfect.ts';

const component = 'connector/crm-readonly';
const RELEASES = [release(component, '1.9.0'), release(component, '2.0.1')];

test('one that is published and stays is taken', () => {
  expect(successorProblem(CAMPAIGN, RELEASES)).toBeUndefined();
  const other = { ...CAMPAIGN, successor: 'connector/crm@1.0.0' };
  expect(successorProblem(other, [release('connector/crm', '1.0.0')])).toBeUndefined();
});

describe('refused, at its field', () => {
  test.each([
    ['without a version', component, 'Name a component and its version'],
    ['with a range', `${component}@2.x`, 'Name a component and its version'],
    ['unpublished', `${component}@3.0.0`, 'Publish it first'],
    ['one that ends with it', `${component}@1.9.0`, 'lies in "<2.0.0" itself'],
  ])('%s', (_, successor, said) => {
    const refused = successorProblem({ ...CAMPAIGN, successor }, RELEASES);
    expect(refused?.say).toContain(said);
    expect(refused?.facts).toEqual({ field: 'successor' });
  });

  test.each([
    ['deprecated', 'is being retired itself'],
    ['closed', 'takes no new pins itself'],
    ['disabled', 'takes no new pins itself'],
  ] as const)('one that is %s', (lifecycle, said) => {
    const releases = [release(component, '2.0.1', { lifecycle })];
    expect(successorProblem(CAMPAIGN, releases)?.say).toContain(said);
  });
});
