import { describe, expect, test } from 'vitest';
import type { Offer } from '../../../lib/core/upgrade-offer.ts';
import { UPGRADE, upgradeModal } from '../../../lib/slack/views/upgrade.ts';
import * as kit from './kit.ts';

const OFFER: Offer = {
  component: 'plugin/reply-drafter',
  locked: '3.2.4',
  version: '3.2.9',
  within: true,
  range: '3.2.x',
  lifecycle: 'active',
  difference: [],
  samePermissions: true,
  effect: { kind: 'at-once' },
};
const reasons = [{ review: 'platform' as const, field: 'scopes', say: 'Adds the scope crm.write' }];
const shown = (offers: readonly Offer[], home: 'slack' | 'repo' = 'slack') => {
  const view = upgradeModal({ workflow: { ...kit.workflow, home }, offers });
  kit.expectGoodView(view);
  return { view, text: kit.words(view) };
};

test('says that there is nothing to take', () => {
  const { view, text } = shown([]);
  expect(text).toContain('There is no later version to take');
  expect(view.submit).toBeUndefined();
});

describe('an offer', () => {
  test('is a box to tick, with its difference and what taking it comes to', () => {
    const { view, text } = shown([OFFER]);
    expect(view).toMatchObject({
      callback_id: UPGRADE.take,
      private_metadata: 'support-reply-drafter|1',
    });
    expect(text).toContain('plugin/reply-drafter, now at 3.2.4');
    expect(text).toContain('Take 3.2.9 (within 3.2.x)');
    expect(text).toContain('Same permissions.');
    expect(text).toContain('Takes effect at once.');
  });

  test.each([
    ['slack', 'Waits for a review: Adds the scope crm.write.'],
    ['repo', 'You get the patch; it then waits for a review'],
  ] as const)('that needs a review says so, edited in %s', (home, said) => {
    const beyond = { ...OFFER, within: false, range: '4.0.x', version: '4.0.0' };
    const { text } = shown([{ ...beyond, effect: { kind: 'review', reasons } }], home);
    expect(text).toContain(said);
    expect(text).toContain('Take 4.0.0 (range becomes 4.0.x)');
  });

  test('tells the model that stays, and that it is deprecated already', () => {
    const { text } = shown([
      {
        ...OFFER,
        lifecycle: 'deprecated',
        keepsModel: 'mine',
        difference: [{ field: 'model_default', effect: 'adds', say: 'Sets the model: large' }],
      },
    ]);
    expect(text).toContain('The workflow keeps its own model, mine');
    expect(text).toContain('It is deprecated already.');
  });

  test('that cannot be taken has no box, and says why', () => {
    const refused: Offer = { ...OFFER, effect: { kind: 'refused', say: ['The name is taken.'] } };
    const { view, text } = shown([refused]);
    expect(view.submit).toBeUndefined();
    expect(text).toContain('Cannot be taken: The name is taken.');
  });
});

test('of forty components as many are shown as fit, and the rest is said', () => {
  const offers = Array.from({ length: 40 }, (_, n) => [
    { ...OFFER, component: `skill/number-${n}` },
    { ...OFFER, component: `skill/number-${n}`, version: '4.0.0', within: false, range: '4.0.x' },
  ]).flat();
  const { text } = shown(offers);
  expect(text).toContain('15 more components have later versions.');
});

test.each(kit.HOSTILE)('words of others stay words: %s', (_, said) => {
  const hostile: Offer = {
    ...OFFER,
    version: said.slice(0, 100),
    range: said.slice(0, 100),
    component: `plugin/${said}`,
    difference: [{ field: 'known_failures', effect: 'adds', say: said }],
    keepsModel: said,
    effect: { kind: 'review', reasons: [{ review: 'team', field: 'uses', say: said }] },
  };
  const view = upgradeModal({ workflow: kit.workflow, offers: [hostile], problem: said });
  kit.expectGoodView(view);
});
