import { describe, expect, test } from 'vitest';
import type { Campaign } from '../../../lib/core/campaign.ts';
import type { Target } from '../../../lib/core/campaign-targets.ts';
import {
  type CampaignCard,
  campaignCard,
  campaignList,
  leftModal,
} from '../../../lib/slack/views/campaign-card.ts';
import { CAMPAIGN, DRAFT } from '../../core/campaign-kit.ts';
import { LATER } from '../../core/perfect.ts';
import * as kit from './kit.ts';

const TARGET: Target = {
  workflow: 'support-reply-drafter',
  team: 'team-support',
  owner: kit.OWNER,
  component: CAMPAIGN.component,
  range: '1.4.x',
  version: '1.4.0',
  via: [],
  must: { kind: 'edit', component: CAMPAIGN.component, range: '2.0.x', line: '{}' },
};
const CARD: CampaignCard = {
  campaign: CAMPAIGN,
  targets: [TARGET],
  left: 1,
  over: 0,
  cut: false,
  told: 1,
  days: [{ day: '2026-11-23', left: 1, over: 0 }],
  forecast: { kind: 'unknown' },
  now: LATER,
};
const shown = (change: Partial<CampaignCard> = {}) => {
  const message = campaignCard({ ...CARD, ...change });
  kit.expectGoodMessage(message);
  return {
    fallback: message.text,
    text: kit.words(message.blocks),
    buttons: kit.buttons(message.blocks),
  };
};

describe('the card', () => {
  test('says what ends when, what replaces it, who is left and what each has to write', () => {
    const { text, fallback, buttons } = shown();
    expect(text).toContain('Retiring connector/crm-readonly in versions <2.0.0');
    expect(text).toContain('it stops on 15 Jan 2027 (53 days)');
    expect(text).toContain('No new pins from 15 Dec 2026');
    expect(text).toContain('Replaced by 2.0.1');
    expect(text).toContain('1 AI workflow is still locked to it.');
    expect(text).toContain('pin connector/crm-readonly "2.0.x" instead');
    expect(text).toContain('1 person was told, each once.');
    expect(fallback).toContain('1 AI workflow is still locked to it.');
    expect(buttons).toEqual(['Show Who Is Left', 'Postpone…', 'Narrow…', 'Withdraw…']);
  });

  test('shows who planned a day, on the card and in the list', () => {
    const plans = new Map([[TARGET.workflow, '2026-12-03']]);
    const { text } = shown({ plans });
    expect(text).toContain('1 of them has a planned day.');
    expect(text).toContain('instead · planned for 3 Dec 2026');
    const list = leftModal({ ...CARD, plans }, 0);
    kit.expectGoodView(list);
    expect(kit.words(list)).toContain('planned for 3 Dec 2026');
  });

  test('draws the burn-down with the number beside each bar, and says the forecast', () => {
    const days = Array.from({ length: 40 }, (_, n) => ({
      day: new Date(Date.UTC(2026, 10, 23 + n)).toISOString().slice(0, 10),
      left: 40 - n,
      over: 0,
    }));
    const forecast = { kind: 'on', day: '2027-02-01', late: true } as const;
    const { text } = shown({ days, forecast, over: 2 });
    expect(text).toContain('2026-11-23     40  ████████████████████');
    expect(text).toContain('1 AI workflow is still locked to it of 40 at the start.');
    expect(text).toContain('2 more meet it over what they pin.');
    expect(text).toContain('moves on 2027-02-01, after 15 Jan 2027');
  });

  test('says that owners are being told, and of whom nobody is left', () => {
    const campaign = { ...CAMPAIGN, telling: true, ownerless: ['bot-1'] };
    const { text } = shown({ campaign, cut: true });
    expect(text).toContain('Owners are being told now.');
    expect(text).toContain('*Nobody is left to tell of:* bot-1.');
    expect(text).toContain('more than could be followed');
  });

  test('of many shows some, and all of them page by page', () => {
    const targets = Array.from({ length: 60 }, (_, n) => ({ ...TARGET, workflow: `bot-${n}` }));
    expect(shown({ targets, left: 60 }).text).toContain('And 50 more.');
    const view = leftModal({ ...CARD, targets }, 1);
    kit.expectGoodView(view);
    expect(kit.words(view)).toContain('bot-10');
    const none = leftModal({ ...CARD, targets: [] }, 0);
    kit.expectGoodView(none);
    expect(kit.words(none)).toContain('Nobody is locked to it any more.');
  });
});

describe('the card of one that is over, changed or hostile', () => {
  test('once it has stopped nothing is to be changed', () => {
    const { text, buttons } = shown({ now: CAMPAIGN.stops });
    expect(text).toContain('it stopped on 15 Jan 2027');
    expect(buttons).toEqual(['Show Who Is Left']);
  });

  test('withdrawn, it says so and asks nothing', () => {
    const withdrawn = { by: kit.ADMIN, at: LATER };
    const campaign: Campaign = { ...CAMPAIGN, state: 'withdrawn', withdrawn };
    const { text, buttons } = shown({ campaign, targets: [] });
    expect(text).toContain('stays as it is');
    expect(text).toContain('Withdrawn by <@U0ADMIN>');
    expect(buttons).toEqual([]);
  });

  test('says what was last changed, and by whom', () => {
    const move = { kind: 'postponed' as const, from: 'x', by: kit.ADMIN, at: LATER };
    expect(shown({ campaign: { ...CAMPAIGN, moves: [move] } }).text).toContain('Postponed by');
  });

  test.each(kit.HOSTILE)('stays whole with %s', (_, words) => {
    const name = words.slice(0, 200);
    const campaign = {
      ...CAMPAIGN,
      ...{
        component: name,
        range: words.slice(0, 100),
        successor: name,
        note: words.slice(0, 800),
      },
      ownerless: new Array(100).fill(name),
    };
    const target = {
      ...TARGET,
      ...{ workflow: name, component: name, version: name, via: [name, name], team: name },
      must: { kind: 'edit', component: words, range: words, line: words } as const,
    };
    shown({ campaign, targets: new Array(20).fill(target), left: 20, over: 5 });
    kit.expectGoodView(leftModal({ ...CARD, campaign, targets: new Array(20).fill(target) }, 0));
  });
});

describe('the list', () => {
  const list = (campaigns: readonly Campaign[], page = 0) => {
    const message = campaignList(campaigns, { now: LATER, page, command: '/yard' });
    kit.expectGoodMessage(message);
    return { text: kit.words(message.blocks), buttons: kit.buttons(message.blocks) };
  };

  test('says what is under way, and how the next one begins', () => {
    const counted = { day: '2026-11-24', left: 3, over: 0 };
    const { text, buttons } = list([
      { ...CAMPAIGN, counted },
      { ...DRAFT, id: 'cmp_2' },
    ]);
    expect(text).toContain('2 ranges of versions are retired or about to be.');
    expect(text).toContain('3 AI workflows left on 24 Nov 2026');
    expect(text).toContain('Not sent yet: somebody has to release it.');
    expect(buttons).toEqual(['Show', 'Show', 'Retire Versions…']);
  });

  test('is not empty when nothing is', () => {
    expect(list([])).toMatchObject({
      text: expect.stringContaining('Nothing is being retired.'),
      buttons: ['Retire Versions…'],
    });
  });

  test('comes page by page', () => {
    const many = Array.from({ length: 35 }, (_, n) => ({ ...CAMPAIGN, id: `cmp_${n}` }));
    expect(list(many, 1).buttons).toContain('Back');
  });
});
