import { expect, it } from 'vitest';
import { componentDraftSchema, emptySurface } from '../../../lib/core/marketplace/draft.ts';

const PERFECT_DRAFT = {
  kind: 'plugin',
  name: 'fare-check',
  title: 'Fare Check',
  description: 'Compares fares.',
  keywords: ['travel'],
  version: '1.2.0',
  surface: emptySurface(),
  uses: [{ kind: 'connector', name: 'fares', range: '*' }],
  origin: { marketplace: 'depot' },
};

it('lets a whole draft through', () => {
  expect(componentDraftSchema.safeParse(PERFECT_DRAFT).success).toBe(true);
});

it.each([
  ['an unknown kind', { kind: 'agent' }],
  ['a name that is not ours', { name: 'Fare Check' }],
  ['a loose version', { version: '1.2' }],
  ['a description over the limit', { description: 'x'.repeat(5001) }],
  ['41 pins', { uses: Array.from({ length: 41 }, () => PERFECT_DRAFT.uses[0]) }],
  ['an unknown field', { secret: 'x' }],
])('stops %s', (_, spoiled) => {
  expect(componentDraftSchema.safeParse({ ...PERFECT_DRAFT, ...spoiled }).success).toBe(false);
});
