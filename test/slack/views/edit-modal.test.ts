import { describe, expect, test } from 'vitest';
import type { EditOptions } from '../../../lib/core/registration-edit.ts';
import { optionValue } from '../../../lib/slack/views/edit-inputs.ts';
import { editModal } from '../../../lib/slack/views/edit-modal.ts';
import * as kit from './kit.ts';

const OPTIONS: EditOptions = {
  actions: ['refund', 'send_external_email'],
  gated: ['send_external_email'],
  connectors: [{ connector: 'crm', scopes: ['crm.read', 'crm.write'], chosen: ['crm.read'] }],
  upgrades: [
    {
      component: 'plugin/reply-drafter',
      locked: '3.2.4',
      version: '3.3.0',
      range: '3.3.x',
      changes: ['adds scope crm.write', 'drops action refund'],
    },
  ],
};
const shown = { workflow: kit.workflow, options: OPTIONS, waiting: false };

test('the form shows all that can be changed, without JSON', () => {
  const view = editModal(shown);
  kit.expectGoodView(view);
  const text = kit.words(view.blocks);
  for (const part of [
    'What it does',
    'Owner',
    'Backup',
    'Needs an approval each time',
    'send_external_email: how many must approve',
    'send_external_email: asked besides',
    'A fresh login with each approval',
    'Whoever approves says why',
    'The owner may not decide',
    'send_external_email: people who may approve',
    'send_external_email: a team whose members may approve',
    'Access through crm',
    'Version of plugin/reply-drafter',
    '3.3.0 against 3.2.4: adds scope crm.write, drops action refund.',
  ]) {
    expect(text).toContain(part);
  }
  expect(view.submit?.text).toBe('Save');
  expect(view.private_metadata).toBe('support-reply-drafter|1');
  expect(kit.buttons(view.blocks)).toEqual(['Upgrade…', 'Move Home to a Repository…']);
});

test('what a rule asks besides is checked already', () => {
  const gates = { send_external_email: { step_up: true as const, exclude_owner: true as const } };
  const manifest = { ...kit.workflow.manifest, gates };
  const view = editModal({ ...shown, workflow: { ...kit.workflow, manifest } });
  kit.expectGoodView(view);
  const checked = view.blocks.flatMap((block) =>
    'element' in block && block.element.type === 'checkboxes'
      ? [block.element.initial_options?.map((one) => one.value)]
      : [],
  );
  expect(checked).toEqual([['step_up', 'exclude_owner']]);
});

test('a pin that is too wide may stay at its version, with or without a newer one', () => {
  const [upgrade] = OPTIONS.upgrades;
  if (!upgrade) throw new Error('one upgrade');
  const alone = { ...upgrade, version: '3.2.4', range: '3.2.4', changes: [] };
  const upgrades = [{ ...upgrade, exact: true }, alone];
  const view = editModal({ ...shown, options: { ...OPTIONS, upgrades } });
  kit.expectGoodView(view);
  const choices = view.blocks.flatMap((block) => {
    const isVersion = 'element' in block && block.block_id?.startsWith('edit_version:');
    if (!isVersion || block.element.type !== 'static_select') return [];
    return [block.element.options?.map((one) => `${one.text.text} = ${one.value}`)];
  });
  expect(choices).toEqual([
    ['Keep 3.2.4 = keep', 'Pin 3.2.4 exactly = 3.2.4', 'Take 3.3.0 = 3.3.x'],
    ['Keep 3.2.4 = keep', 'Pin 3.2.4 exactly = 3.2.4'],
  ]);
  expect(kit.words(view.blocks)).toContain('Its range is wider than new pins may be.');
});

test('at home in a repository it gives a patch, and says so', () => {
  const view = editModal({ ...shown, workflow: { ...kit.workflow, home: 'repo', revision: 2 } });
  kit.expectGoodView(view);
  expect(view.submit?.text).toBe('Show Patch');
  expect(kit.words(view.blocks)).toContain('Nothing is saved here');
  expect(kit.buttons(view.blocks)).toEqual(['Upgrade…', 'Go Back…', 'Move Home to Slack…']);
});

test('what waits and what went wrong is said above', () => {
  const view = editModal({ ...shown, waiting: true, problems: ['Changed meanwhile.'] });
  kit.expectGoodView(view);
  expect(kit.words(view.blocks)).toContain('waits for its review');
  expect(kit.words(view.blocks)).toContain(':warning: Changed meanwhile.');
});

test('a workflow without actions, scopes and newer versions is a short form', () => {
  const options = { actions: [], gated: [], connectors: [], upgrades: [] };
  const view = editModal({ ...shown, options });
  kit.expectGoodView(view);
  expect(kit.words(view.blocks)).toContain('there is nothing to approve');
});

describe('however much there is', () => {
  test.each(kit.HOSTILE)('it fits, with %s', (_, text) => {
    const many = Array.from({ length: 50 }, (_, n) => `${n} ${text}`);
    const options: EditOptions = {
      actions: many,
      gated: many,
      connectors: many.map((connector) => ({ connector, scopes: many, chosen: many.slice(0, 9) })),
      upgrades: many.map((component) => ({
        ...{ component, locked: text, version: text, range: '1.0.x' },
        ...{ changes: many, exact: true },
      })),
    };
    const workflow = { ...kit.workflow, purpose: text };
    const teams = many.slice(0, 40).map((name, n) => ({ id: `team-${n}`, name }));
    const view = editModal({ workflow, options, teams, waiting: true, problems: many });
    kit.expectGoodView(view);
    expect(kit.words(view.blocks)).toContain('What is not shown stays as it is.');
  });
});

test('a long name has a value of its own, always the same', () => {
  const long = 'x'.repeat(90);
  expect(optionValue('short')).toBe('short');
  expect(optionValue(long).length).toBeLessThanOrEqual(75);
  expect(optionValue(long)).toBe(optionValue(long));
  expect(optionValue(long)).not.toBe(optionValue(`${long}y`));
});
