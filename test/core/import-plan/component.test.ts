import { expect, test } from 'vitest';
import { nextComponent } from '../../../lib/core/import-plan/component.ts';
import { OWNER } from '../perfect.ts';
import { component, DRAFT } from '../release-kit.ts';

const TOLD = { ...DRAFT, origin: undefined, derivedFrom: undefined };
const FRESH = { team: 'platform', visibility: 'shared' as const };
const NEXT = { id: 'connector/mail', version: '1.1.0', uses: [] };

test('a first release makes it whose it is said to be', () => {
  const uses = [{ kind: 'connector' as const, name: 'smtp', range: '1.0.x' }];
  expect(nextComponent(TOLD, { ...NEXT, uses, held: undefined }, FRESH)).toMatchObject({
    ...FRESH,
    name: 'mail',
    latest: '1.1.0',
    connectors: ['smtp'],
  });
});

test('a later one leaves owner, visibility, credit, origin and what it is a copy of alone', () => {
  const held = component('connector/mail', {
    team: 'team-support',
    credit: { builtBy: [OWNER], team: 'team-support', at: '2026-01-01T00:00:00.000Z' },
    origin: { marketplace: 'depot' },
    derivedFrom: { component: 'connector/post', version: '1.0.0' },
  });
  const next = nextComponent(TOLD, { ...NEXT, held }, FRESH);
  const { credit, origin, derivedFrom, team, visibility } = held;
  expect(next).toMatchObject({ credit, origin, derivedFrom, team, visibility, latest: '1.1.0' });
});

test('an older one that arrives late changes nothing', () => {
  const held = component('connector/mail', { latest: '2.0.0' });
  expect(nextComponent(TOLD, { ...NEXT, held }, FRESH)).toBe(held);
});
