import { beforeEach, describe, expect, test } from 'vitest';
import { carryCampaign } from '../../lib/acts/campaign-carry.ts';
import { askedSince, fillDigests, readersOfLine } from '../../lib/acts/digest-fill.ts';
import { sendDigest } from '../../lib/acts/digest-send.ts';
import { loadDigest } from '../../lib/acts/digest-store.ts';
import type { NudgeAnswer } from '../../lib/core/nudge-answer.ts';
import { minutesAfter } from '../../lib/core/time.ts';
import { CAMPAIGN } from '../core/campaign-kit.ts';
import * as perfect from '../core/perfect.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { OWNER } from '../kit/people.ts';
import { drafted, published, sent } from './campaigning.ts';
import { pinnedBy, strangers } from './changing.ts';
import { crashingAfter } from './crashing.ts';
import { DAY, digests, filled } from './digesting.ts';
import { kindsOf, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const holders = async (all: readonly string[]) => {
  const heads = await Promise.all(all.map((one) => loadDigest(deps, one)));
  return heads.map((one) => one?.state.lines.length ?? 0);
};

test('a draft is told of nowhere, and what is filled twice is filled once', async () => {
  await published(deps);
  await registered(deps);
  await drafted(deps);
  await fillDigests(deps, 'cmp_1');
  await fillDigests(deps, 'cmp_9');
  expect(await loadDigest(deps, OWNER)).toBeUndefined();
});

test('again on the next day it changes nothing', async () => {
  await filled(deps);
  await fillDigests(deps, 'cmp_1');
  expect(await kindsOf(deps, `digest/${OWNER}`)).toEqual(['digest.filled']);
});

test('broken off between two readers, the next sweep goes on', async () => {
  const people = strangers(5);
  await published(deps);
  await pinnedBy(deps, people);
  await sent(deps);
  // One write tells all five, then each reader's digest is one.
  await expect(carryCampaign(crashingAfter(deps, 3), 'cmp_1')).rejects.toThrow('crashed');
  expect(await holders(people)).toEqual([1, 1, 0, 0, 0]);
  await carryCampaign(deps, 'cmp_1');
  expect(await holders(people)).toEqual([1, 1, 1, 1, 1]);
});

test('without an answer the team and the platform hear of it, in a message of their own', async () => {
  await filled(deps);
  deps.pass(29 * DAY);
  await carryCampaign(deps, 'cmp_1');
  expect(await holders(['T0YARD/C0SUPPORT', 'T0YARD/C0PLATFORM'])).toEqual([1, 1]);
  deps.pass(7 * DAY);
  await sendDigest(deps, 'T0YARD/C0SUPPORT');
  expect(await digests(deps)).toMatchObject([{ place: 'C0SUPPORT' }]);
});

describe('who is told of one workflow', () => {
  const SINCE = '2026-11-24T09:00:00.000Z';
  const answer: NudgeAnswer = {
    ...{ campaign: 'cmp_1', workflow: 'reply-bot', by: perfect.OWNER, at: SINCE },
    ...{ said: 'snoozed', snoozes: 1, notMine: [], helped: [] },
  };
  const told = (days: number, change: Partial<Parameters<typeof readersOfLine>[0]> = {}) =>
    readersOfLine(
      {
        organisation: perfect.ORGANISATION,
        one: {
          workflow: { id: 'reply-bot', owner: perfect.OWNER, backup: perfect.COLLEAGUE },
          leads: [perfect.LEAD],
        },
        answer: undefined,
        gone: new Set(),
        channel: 'C1',
        asked: SINCE,
        ...change,
      },
      minutesAfter(SINCE, days * DAY),
    );
  const { OWNER: owner, COLLEAGUE: backup, LEAD: lead } = perfect;

  test.each([
    ['the owner', told(0), [owner]],
    ['then the backup too', told(7), [owner, backup]],
    ['then the lead', told(14), [owner, backup, lead]],
    ['then the team', told(21), [owner, backup, lead, 'T1/C1']],
    ['then the platform', told(28), [owner, backup, lead, 'T1/C1', 'T1/C9']],
    [
      'a quiet one escalates nowhere',
      told(28, { answer: { ...answer, quietUntil: '2027-02-01' } }),
      [owner],
    ],
    [
      'an answer starts the days anew',
      told(28, { answer: { ...answer, at: '2026-12-20T09:00:00.000Z' } }),
      [owner],
    ],
    ['passed on, the next one', told(0, { answer: { ...answer, notMine: [owner] } }), [backup]],
    ['who left is passed over', told(0, { gone: new Set([owner, backup]) }), [lead]],
    ['at last the platform', told(0, { gone: new Set([owner, backup, lead]) }), ['T1/C9']],
    [
      'nobody where there is no platform channel',
      told(0, {
        gone: new Set([owner, backup, lead]),
        organisation: { ...perfect.ORGANISATION, platformChannel: '' },
      }),
      [],
    ],
  ])('%s', (_, readers, expected) => {
    expect(readers).toEqual(expected);
  });

  test('days count from the release, or from when the workflow came', () => {
    expect(askedSince(CAMPAIGN, undefined)).toBe(CAMPAIGN.released?.at);
    expect(askedSince(CAMPAIGN, { registeredAt: '2027-01-01' })).toBe('2027-01-01');
    expect(askedSince({ at: '2026-01-01' }, { registeredAt: '2025' })).toBe('2026-01-01');
  });
});
