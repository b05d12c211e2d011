import { describe, expect, it } from 'vitest';
import { readEntity } from '../../../lib/core/backstage/draft.ts';

const SKILL = {
  kind: 'AiResource',
  metadata: {
    name: 'knots',
    title: 'Knots',
    tags: ['sea', 3],
    annotations: { 'yardmaster/version': '1.2.0', 'a.example/b': 'c' },
  },
  spec: { type: 'skill', lifecycle: 'deprecated', owner: 'sailors', disciplines: ['sea'] },
};

function read(metadata: Record<string, unknown>) {
  const reading = readEntity({ ...SKILL, metadata: { ...SKILL.metadata, ...metadata } }, 'depot');
  if (typeof reading === 'string') throw new Error(reading);
  return reading;
}

it('reads version, lifecycle and words; keeps the rest', () => {
  const { draft, notes } = read({});
  expect(draft).toMatchObject({
    ...{ kind: 'skill', name: 'knots', title: 'Knots', keywords: ['sea'] },
    ...{ version: '1.2.0', lifecycle: 'deprecated' },
  });
  expect(draft.foreign?.kept).toMatchObject({
    entity: {
      metadata: { annotations: { 'a.example/b': 'c' } },
      spec: { disciplines: ['sea'] },
    },
  });
  expect(JSON.stringify(draft.foreign)).not.toContain('yardmaster/');
  expect(notes).toEqual([expect.stringContaining('owner there is sailors')]);
});

describe('it says', () => {
  it.each([
    [
      'a version read as another',
      { annotations: { 'yardmaster/version': '1.2' } },
      'is read as 1.2.0',
    ],
    ['a title that deceives', { title: 'Kn\u043Ets' }, 'Its name stands instead'],
    ['a description that is cut', { description: 'x'.repeat(5_001) }, 'cut at 5000'],
    ['a record that is none', { annotations: { 'yardmaster/record': '{' } }, 'is not read'],
  ])('%s', (_, metadata, note) => {
    expect(read(metadata).notes).toContainEqual(expect.stringContaining(note));
  });
});
