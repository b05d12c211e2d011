import { expect, test } from 'vitest';
import { STOPS } from '../../../lib/core/people.ts';
import { homeView } from '../../../lib/slack/views/home.ts';
import { stoppedPart } from '../../../lib/slack/views/stopped.ts';
import * as kit from './kit.ts';

const EMPTY = { queue: [], mine: [], teams: [], at: '2026-11-24T09:00:00.000Z' };

test.each(STOPS)('%s stands among what waits, with what to do', (why) => {
  const part = stoppedPart({ stopped: { at: '2026-11-23T09:00:00.000Z', why } });
  const home = homeView({ ...EMPTY, waiting: [kit.approval] }, '/yard', [part]);
  kit.expectGoodView(home);
  const words = kit.words(home);
  expect(words).toContain('*Stopped.* Yardmaster is stopped here since 23 Nov 2026');
  expect(words).toMatch(/Install|set it up|sets it up/);
  expect(words).toContain('can be approved meanwhile');
});

test('an organisation that is open shows nothing of it', () => {
  expect(stoppedPart({})).toEqual({ waiting: [], more: [] });
});
