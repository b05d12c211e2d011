import { beforeEach, expect, test } from 'vitest';
import { notifyOf, openNotify, saveNotify } from '../../lib/acts/notify.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OUTSIDER, OWNER } from '../kit/people.ts';
import { breaks, kindsOf, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const hours = { from: '08:00', to: '18:00' };

test('without a choice both, at any hour, in the zone that Slack has', async () => {
  deps.change(COLLEAGUE, { timeZone: 'America/New_York' });
  expect(await openNotify(deps, COLLEAGUE)).toEqual({
    kind: 'notify',
    notify: { by: 'both', timeZone: 'America/New_York' },
  });
});

test('where Slack has none, the organisation’s zone counts', async () => {
  expect(await saveNotify(deps, COLLEAGUE, { by: 'dm', hours })).toEqual({
    kind: 'saved',
    notify: { by: 'dm', hours, timeZone: 'Europe/Berlin' },
  });
});

test('the choice is kept, with its line, and the next one replaces it', async () => {
  await saveNotify(deps, COLLEAGUE, { by: 'dm', hours });
  await saveNotify(deps, COLLEAGUE, { by: 'channel' });
  const chosen = await notifyOf(deps, [OWNER, COLLEAGUE]);
  expect([...chosen]).toEqual([[COLLEAGUE, { by: 'channel', timeZone: 'Europe/Berlin' }]]);
  expect(await openNotify(deps, COLLEAGUE)).toMatchObject({ notify: { by: 'channel' } });
  expect(await kindsOf(deps, `person/${COLLEAGUE}`)).toEqual([
    'person.notify-chosen',
    'person.notify-chosen',
  ]);
  expect(await breaks(deps)).toEqual([]);
});

test('an outsider has nothing to choose', async () => {
  expect(await openNotify(deps, OUTSIDER)).toMatchObject({ why: 'not-allowed' });
  expect(await saveNotify(deps, OUTSIDER, { by: 'dm' })).toMatchObject({ why: 'not-allowed' });
});

test('more than a hundred people are asked for in turns', async () => {
  await saveNotify(deps, COLLEAGUE, { by: 'dm' });
  const many = Array.from({ length: 150 }, (_, n) => `T0YARD/UNOBODY${n}`);
  expect((await notifyOf(deps, [...many, COLLEAGUE])).size).toBe(1);
});
