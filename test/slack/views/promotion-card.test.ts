import { describe, expect, test } from 'vitest';
import type { Promotion } from '../../../lib/core/promotion.ts';
import {
  promotionCard,
  promotionLine,
  stateLine,
} from '../../../lib/slack/views/promotion-card.ts';
import * as kit from './kit.ts';
import { of, PROMOTION, REVIEW, SHOWN } from './promotion-kit.ts';

const PLATFORM = { platform: true, team: false };
const TEAM = { platform: false, team: true };
const BOTH = { platform: true, team: true };
const end = { ...REVIEW, reason: 'It fails.' };

test('a card tells all that its review is decided on', () => {
  const message = promotionCard(SHOWN, PLATFORM);
  kit.expectGoodMessage(message);
  const text = kit.words(message.blocks);
  for (const part of [
    'team-support proposes plugin/reply-drafter 3.0.0 for the shared catalog',
    'Reply Drafter. Drafts replies to tickets.',
    'Every team answers mail.',
    'MIT',
    'https://ci.example/run/7',
    'Fails on tickets in two languages.',
    'New to the shared catalog: what it may touch',
    'Adds the scope crm.read',
    '2.9.0: Adds the scope crm.write',
    'Used by 6 workflows of 4 teams.',
    '*plugin/mail-writer* Writes mails.',
    'Built by <@U0OWNER> · 1 person asked and not answered yet',
    'Proposed by <@U0OWNER>',
    'Waits for a platform admin who did not build it.',
  ]) {
    expect(text).toContain(part);
  }
});

test('what was shared before, and what it is a copy of, are told against', () => {
  const against = { what: 'plugin/reply-drafter 2.9.0', changes: [] };
  const origin = {
    what: 'plugin/mail-writer 1.0.0',
    changes: [{ field: 'scopes' as const, effect: 'adds' as const, say: 'Adds the scope x' }],
  };
  const derivedFrom = { component: 'plugin/mail-writer', version: '1.0.0' };
  const component = { ...SHOWN.component, derivedFrom };
  const message = promotionCard({ ...SHOWN, component, shared: against, origin }, PLATFORM);
  kit.expectGoodMessage(message);
  const text = kit.words(message.blocks);
  expect(text).toContain('against what was shared before, plugin/reply-drafter 2.9.0');
  expect(text).toContain('The permissions are the same.');
  expect(text).toContain('It is a copy. Permissions against its origin, plugin/mail-writer 1.0.0');
  expect(text).toContain('Adds the scope x');
  expect(text).not.toContain('New to the shared catalog');
  const lost = promotionCard({ ...SHOWN, component }, PLATFORM);
  expect(kit.words(lost.blocks)).toContain('It is a copy of plugin/mail-writer 1.0.0.');
});

test.each([
  [{ kind: 'not-enough' as const, runs: 7 }, 'Not enough runs'],
  [{ kind: 'rate' as const, runs: 40, percent: 95 }, '95% of 40 runs succeeded'],
])('of a block or skill it tells how runs went: %j', (success, words) => {
  const message = promotionCard({ ...SHOWN, success }, PLATFORM);
  kit.expectGoodMessage(message);
  expect(kit.words(message.blocks)).toContain(words);
});

test('nothing is said of what there is none of', () => {
  const bare = { ...SHOWN, touches: [], along: [], similar: [], release: undefined };
  const promotion: Promotion = { ...PROMOTION, evidence: undefined, builders: [] };
  const message = promotionCard({ ...bare, promotion, use: { workflows: 0, teams: 0 } }, PLATFORM);
  kit.expectGoodMessage(message);
  const text = kit.words(message.blocks);
  expect(text).toContain('It touches nothing.');
  expect(text).toContain('none given');
  expect(text).toContain('Nobody has agreed to be named yet');
  expect(text).toContain('No workflow uses it yet.');
  expect(text).not.toContain('much the same');
});

