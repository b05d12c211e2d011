import { describe, expect, test } from 'vitest';
import { newCiModal, rotateModal } from '../../../lib/slack/views/key-forms.ts';
import * as kit from './kit.ts';
import { TEAM } from './team-kit.ts';

test('a rotation asks when the older key stops, and proposes a day', () => {
  const view = rotateModal('workflow/reply-bot');
  kit.expectGoodView(view);
  expect(kit.words(view.blocks)).toContain('*reply-bot* has a key.');
  for (const label of ['At once', '1 hour later', '24 hours later', '7 days later']) {
    expect(kit.words(view.blocks)).toContain(label);
  }
  expect(JSON.stringify(view)).toContain(
    '"initial_option":{"text":{"type":"plain_text","text":"24',
  );
  expect(view).toMatchObject({
    callback_id: 'key_overlap',
    private_metadata: 'workflow/reply-bot',
  });
});

test('a new CI identity asks for its name and its team', () => {
  const view = newCiModal([TEAM]);
  kit.expectGoodView(view);
  expect(view).toMatchObject({ callback_id: 'ci_new' });
  const many = Array.from({ length: 300 }, (_, n) => ({ ...TEAM, id: `team-${n}` }));
  kit.expectGoodView(newCiModal(many));
});

describe('words of others never come alive', () => {
  test.each(kit.HOSTILE)('%s', (_name, text) => {
    kit.expectGoodView(rotateModal(`workflow/${text}`.slice(0, 2000)));
    kit.expectGoodView(newCiModal([{ ...TEAM, name: text }]));
  });
});
