import { describe, expect, test } from 'vitest';
import { defaultBaseline } from '../../../lib/core/baseline-default.ts';
import type { WantedChange } from '../../../lib/core/settings-change.ts';
import { settingsChangeCard } from '../../../lib/slack/views/settings-card.ts';
import {
  channelMention,
  proposedLine,
  wantedLine,
} from '../../../lib/slack/views/settings-words.ts';
import * as kit from './kit.ts';
import { answered, change } from './settings-kit.ts';

test('an open change is shown with what it would do, who asked, and all three answers', () => {
  const card = settingsChangeCard(change, true);
  kit.expectGoodMessage(card);
  expect(kit.words(card.blocks)).toContain('Make <@U0COLLEAGUE> a platform admin.');
  expect(kit.words(card.blocks)).toContain('Proposed by <@U0ADMIN>');
  expect(card.text).toContain('Needs a second admin');
  expect(kit.buttons(card.blocks)).toEqual(['Countersign', 'Refuse…', 'Withdraw']);
});

test('a flagged one can only be countersigned, an answered one not at all', () => {
  const flagged = settingsChangeCard({ ...change, state: 'flagged' }, true);
  kit.expectGoodMessage(flagged);
  expect(kit.buttons(flagged.blocks)).toEqual(['Countersign']);
  expect(flagged.text).toContain('by one admin alone');
  for (const state of ['in-force', 'refused', 'withdrawn'] as const) {
    const card = settingsChangeCard(answered(state), true);
    kit.expectGoodMessage(card);
    expect(kit.buttons(card.blocks)).toEqual([]);
    expect(card.text).toContain('by <@U0OWNER>');
  }
});

test('an auditor has no buttons', () => {
  expect(kit.buttons(settingsChangeCard(change, false).blocks)).toEqual([]);
});

describe('the words of a refusal never come alive', () => {
  test.each(kit.HOSTILE)('%s', (_name, text) => {
    kit.expectGoodMessage(settingsChangeCard(answered('refused', text), true));
  });
});

const { rules } = defaultBaseline([], '2026-11-23T09:00:00.000Z');
const person = kit.COLLEAGUE;
const SAID: readonly [WantedChange, string][] = [
  [{ about: 'add-admin', person }, 'Make <@U0COLLEAGUE> a platform admin.'],
  [{ about: 'remove-admin', person }, '<@U0COLLEAGUE> stops being a platform admin.'],
  [{ about: 'add-auditor', person }, 'Make <@U0COLLEAGUE> an auditor.'],
  [{ about: 'remove-auditor', person }, '<@U0COLLEAGUE> stops being an auditor.'],
  [
    { about: 'retention', days: 90 },
    'Keep what was asked for approval for 90 days, then erase it.',
  ],
  [{ about: 'baseline', against: 1, rules }, 'Put new rules into the baseline, as version 2.'],
];
test.each(SAID)('%j is one plain sentence', (wanted, sentence) => {
  expect(wantedLine(wanted)).toBe(sentence);
});

test('whoever proposes is told what happens next', () => {
  expect(proposedLine(change)).toContain('Needs a second admin');
  expect(proposedLine({ ...change, state: 'flagged' })).toContain('You are the only admin');
});

test('only what is a channel becomes one', () => {
  expect(channelMention('C0PLATFORM')).toBe('<#C0PLATFORM>');
  expect(channelMention('!channel> <!here')).toBe('!channel&gt; &lt;!here');
});
