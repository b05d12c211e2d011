import { beforeEach, expect, test } from 'vitest';
import {
  answersTo,
  cadenceFor,
  digestsOf,
  isChannel,
  nudgeSubject,
  readDigestSubject,
  tellDigest,
} from '../../lib/acts/digest-store.ts';
import { ORGANISATION } from '../core/perfect.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { OWNER } from '../kit/people.ts';
import { strangers } from './changing.ts';
import { filled, KEY } from './digesting.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

test('many are read at once, and those that are not there are left out', async () => {
  await filled(deps);
  const all = await digestsOf(deps, [...strangers(150), OWNER]);
  expect([...all.keys()]).toEqual([OWNER]);
  expect((await answersTo(deps, [KEY])).size).toBe(0);
  expect(nudgeSubject(KEY)).toBe('nudge/cmp_1/reply-bot');
});

test('the subject of a message says whose it is, and of which day', () => {
  const sent = { at: deps.now(), day: '2026-11-24', lines: [], more: 0 };
  const [row] = tellDigest({ holder: OWNER, lines: [], sent });
  expect(readDigestSubject(row?.subject ?? '')).toEqual({ holder: OWNER, day: '2026-11-24' });
  expect(readDigestSubject('digest/x')).toBeUndefined();
  expect(tellDigest({ holder: OWNER, lines: [] })).toEqual([]);
});

test("a person's own time zone, else the organisation's", async () => {
  deps.change(OWNER, { timeZone: 'Asia/Tokyo' });
  const zone = async (holder: string) => (await cadenceFor(deps, ORGANISATION, holder)).timeZone;
  expect(await zone(OWNER)).toBe('Asia/Tokyo');
  expect(await zone('T0YARD/U0NOBODY')).toBe('Europe/Berlin');
  expect(await zone('T0YARD/C0SUPPORT')).toBe('Europe/Berlin');
  expect(isChannel('T0YARD/C0SUPPORT')).toBe(true);
});
