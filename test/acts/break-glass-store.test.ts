import { expect, test } from 'vitest';
import {
  breakGlassCards,
  loadBreakGlass,
  loadBreakGlassWords,
  noBreakGlass,
  placesOf,
  reviewGround,
} from '../../lib/acts/break-glass-store.ts';
import { eraseIn } from '../../lib/acts/erase-places.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, OWNER } from '../kit/people.ts';
import { broken, REASON } from './break-glass-kit.ts';
import { asked, breaks, registered, stage, unsent } from './stage.ts';

const engine = engineOfFile();

test('places are channels and people, each once, and no channel that nobody chose', () => {
  expect(placesOf(['C1', '', 'C1'], ['T1/U1', 'T1/U2', 'T1/U1'])).toEqual(['C1', 'U1', 'U2']);
});

test('nothing is there before the glass is broken', async () => {
  const deps = await stage(engine());
  expect(await loadBreakGlass(deps, 'apr_none')).toBeUndefined();
  expect(await loadBreakGlassWords(deps, 'apr_none')).toEqual({
    reason: undefined,
    finding: undefined,
  });
  expect(noBreakGlass('x'.repeat(100)).say.length).toBeLessThan(130);
});

test('the ground of a review is the teams as they are now', async () => {
  const deps = await stage(engine());
  const ground = await reviewGround(deps, 'team-support');
  expect([ground.team?.lead, ground.platform?.lead]).toEqual([OWNER, ADMIN]);
  expect((await reviewGround(deps, 'gone')).team).toBeUndefined();
});

test('erasing takes the reason, and the card is drawn anew without it', async () => {
  const deps = await stage(engine());
  const approval = await asked(deps, await registered(deps));
  await broken(deps, approval);
  expect((await loadBreakGlassWords(deps, approval.id)).reason).toBe(REASON);
  const before = (await unsent(deps)).length;
  const by = { kind: 'person', id: 'T0YARD/U0OTHER' } as const;
  const erasing = { person: ADMIN, by, dryRun: false };
  expect(await eraseIn(deps, `break-glass/${approval.id}`, erasing)).toBe(true);
  expect(await eraseIn(deps, `break-glass/${approval.id}`, erasing)).toBe(false);
  expect((await loadBreakGlassWords(deps, approval.id)).reason).toBeUndefined();
  const head = await loadBreakGlass(deps, approval.id);
  expect((await unsent(deps)).length - before).toBe(head && breakGlassCards(head.state).length);
  expect(await breaks(deps)).toEqual([]);
});
