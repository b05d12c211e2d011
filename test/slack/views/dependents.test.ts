import { describe, expect, test } from 'vitest';
import { dependentsMessage } from '../../../lib/slack/views/dependents.ts';
import * as kit from './kit.ts';

const row = {
  workflow: kit.workflow,
  by: 'locked' as const,
  range: '3.2.x',
  version: '3.2.4',
  via: [],
  systems: ['crm'],
  lastSeen: '2026-11-23T09:00:00.000Z',
};
const shown = {
  component: 'plugin/reply-drafter',
  range: '3.x',
  rows: [row],
  first: true,
  cut: false,
  more: undefined,
};

test('what runs today is told apart from what is only allowed', () => {
  const allowed = { ...row, by: 'range' as const, range: '>=3 <5', version: '4.0.0' };
  const message = dependentsMessage({ ...shown, rows: [row, allowed] });
  kit.expectGoodMessage(message);
  const text = kit.words(message.blocks);
  expect(text).toContain('Who depends on plugin/reply-drafter in 3.x');
  expect(text.indexOf('Running it today')).toBeLessThan(text.indexOf('Locked at 3.2.4'));
  expect(text.indexOf('their range allows it')).toBeLessThan(text.indexOf('Locked at 4.0.0'));
});

test('a row names owner, team, status, revision and the releases between', () => {
  const via = ['plugin/desk@1.0.0'];
  const text = kit.words(dependentsMessage({ ...shown, rows: [{ ...row, via }] }).blocks);
  expect(text).toContain('over plugin/desk@1.0.0');
  expect(text).toContain(`revision ${kit.workflow.revision}`);
  expect(text).toContain(kit.workflow.team);
});

test('a row says what it reaches and when it was last seen, or that it never was', () => {
  const textOf = (change: Partial<typeof row> & { lastSeen?: string | undefined }) => {
    const message = dependentsMessage({ ...shown, rows: [{ ...row, ...change }] });
    kit.expectGoodMessage(message);
    return kit.words(message.blocks);
  };
  expect(textOf({})).toMatch(/last seen <!date\^\d+\^.* · reaches crm/s);
  const never = textOf({ systems: [], lastSeen: undefined });
  expect(never).toContain('never seen');
  expect(never).not.toContain('reaches');
});

describe('empty pages', () => {
  test('say that nobody depends on it', () => {
    const message = dependentsMessage({ ...shown, rows: [] });
    kit.expectGoodMessage(message);
    expect(kit.words(message.blocks)).toContain('No AI workflow depends on');
  });

  test('say that it was the last page', () => {
    const message = dependentsMessage({ ...shown, rows: [], first: false });
    expect(kit.words(message.blocks)).toContain('That was the last page.');
  });
});

test('a next page is a button, and releases that were not followed are said', () => {
  const message = dependentsMessage({ ...shown, more: 'cursor|plugin/x', cut: true });
  kit.expectGoodMessage(message);
  expect(kit.buttons(message.blocks)).toContain('Next Page');
  expect(kit.words(message.blocks)).toContain('not all were followed');
});

test.each(kit.HOSTILE)('%s comes alive nowhere', (_, text) => {
  const workflow = {
    ...kit.workflow,
    id: text,
    team: text,
    manifest: { ...kit.workflow.manifest, systems: [text] },
  };
  const rows = Array.from({ length: 10 }, () => ({ ...row, workflow, range: text, via: [text] }));
  const message = dependentsMessage({ ...shown, component: text, rows });
  kit.expectGoodMessage(message);
  kit.expectOnlyOurTokens(message);
});
