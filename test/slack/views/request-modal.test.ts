import { describe, expect, test } from 'vitest';
import { needModal } from '../../../lib/slack/views/request-modal.ts';
import * as kit from './kit.ts';

const step = {
  metadata: '{}',
  teams: [
    { id: 'team-support', name: 'Support' },
    { id: 'team-sales', name: 'Sales' },
  ],
  need: 'Draft replies',
  workflow: 'draft-replies',
};

test('step 1 asks for need, name and team, prefilled', () => {
  const view = needModal(step);
  kit.expectGoodView(view);
  expect(view.callback_id).toBe('request_need');
  expect(view.blocks).toMatchObject([
    { block_id: 'need', element: { multiline: true, initial_value: 'Draft replies' } },
    { block_id: 'workflow', optional: true, element: { initial_value: 'draft-replies' } },
    { block_id: 'team', element: { initial_option: { value: 'team-support' } } },
  ]);
});

test('without a need nothing is prefilled', () => {
  const view = needModal({ ...step, need: '', workflow: '' });
  kit.expectGoodView(view);
  expect(JSON.stringify(view)).not.toContain('initial_value');
});

test('somebody in no team reads why and what to do, and cannot submit', () => {
  const view = needModal({ ...step, teams: [] });
  kit.expectGoodView(view);
  expect(view.submit).toBeUndefined();
  expect(kit.words(view.blocks)).toContain('Ask your lead or a platform admin to add you.');
});

test('problems of the last try and the chosen entry stand on top', () => {
  const view = needModal({
    ...step,
    team: 'team-sales',
    component: 'plugin/reply-drafter',
    problems: ['The name is taken.'],
  });
  kit.expectGoodView(view);
  expect(kit.words(view.blocks)).toContain('The name is taken.');
  expect(kit.words(view.blocks)).toContain('You chose *plugin/reply-drafter*.');
  expect(JSON.stringify(view.blocks.at(-1))).toContain(
    '"initial_option":{"text":{"type":"plain_text","text":"Sales"',
  );
});

describe('words of others never come alive', () => {
  test.each(kit.HOSTILE)('%s', (_name, text) => {
    const teams = [{ id: 'team-support', name: text }];
    const problems = Array.from({ length: 40 }, () => text);
    kit.expectGoodView(needModal({ ...step, teams, need: text, component: text, problems }));
  });
});
