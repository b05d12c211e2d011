import { expect, test } from 'vitest';
import type { Proposed } from '../../../lib/core/proposed.ts';
import {
  refuseRevisionModal,
  revisionModal,
  revisionsPart,
} from '../../../lib/slack/views/revision-home.ts';
import * as kit from './kit.ts';
import { PROPOSED } from './revision-kit.ts';

const proposed: Proposed = { ...PROPOSED, home: 'repo', by: 'ci/main' };

test('Home shows at most three, and how many more there are', () => {
  const four = Array.from({ length: 4 }, (_, n) => ({ ...proposed, id: `rev_${n}` }));
  const { waiting, more } = revisionsPart(four);
  kit.expectGoodView({ type: 'home', blocks: [...waiting] });
  expect(waiting.length).toBeLessThanOrEqual(12);
  expect(more).toEqual([]);
  expect(kit.buttons(waiting).slice(0, 3)).toEqual(['Accept', 'Refuse…', 'Details']);
  expect(kit.words(waiting)).toContain('And 1 more.');
  expect(revisionsPart([]).waiting).toEqual([]);
});

test.each(kit.HOSTILE)('forms and Home with %s', (_, text) => {
  const hostile = { ...proposed, workflow: text, team: text };
  kit.expectGoodView({ type: 'home', blocks: [...revisionsPart([hostile]).waiting] });
  kit.expectGoodView(refuseRevisionModal(hostile));
  kit.expectGoodView(revisionModal({ proposed: hostile, changes: [{ field: 'x', say: text }] }));
});
