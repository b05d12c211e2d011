import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Found } from '../../../lib/core/found.ts';
import { matchModal } from '../../../lib/slack/views/match-modal.ts';
import * as kit from './kit.ts';

const entry = (id: string): Found => ({
  id,
  kind: 'plugin',
  title: id,
  description: 'Drafts replies.',
  team: 'platform',
  version: '3.2.4',
  use: 3,
  why: 'It drafts replies.',
});
const step = {
  metadata: '{}',
  workflow: 'support-replies',
  components: ['plugin/a', 'plugin/b'].map(entry),
  workflows: [{ ...entry('workflow/other'), kind: 'workflow' as const, status: 'active' }],
};

const value = z.object({ value: z.string() });
const radioSchema = z.object({
  element: z.object({ options: z.array(value), initial_option: value.optional() }),
});

function radio(view: ReturnType<typeof matchModal>) {
  return radioSchema.parse(view.blocks.find((each) => each.block_id === 'choice')).element;
}

test('step 2 shows matches with their reasons, near-duplicates apart, and what Reuse does', () => {
  const view = matchModal(step);
  kit.expectGoodView(view);
  const text = kit.words(view.blocks);
  expect(text).toContain(
    '*1. plugin/a* · plugin · 3.2.4 · owned by platform · used by 3 workflows',
  );
  expect(text).toContain('It drafts replies.');
  expect(text).toContain('Workflows that already do something like this');
  expect(text).toContain('registers *support-replies* at once, locks its versions');
});

test('the last choice is "Nothing fits", and nothing is chosen for the person', () => {
  const choice = radio(matchModal(step));
  expect(choice.options.map((one) => one.value)).toEqual(['0', '1', 'nothing']);
  expect(choice.initial_option).toBeUndefined();
});

test('one tap uses an entry as it is; that it nearly fits is the other choice', () => {
  const fit = matchModal(step).blocks.find((each) => each.block_id === 'fit');
  const { options, initial_option } = radioSchema.parse(fit).element;
  expect(options.map((one) => one.value)).toEqual(['as-is', 'nearly']);
  expect(initial_option?.value).toBe('as-is');
});

test('an entry chosen with Use This is preselected', () => {
  expect(radio(matchModal({ ...step, component: 'plugin/b' })).initial_option?.value).toBe('1');
});

test('without matches "Nothing fits" is what is left', () => {
  const view = matchModal({ ...step, components: [], workflows: [] });
  kit.expectGoodView(view);
  expect(radio(view).initial_option?.value).toBe('nothing');
  expect(kit.words(view.blocks)).not.toContain('registers *');
  expect(view.blocks.some((each) => each.block_id === 'fit')).toBe(false);
});

describe('words of others never come alive', () => {
  test.each(kit.HOSTILE)('%s', (_name, text) => {
    const spoil = (one: Found): Found => ({
      ...one,
      title: text,
      description: text,
      team: text,
      version: text,
      why: text,
    });
    const components = ['a', 'b', 'c', 'd', 'e'].map((id) => spoil(entry(id)));
    const workflows = step.workflows.map(spoil);
    kit.expectGoodView(matchModal({ ...step, workflow: text, components, workflows }));
  });
});
