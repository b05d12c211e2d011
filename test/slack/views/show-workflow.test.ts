import { expect, test } from 'vitest';
import type { Workflow } from '../../../lib/core/workflow.ts';
import { workflowPage } from '../../../lib/slack/views/show-workflow.ts';
import { buttons, COLLEAGUE, expectGoodMessage, HOSTILE, OWNER, words, workflow } from './kit.ts';

const AT = '2026-11-23T09:00:00.000Z';
const WORKFLOW: Workflow = {
  ...workflow,
  backup: COLLEAGUE,
  actions: ['send_external_email', 'export'],
  missingScopes: ['crm.write'],
  systems: [
    { system: 'Billing', via: ['manifest'] },
    { system: 'CRM', via: ['connector/crm@1.0.0'] },
    { system: 'Mail', via: ['plugin/a@1.0.0', 'plugin/b@1.0.0'] },
  ],
  keys: [{ id: 'k', hash: 'h', holder: OWNER, issuedAt: AT }],
};
const PAGE = {
  workflow: WORKFLOW,
  gated: ['send_external_email'],
  advisory: ['Advisory gate: connector/crm does not say which scope lets it happen.'],
  lastUse: AT,
  may: { edit: true, log: true, retire: true },
  model: 'medium-1, named by the workflow itself.',
  log: 'https://logs.example/bot',
  sameJob: [{ others: ['plugin/other'], best: 'plugin/other', because: '' }],
  findings: { drift: [], running: [], broken: undefined },
};

test('a page says whose it is, what it can touch, what needs an approval, and where its log is', () => {
  const page = workflowPage(PAGE);
  expectGoodMessage(page);
  const text = words(page);
  for (const says of [
    'Owner <@U0OWNER>, backup <@U0COLLEAGUE>',
    'plugin/reply-drafter `3.2.4` of `3.2.x`',
    'Billing, CRM (through connector/crm@1.0.0), Mail (through 2 components)',
    'Waits for crm.write',
    'Advisory gate: connector/crm does not say',
    '*Needs approval* send_external_email',
    'No approval is needed for export',
    '1 key, last used',
    'https://logs.example/bot',
    'Said to do the same job as plugin/other; plugin/other is the one to keep.',
  ]) {
    expect(text).toContain(says);
  }
  expect(buttons(page)).toEqual(['Edit', 'Show the Log', 'Retire…']);
});

test('a colleague sees neither log nor the use of keys', () => {
  const page = workflowPage({
    ...PAGE,
    lastUse: undefined,
    may: { edit: false, log: false, retire: false },
  });
  expect(buttons(page)).toEqual([]);
  expect(words(page)).not.toContain('logs.example');
  expect(words(page)).not.toContain('used');
});

test('what is paused, keyless, unused, or not filed yet is said', () => {
  const paused = { by: OWNER, at: AT, admin: false, reason: 'It loops.' };
  const bare: Workflow = { ...workflow, status: 'paused', paused, actions: [] };
  const text = words(workflowPage({ ...PAGE, workflow: bare, gated: [], lastUse: undefined }));
  expect(text).toContain('It loops.');
  expect(text).toContain('no backup');
  expect(text).toContain('No key was claimed yet.');
  expect(text).toContain('no system that anybody named');
  const unused = workflowPage({ ...PAGE, lastUse: undefined });
  expect(words(unused)).toContain('never used');
});

test.each(HOSTILE)('a page stays whole with %s', (_, text) => {
  const lock = { component: text, range: text, version: text };
  const spoiled: Workflow = {
    ...WORKFLOW,
    ...{ id: text.slice(0, 80), team: text, purpose: text, actions: [text], missingScopes: [text] },
    locks: Array.from({ length: 40 }, () => lock),
    systems: Array.from({ length: 200 }, () => ({ system: text, via: [text] })),
    paused: { by: OWNER, at: AT, admin: true, reason: text },
    status: 'paused',
  };
  const gated = Array.from({ length: 50 }, () => text);
  const sameJob = gated.map(() => ({ others: gated, best: text, because: text }));
  expectGoodMessage(workflowPage({ ...PAGE, workflow: spoiled, gated, log: text, sameJob }));
});
