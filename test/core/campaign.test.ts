import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Campaign,
  type CampaignChanged,
  campaignSchema,
  drawingOfCampaign,
  endingsWith,
  narrowCampaign,
  postponeCampaign,
  releaseCampaign,
  withdrawCampaign,
  withOwnerless,
} from '../../lib/core/campaign.ts';
import { ERASED } from '../../lib/core/erasure.ts';
import { dayStart, minutesAfter } from '../../lib/core/time.ts';
import { CAMPAIGN, DRAFT, ENDING } from './campaign-kit.ts';
import { ADMIN, LATER, NOW, OWNER } from './perfect.ts';

const TODAY = '2026-11-23';
const by = { by: ADMIN, at: LATER, today: TODAY };
const days = (closesOn: string, stopsOn: string) => ({
  ...{ closesOn, stopsOn },
  closes: dayStart(closesOn, 'Europe/Berlin'),
  stops: dayStart(stopsOn, 'Europe/Berlin'),
});
const changed = (outcome: CampaignChanged): Campaign => {
  if (outcome.kind !== 'changed') throw new Error(JSON.stringify(outcome));
  return outcome.campaign;
};

test('a campaign reads as it is stored', () => {
  expect(campaignSchema.parse(CAMPAIGN)).toEqual(CAMPAIGN);
});

describe('releasing', () => {
  test('puts it in force and has its owners told; twice is once', () => {
    const open = changed(releaseCampaign(DRAFT, by));
    expect(open).toMatchObject({ state: 'open', telling: true, look: LATER });
    expect(open.released).toEqual({ by: ADMIN, at: LATER });
    expect(releaseCampaign(open, { ...by, by: OWNER })).toEqual({
      kind: 'unchanged',
      campaign: open,
    });
  });

  test('a draft whose days went by has to be postponed first', () => {
    const late = { ...by, today: '2026-12-16' };
    expect(releaseCampaign(DRAFT, late)).toMatchObject({ why: 'bad-campaign' });
    const later = changed(postponeCampaign(DRAFT, days('2027-02-01', '2027-03-01'), late));
    expect(releaseCampaign(later, late)).toMatchObject({ kind: 'changed' });
  });
});

describe('postponing', () => {
  test('moves both days later, and has those who were told see it', () => {
    const moved = changed(postponeCampaign(CAMPAIGN, days('2027-01-15', '2027-02-15'), by));
    expect(moved).toMatchObject({ closesOn: '2027-01-15', stopsOn: '2027-02-15', redraw: true });
    expect(moved.moves).toEqual([
      { kind: 'postponed', from: '2026-12-15 2027-01-15', by: ADMIN, at: LATER },
    ]);
    expect(drawingOfCampaign(moved)).not.toBe(drawingOfCampaign(CAMPAIGN));
  });

  test.each([
    ['sooner to close', days('2026-12-01', '2027-01-15'), 'closesOn'],
    ['sooner to stop', days('2026-12-15', '2027-01-01'), 'stopsOn'],
  ])('never %s, once people were told', (_, dates, field) => {
    expect(postponeCampaign(CAMPAIGN, dates, by)).toMatchObject({
      why: 'not-later',
      facts: { field },
    });
    expect(postponeCampaign(DRAFT, dates, by)).toMatchObject({ kind: 'changed' });
  });

  test('once it is closed, the stop alone may move, or both: then it is open again', () => {
    const closed = { ...by, at: CAMPAIGN.closes, today: '2026-12-20' };
    const stop = changed(postponeCampaign(CAMPAIGN, days('2026-12-15', '2027-02-15'), closed));
    expect(stop.closes).toBe(CAMPAIGN.closes);
    const both = changed(postponeCampaign(CAMPAIGN, days('2027-01-20', '2027-02-15'), closed));
    expect(both.closes > closed.at).toBe(true);
    const past = days('2026-12-18', '2027-02-15');
    expect(postponeCampaign(CAMPAIGN, past, closed)).toMatchObject({ why: 'bad-campaign' });
  });

  test('onto the same days changes nothing', () => {
    const same = days(CAMPAIGN.closesOn, CAMPAIGN.stopsOn);
    expect(postponeCampaign(CAMPAIGN, same, by).kind).toBe('unchanged');
  });
});