describe('buttons', () => {
  const REVIEWS = ['Publish', 'Ask for Changes…', 'Reject…', 'Details'];
  test.each([
    ['open', PLATFORM, REVIEWS],
    ['open', TEAM, ['Withdraw']],
    ['open', BOTH, [...REVIEWS, 'Withdraw']],
    ['changes-asked', PLATFORM, ['Reject…', 'Details']],
    ['changes-asked', TEAM, ['Send Again…', 'Withdraw']],
    ['published', PLATFORM, ['Take Back…', 'Details']],
    ['published', TEAM, []],
    ['demoted', PLATFORM, ['Details']],
    ['rejected', TEAM, []],
    ['withdrawn', { platform: false, team: false }, []],
  ] as const)('of one that is %s, for %j', (state, drawn, labels) => {
    const promotion = of({ state, review: REVIEW, end });
    const message = promotionCard({ ...SHOWN, promotion }, drawn);
    kit.expectGoodMessage(message);
    expect(kit.buttons(message.blocks)).toEqual(labels);
  });
});

test.each([
  ['changes-asked', 'Changes asked for by <@U0ADMIN>', 'Narrow the scopes.'],
  ['published', 'Shared by <@U0ADMIN>', undefined],
  ['rejected', 'Rejected by <@U0ADMIN>', 'Narrow the scopes.'],
  ['withdrawn', 'Withdrawn by <@U0ADMIN>', 'Narrow the scopes.'],
  ['demoted', 'Taken back from the shared catalog by <@U0ADMIN>', 'It fails.'],
] as const)('%s is said, with the last reason', (state, line, reason) => {
  const promotion = of({ state, review: REVIEW, end });
  expect(stateLine(promotion)).toContain(line);
  const text = kit.words(promotionCard({ ...SHOWN, promotion }, TEAM).blocks);
  if (reason) expect(text).toContain(reason);
  else expect(text).not.toContain('Narrow');
});

test('taken back, it names whose workflows keep what they are locked to', () => {
  const others = Array.from({ length: 12 }, (_, n) => ({ workflow: `w-${n}`, owner: kit.OWNER }));
  const promotion = of({ state: 'demoted', end });
  const text = kit.words(promotionCard({ ...SHOWN, promotion, others }, PLATFORM).blocks);
  expect(text).toContain('w-0 (<@U0OWNER>)');
  expect(text).toContain('and 2 more');
});

test.each([
  ['open', 'team-support proposes plugin/reply-drafter 3.0.0 for the shared catalog'],
  ['published', 'plugin/reply-drafter 3.0.0 of team-support is in the shared catalog'],
  ['demoted', "plugin/reply-drafter 3.0.0 is team-support's own again"],
] as const)('%s, it is told as what it is', (state, line) => {
  expect(promotionLine(of({ state }))).toBe(line);
});

test('use is counted in words', () => {
  const message = promotionCard({ ...SHOWN, use: { workflows: 1, teams: 1 } }, TEAM);
  expect(kit.words(message.blocks)).toContain('Used by 1 workflow of 1 team.');
});

describe('words of others never come alive', () => {
  test.each(kit.HOSTILE)('%s', (_name, text) => {
    const many = Array.from({ length: 40 }, () => ({
      ...{ field: 'scopes' as const, effect: 'adds' as const },
      say: text,
    }));
    const promotion = of({
      ...{ component: text, version: text, team: text, license: text, useful: text },
      ...{ evidence: text, state: 'demoted', review: { ...REVIEW, reason: text } },
      end: { ...REVIEW, reason: text },
    });
    const against = { what: text, changes: many };
    const shown = {
      promotion,
      component: { ...SHOWN.component, title: text, description: text },
      release: { terms: { known_failures: Array.from({ length: 20 }, () => text) } },
      ...{ shared: against, touches: many, origin: against, success: undefined },
      along: Array.from({ length: 9 }, () => ({ version: text, beyond: [text, text] })),
      use: { workflows: 1, teams: 1 },
      similar: Array.from({ length: 3 }, () => ({ id: text, why: text })),
      others: Array.from({ length: 20 }, () => ({ workflow: text, owner: text })),
    };
    kit.expectGoodMessage(promotionCard(shown, BOTH));
  });
});
