import { expect, test } from 'vitest';
import type { Workflow } from '../../../lib/core/workflow.ts';
import {
  retireDone,
  retiredMessage,
  retireForm,
  retirePicker,
} from '../../../lib/slack/views/retire.ts';
import { workflowPage } from '../../../lib/slack/views/show-workflow.ts';
import {
  ADMIN,
  buttons,
  expectGoodMessage,
  expectGoodView,
  HOSTILE,
  words,
  workflow,
} from './kit.ts';

const AT = '2026-11-23T09:00:00.000Z';
const WORKS = {
  leases: [{ connector: 'mailer', scopes: ['mail.read'], until: AT }],
  secrets: [{ connector: 'crm', at: AT }],
};
const RETIRED: Workflow = {
  ...workflow,
  status: 'retired',
  retired: { by: ADMIN, at: AT, reason: 'It is replaced.' },
};

test('the form says what ends, and how it is undone from each home', () => {
  expectGoodView(retireForm(workflow));
  expect(words(retireForm({ id: 'bot', home: 'repo' }))).toContain('CI alone cannot do that');
  expect(words(retireForm({ id: 'bot', home: 'slack' }))).toContain('with Edit');
});

test('whoever pressed and the owner read what still works until when', () => {
  const done = retireDone(RETIRED, WORKS);
  expectGoodView(done);
  expect(words(done)).toContain('Still works');
  expect(words(retireDone(RETIRED))).not.toContain('Still works');
  const told = retiredMessage(RETIRED, WORKS);
  expectGoodMessage(told);
  expect(words(told)).toContain('It is replaced.');
  expectGoodMessage(retiredMessage(workflow));
});

test('its page says who retired it and why, and does not offer it again', () => {
  const page = workflowPage({
    ...{ workflow: RETIRED, gated: [], advisory: [], lastUse: undefined, model: 'none', log: '' },
    ...{ may: { edit: false, log: false, retire: true }, sameJob: [] },
    findings: { drift: [], running: [], broken: undefined },
  });
  expectGoodMessage(page);
  expect(words(page)).toContain('It is replaced.');
  expect(buttons(page)).toEqual([]);
});

test('a picker offers a hundred and says what to type for the rest', () => {
  const many = Array.from({ length: 120 }, (_, n) => ({ ...workflow, id: `bot-${n}` }));
  const view = retirePicker(many, '/yard');
  expectGoodView(view);
  expect(words(view)).toContain('And 20 more: type `/yard retire`');
});

test.each(HOSTILE)('all of it stays whole with %s', (_, text) => {
  const retired = { by: ADMIN, at: AT, reason: text };
  const spoiled: Workflow = { ...RETIRED, id: text.slice(0, 80), retired };
  const works = { leases: [{ connector: text, scopes: [text], until: AT }], secrets: [] };
  expectGoodView(retireForm(spoiled));
  expectGoodView(retireDone(spoiled, works));
  expectGoodMessage(retiredMessage(spoiled, works));
  expectGoodView(retirePicker([spoiled], text));
});