describe('narrowing', () => {
  const versions = ['1.3.0', '1.4.0', '2.0.1'];
  test.each([
    ['wider', '<3.0.0', 'not-narrower'],
    ['beside it', '2.x', 'not-narrower'],
    ['no range', 'x y', 'bad-range'],
    ['no version', '0.1.x', 'bad-range'],
  ])('%s is refused', (_, range, why) => {
    expect(narrowCampaign(CAMPAIGN, range, { ...by, versions })).toMatchObject({ why });
  });

  test('keeps what it was before', () => {
    const narrow = changed(narrowCampaign(CAMPAIGN, '<1.4.0', { ...by, versions }));
    expect(narrow).toMatchObject({ range: '<1.4.0', redraw: true, look: LATER });
    expect(narrow.moves).toMatchObject([{ kind: 'narrowed', from: '<2.0.0' }]);
    expect(narrowCampaign(CAMPAIGN, '<2.0.0', { ...by, versions }).kind).toBe('unchanged');
  });

  test('not for ever', () => {
    const move = { kind: 'narrowed' as const, from: '*', by: ADMIN, at: NOW };
    const often = { ...CAMPAIGN, moves: new Array(50).fill(move) };
    expect(narrowCampaign(often, '<1.4.0', { ...by, versions })).toMatchObject({ why: 'too-many' });
  });
});

describe('"reversible until the last"', () => {
  test('withdrawn once, and then nothing more', () => {
    const gone = changed(withdrawCampaign({ ...CAMPAIGN, telling: true }, by));
    expect(gone).toMatchObject({ state: 'withdrawn', telling: false, redraw: true, look: LATER });
    expect(withdrawCampaign(gone, by).kind).toBe('unchanged');
    expect(releaseCampaign(gone, by)).toMatchObject({ why: 'campaign-withdrawn' });
    const dates = days('2027-02-01', '2027-03-01');
    expect(postponeCampaign(gone, dates, by)).toMatchObject({ why: 'campaign-withdrawn' });
  });

  test('a draft is withdrawn without anybody to tell', () => {
    const gone = changed(withdrawCampaign(DRAFT, by));
    expect(gone).toMatchObject({ state: 'withdrawn', redraw: false });
    expect(gone.look).toBeUndefined();
  });

  test('any change is possible before it stops, and none from then on; dates stay in order', () => {
    const ahead = fc.integer({ min: 0, max: 200 });
    fc.assert(
      fc.property(ahead, fc.integer({ min: 1, max: 90 }), (after, more) => {
        const at = minutesAfter(NOW, after * 24 * 60);
        const day = (n: number) => minutesAfter(at, n * 24 * 60).slice(0, 10);
        const acting = { by: ADMIN, at, today: at.slice(0, 10) };
        const dates = days(day(60 + more), day(61 + more + after));
        const outcomes = [
          postponeCampaign(CAMPAIGN, dates, acting),
          narrowCampaign(CAMPAIGN, '<1.4.0', { ...acting, versions: ['1.3.0'] }),
          withdrawCampaign(CAMPAIGN, acting),
        ];
        for (const outcome of outcomes) {
          if (at >= CAMPAIGN.stops) expect(outcome).toMatchObject({ why: 'campaign-over' });
          else expect(outcome.kind).toBe('changed');
          if (outcome.kind === 'changed') {
            expect(outcome.campaign.closes < outcome.campaign.stops).toBe(true);
          }
        }
      }),
    );
  });
});

describe('what the component keeps of it', () => {
  test('a draft without a moment, then with one, then nothing', () => {
    const { deprecated: _, ...draft } = ENDING;
    expect(endingsWith([], DRAFT)).toEqual([draft]);
    expect(endingsWith([draft], CAMPAIGN)).toEqual([ENDING]);
    expect(endingsWith([ENDING], { ...CAMPAIGN, state: 'withdrawn' })).toEqual([]);
  });

  test('others stay', () => {
    const other = { ...ENDING, campaign: 'cmp_2' };
    expect(endingsWith([other, ENDING], CAMPAIGN)).toEqual([other, ENDING]);
  });
});

test('a message is drawn anew once its words were erased', () => {
  expect(drawingOfCampaign({ ...CAMPAIGN, note: ERASED })).not.toBe(drawingOfCampaign(CAMPAIGN));
});

test('only the first ownerless ones are kept', () => {
  const many = Array.from({ length: 300 }, (_, n) => `bot-${n}`);
  expect(withOwnerless(CAMPAIGN, many).ownerless).toHaveLength(100);
});
