import { describe, expect, test } from 'vitest';
import {
  type CampaignReach,
  campaignForm,
  campaignPreview,
  moveForm,
  narrowForm,
} from '../../../lib/slack/views/campaign-forms.ts';
import { CAMPAIGN, DRAFT } from '../../core/campaign-kit.ts';
import { LATER } from '../../core/perfect.ts';
import * as kit from './kit.ts';

const REACH: CampaignReach = {
  versions: ['1.4.0', '1.3.0'],
  targets: [
    {
      workflow: 'support-reply-drafter',
      team: 'team-support',
      owner: kit.OWNER,
      component: 'plugin/reply-drafter',
      range: '3.2.x',
      version: '3.2.4',
      via: ['plugin/reply-drafter@3.2.4'],
      must: { kind: 'wait', on: 'plugin/reply-drafter@3.2.4' },
    },
  ],
  direct: 0,
  messages: 1,
  ownerless: [],
  checked: true,
  cut: false,
  hints: [],
};
const preview = (change: Partial<CampaignReach> = {}, campaign = DRAFT) => {
  const view = campaignPreview(campaign, { ...REACH, ...change }, LATER);
  kit.expectGoodView(view);
  return { view, text: kit.words(view), buttons: kit.buttons(view.blocks) };
};

describe('before it is sent', () => {
  test('shows who, how many and what each has to write, and that nobody is told yet', () => {
    const { view, text, buttons } = preview();
    expect(view.submit?.text).toBe('Release, Tell 1');
    expect(view.private_metadata).toBe('cmp_1');
    expect(text).toContain('0 AI workflows are locked to it, 1 more over what they pin.');
    expect(text).toContain('1 person gets one message.');
    expect(text).toContain('Versions that end: 1.4.0, 1.3.0.');
    expect(text).toContain('waits for a version of plugin/reply-drafter without');
    expect(text).toContain('Nobody is told, and nothing is in force');
    expect(buttons).toEqual(['Change the Days…', 'Narrow…', 'Withdraw…']);
  });

  test('says what is not known, not reached, and days off', () => {
    const targets = Array.from({ length: 25 }, () => REACH.targets).flat();
    const { text } = preview({
      ...{ targets, checked: false, cut: true, ownerless: ['bot-1'] },
      hints: ['2026-12-19 is no working day.'],
    });
    expect(text).toContain('And 5 more.');
    expect(text).toContain('Who has left Slack is checked');
    expect(text).toContain('more than could be followed');
    expect(text).toContain('2026-12-19 is no working day.');
    expect(text).toContain('bot-1');
  });

  test('may be released where nobody uses it', () => {
    expect(preview({ targets: [], messages: 0 }).view.submit?.text).toBe('Release');
  });

  test.each(kit.HOSTILE)('stays whole with %s', (_, words) => {
    const name = words.slice(0, 200);
    const [target] = REACH.targets;
    const nasty = target && { ...target, workflow: name, component: name, via: [name] };
    preview(
      {
        targets: nasty ? new Array(30).fill(nasty) : [],
        versions: new Array(50).fill(name),
        ownerless: new Array(100).fill(name),
        hints: [words],
        messages: 12_345,
      },
      { ...DRAFT, component: name, range: words.slice(0, 100), note: words.slice(0, 800) },
    );
  });
});

test('the form asks for all of it, with what was typed filled in', () => {
  const view = campaignForm({ component: 'connector/crm-readonly', range: '<2.0.0' }, 'cmp_1');
  kit.expectGoodView(view);
  expect(kit.words(view)).toContain('The first day without credentials');
  expect(JSON.stringify(view)).toContain('"initial_value":"<2.0.0"');
  kit.expectGoodView(campaignForm({ component: 'x'.repeat(300), range: 'y'.repeat(300) }, 'cmp_1'));
});

test.each([
  [CAMPAIGN, 'Postpone', 'Days only move later.'],
  [DRAFT, 'Change the days', 'Nobody was told yet.'],
])('other days: of %#', (campaign, title, said) => {
  const view = moveForm(campaign);
  kit.expectGoodView(view);
  expect(view.title.text).toBe(title);
  expect(kit.words(view)).toContain(said);
});

test.each([
  [CAMPAIGN, 'everybody who was told reads so'],
  [DRAFT, 'Nobody was told yet.'],
])('fewer versions: of %#', (campaign, said) => {
  const view = narrowForm(campaign);
  kit.expectGoodView(view);
  expect(kit.words(view)).toContain(said);
});
