import { expect, test } from 'vitest';
import { refuse } from '../../lib/core/result.ts';

test('a refusal is a value with a stable word and a sentence', () => {
  expect(refuse('used', 'It was used.')).toEqual({
    kind: 'refused',
    why: 'used',
    say: 'It was used.',
  });
  expect(refuse('used', 'It was used.', { times: 1 })).toMatchObject({ facts: { times: 1 } });
});
