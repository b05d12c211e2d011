import { expect, it } from 'vitest';
import { wholeNotes } from '../../lib/core/import-notes.ts';
import { draft } from '../kit/catalog.ts';

function skills(count: number, description: string) {
  return Array.from({ length: count }, (_, n) =>
    draft({ kind: 'skill', name: `skill-${n}`, description }),
  );
}

it('"one placeholder description shared by 20 entries" is noted once', () => {
  expect(wholeNotes('harbour', skills(20, 'A skill.'))).toEqual([
    {
      entry: 'harbour',
      note: '20 entries share one description, so it tells none of them apart: skill-0, skill-1, skill-2, skill-3, skill-4 and 15 more.',
    },
  ]);
});

it.each([
  ['few share one', skills(4, 'A skill.')],
  ['nothing is described', skills(20, '')],
])('nothing is noted where %s', (_, drafts) => {
  expect(wholeNotes('harbour', drafts)).toEqual([]);
});

it('"vendors listed twice": two names for one place are noted', () => {
  const origin = { marketplace: 'm', source: 'https://git.example/rc.git', revision: 'c0ffee' };
  const plugins = ['rc', 'revenue'].map((name) => draft({ kind: 'plugin', name, origin }));
  expect(wholeNotes('m', plugins)).toEqual([
    { entry: 'rc', note: expect.stringContaining('from the same place as revenue') },
  ]);
  const here = plugins.map((one) => ({ ...one, origin: { ...origin, source: './plugins' } }));
  expect(wholeNotes('m', here)).toEqual([]);
});
