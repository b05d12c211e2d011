import { expect, it } from 'vitest';
import { withPins } from '../../../lib/core/backstage/pins.ts';
import { draft } from '../../kit/catalog.ts';

const DRAFTS = (['connector', 'skill', 'plugin', 'block'] as const).map((kind) =>
  draft({ kind, name: kind === 'block' ? 'login' : 'tides' }),
);
const desk = draft({ kind: 'plugin', name: 'desk' });

function pinned(refs: readonly string[], of = desk) {
  const others = DRAFTS.map((one) => ({ draft: one, refs: [], notes: [] }));
  const { drafts, notes } = withPins([...others, { draft: of, refs, notes: [] }]);
  return { uses: drafts.at(-1)?.uses, notes };
}

it.each([
  ['api:default/tides', 'connector/tides'],
  ['API:tides', 'connector/tides'],
  ['airesource:skills/tides', 'skill/tides'],
  ['component:tides', 'plugin/tides'],
  ['tides', 'plugin/tides'],
  ['login', 'block/login'],
])('%s is %s', (ref, id) => {
  const { uses } = pinned([ref]);
  expect(uses?.map((one) => `${one.kind}/${one.name}`)).toEqual([id]);
});

it.each(['resource:default/tides', 'api:moon', 'not a ref', ''])('%j is nothing here', (ref) => {
  expect(pinned([ref])).toMatchObject({ uses: [], notes: [{ entry: 'desk' }] });
});

it('what our own export says is not read twice', () => {
  const exported = { id: 'plugin/desk', version: '1.0.0', fingerprint: 'x' };
  expect(pinned(['tides'], { ...desk, exported })).toEqual({ uses: [], notes: [] });
});

it('40 pins at most', () => {
  const many = Array.from({ length: 45 }, (_, n) => draft({ kind: 'skill', name: `s${n}` }));
  const all = many.map((one) => ({ draft: one, refs: [], notes: [] }));
  const refs = many.map((one) => `airesource:${one.name}`);
  const { drafts, notes } = withPins([...all, { draft: desk, refs, notes: [] }]);
  expect(drafts.at(-1)?.uses).toHaveLength(40);
  expect(notes).toHaveLength(1);
});
