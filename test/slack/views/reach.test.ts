import { describe, expect, test } from 'vitest';
import type { ReachRow } from '../../../lib/core/reach.ts';
import { reachMessage, SYSTEMS_PAGE, systemsMessage } from '../../../lib/slack/views/reach.ts';
import { buttons, COLLEAGUE, expectGoodMessage, HOSTILE, words, workflow } from './kit.ts';

const ROW: ReachRow = {
  workflow: { ...workflow, backup: COLLEAGUE },
  via: ['manifest', 'connector/crm@1.4.0'],
  scopes: ['crm.read'],
  waiting: ['crm.write'],
  gated: 'some',
  gatedActions: ['send_external_email'],
  openActions: ['export'],
};
const SHOWN = { system: 'CRM', rows: [ROW], first: true, filed: true, more: undefined };

describe('who can touch a system', () => {
  test('is told in whole lines: through what, with which scopes, and what needs an approval', () => {
    const message = reachMessage({ ...SHOWN, more: 'next|CRM' });
    expectGoodMessage(message);
    const text = words(message);
    expect(text).toContain('Through its manifest, connector/crm@1.4.0 · scopes crm.read');
    expect(text).toContain('asked for, not given: crm.write');
    expect(text).toContain('Needs approval: send_external_email. Needs none: export');
    expect(text).toContain('backup <@U0COLLEAGUE>');
    expect(buttons(message)).toEqual(['Next Page']);
  });

  test.each([
    ['all', 'Needs approval: send_external_email'],
    ['none', 'Needs no approval: export'],
    ['no-actions', 'No actions are listed for it'],
  ] as const)('gated %s', (gated, says) => {
    expect(words(reachMessage({ ...SHOWN, rows: [{ ...ROW, gated }] }))).toContain(says);
  });

  test('nobody, the end, and what is not filed yet are said', () => {
    const none = { ...SHOWN, rows: [] };
    expect(words(reachMessage(none))).toContain('No AI workflow can touch CRM.');
    expect(words(reachMessage(none))).toContain('`reach` without a name shows every system.');
    expect(words(reachMessage({ ...none, first: false }))).toContain('That was the last page.');
    expect(words(reachMessage({ ...none, filed: false }))).toContain('still being filed');
  });

  test.each(HOSTILE)('stays whole with %s', (_, text) => {
    const row: ReachRow = {
      ...ROW,
      workflow: { ...workflow, id: text, team: text },
      ...{
        via: [text],
        scopes: [text],
        waiting: [text],
        gatedActions: [text],
        openActions: [text],
      },
    };
    const rows = Array.from({ length: 10 }, () => row);
    expectGoodMessage(reachMessage({ ...SHOWN, system: text, rows, more: 'next|crm' }));
  });
});

describe('systems', () => {
  const many = (n: number, system = 'System') =>
    Array.from({ length: n }, (_, at) => ({ key: `s${at}`, system, workflows: n - at }));

  test('come with a button each, a page at a time', () => {
    const first = systemsMessage(many(SYSTEMS_PAGE + 1), {
      page: 0,
      filed: true,
      command: '/yard',
    });
    expectGoodMessage(first);
    expect(buttons(first)).toHaveLength(SYSTEMS_PAGE + 1);
    const last = systemsMessage(many(SYSTEMS_PAGE + 1), {
      page: 1,
      filed: false,
      command: '/yard',
    });
    expect(buttons(last)).toEqual(['Show']);
    const over = systemsMessage(many(1), { page: 5, filed: true, command: '/yard' });
    expect(words(over)).toContain('That was the last page.');
  });

  test('none yet says how to look one up', () => {
    const message = systemsMessage([], { page: 0, filed: true, command: '/yard' });
    expectGoodMessage(message);
    expect(words(message)).toContain('/yard reach CRM');
  });

  test.each(HOSTILE)('stay whole with %s', (_, text) => {
    const page = { page: 0, filed: true, command: text };
    expectGoodMessage(systemsMessage(many(SYSTEMS_PAGE, text), page));
    expectGoodMessage(systemsMessage([], page));
  });
});
