import { describe, expect, test } from 'vitest';
import {
  type ProposalForm,
  pickForm,
  promotionModal,
  proposalForm,
  whyForm,
} from '../../../lib/slack/views/promotion-forms.ts';
import * as kit from './kit.ts';
import { of, PROMOTION, SHOWN } from './promotion-kit.ts';

const FORM: ProposalForm = {
  component: 'plugin/reply-drafter',
  versions: ['3.0.0', '2.9.0'],
  proved: false,
  filled: {
    version: '3.0.0',
    license: 'MIT',
    evidence: '',
    useful: '',
    builders: [kit.OWNER],
  },
};

describe('choosing', () => {
  test('is from a list, and says what is under way', () => {
    const view = pickForm(['plugin/a', 'plugin/b'], [PROMOTION]);
    kit.expectGoodView(view);
    expect(kit.words(view)).toContain('Under way already: plugin/reply-drafter 3.0.0');
    expect(JSON.stringify(view)).toContain('static_select');
  });

  test('is by name where there are more than a list holds', () => {
    const view = pickForm(
      Array.from({ length: 101 }, (_, n) => `plugin/p${n}`),
      [],
    );
    kit.expectGoodView(view);
    expect(JSON.stringify(view)).not.toContain('static_select');
  });
});

describe('a proposal', () => {
  test('asks for what the rule asks for', () => {
    const view = proposalForm(FORM);
    kit.expectGoodView(view);
    expect(JSON.stringify(view)).toContain('"initial_users":["U0OWNER"]');
    const evidence = view.blocks.find((one) => one.block_id === 'promotion_evidence');
    expect(evidence).toMatchObject({ optional: true });
  });

  test('of a block or skill needs evidence', () => {
    const view = proposalForm({ ...FORM, proved: true });
    kit.expectGoodView(view);
    const evidence = view.blocks.find((one) => one.block_id === 'promotion_evidence');
    expect(evidence).not.toHaveProperty('optional');
  });

  test('sent again shows what was asked for', () => {
    const view = proposalForm({ ...FORM, asked: 'Narrow the scopes.' });
    kit.expectGoodView(view);
    expect(kit.words(view)).toContain('Narrow the scopes.');
  });

  test('offers the hundred newest versions', () => {
    const versions = Array.from({ length: 150 }, (_, n) => `1.0.${150 - n}`);
    const filled = { ...FORM.filled, version: '1.0.150', builders: [] };
    kit.expectGoodView(proposalForm({ ...FORM, versions, filled }));
  });
});

test.each(['ask-changes', 'reject', 'demote'] as const)('%s asks why', (why) => {
  const view = whyForm(why, PROMOTION);
  kit.expectGoodView(view);
  expect(view.private_metadata).toBe(`${why}|prm_1|2`);
});

test('the whole promotion can be read in a modal', () => {
  const view = promotionModal(SHOWN, { platform: true, team: false });
  kit.expectGoodView(view);
  expect(kit.buttons(view)).toContain('Publish');
});

describe('words of others never come alive', () => {
  test.each(kit.HOSTILE)('%s', (_name, text) => {
    const promotion = of({ component: text, version: text, team: text });
    kit.expectGoodView(
      pickForm(
        ['plugin/a'],
        Array.from({ length: 12 }, () => promotion),
      ),
    );
    const filled = { ...FORM.filled, license: text, evidence: text, useful: text };
    kit.expectGoodView(proposalForm({ ...FORM, filled, asked: text }));
    for (const why of ['ask-changes', 'reject', 'demote'] as const) {
      kit.expectGoodView(whyForm(why, promotion));
    }
  });
});
