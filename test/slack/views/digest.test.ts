import { describe, expect, test } from 'vitest';
import type { DigestLine } from '../../../lib/core/digest.ts';
import type { NudgeAnswer } from '../../../lib/core/nudge-answer.ts';
import {
  type DigestMessage,
  type DigestRow,
  digestMessage,
  helpAskedMessage,
  lineValue,
  planForm,
  readValue,
} from '../../../lib/slack/views/digest.ts';
import { CAMPAIGN } from '../../core/campaign-kit.ts';
import { LATER } from '../../core/perfect.ts';
import * as kit from './kit.ts';

const LINE: DigestLine = {
  ...{ campaign: 'cmp_1', workflow: 'reply-bot' },
  component: CAMPAIGN.component,
  version: '1.4.0',
  ends: CAMPAIGN,
  since: LATER,
  must: { kind: 'upgrade', version: '2.0.1' },
  samePermissions: true,
};
const ANSWER: NudgeAnswer = {
  ...{ campaign: 'cmp_1', workflow: 'reply-bot', by: kit.OWNER, at: LATER },
  ...{ said: 'planned', snoozes: 0, notMine: [], helped: [kit.OWNER] },
  quietUntil: '2026-12-02T23:00:00.000Z',
  plan: { day: '2026-12-03', by: kit.OWNER, at: LATER },
};
const OPEN: DigestRow = { kind: 'open', line: LINE, answer: undefined };

const shown = (change: Partial<DigestMessage> = {}) => {
  const base = { lines: [OPEN], more: 0, now: LATER, timeZone: 'Europe/Berlin', channel: false };
  const message = digestMessage({ ...base, ...change });
  kit.expectGoodMessage(message);
  return { words: kit.words(message.blocks), json: JSON.stringify(message), text: message.text };
};

describe('a digest', () => {
  test('says the line in words and as text, with what can be done', () => {
    const { words, json, text } = shown();
    const line =
      'uses crm-readonly 1.4.0, which stops on 15 January 2027 (53 days). 2.0.1 replaces it; same permissions. If you do nothing, it gets no credentials from 15 January 2027.';
    expect(words).toContain(`*reply-bot* ${line}`);
    expect(text).toContain(`1 AI workflow of yours uses versions that stop. reply-bot ${line}`);
    for (const label of ['Upgrade', 'Plan a Date…', 'Snooze', 'Get Help', 'Not Mine', 'Retire…']) {
      expect(json).toContain(`"text":"${label}"`);
    }
  });

  test('has one primary button, however many lines', () => {
    const lines = Array.from({ length: 10 }, (_, n): DigestRow => {
      return { kind: 'open', line: { ...LINE, workflow: `bot-${n}` }, answer: undefined };
    });
    const { json, words } = shown({ lines, more: 7 });
    expect(json.match(/"style":"primary"/g)).toHaveLength(1);
    expect(words).toContain('And 7 more.');
  });

  test('what was answered is said, and quiet asks nothing', () => {
    const { words, json } = shown({ lines: [{ ...OPEN, answer: ANSWER }] });
    expect(words).toContain('Planned for 3 Dec 2026 by <@U0OWNER>');
    expect(words).toContain('Quiet until');
    expect(words).toContain('was asked to help');
    expect(words).toContain('Nothing is left to do here now.');
    expect(json).not.toContain('Snooze');
  });

  test('what no button does is said', () => {
    const must = { kind: 'edit', component: 'plugin/crm', range: '1.0.x', line: '{}' } as const;
    const { words, json } = shown({ lines: [{ ...OPEN, line: { ...LINE, must } }] });
    expect(words).toContain('To do: pin plugin/crm "1.0.x" instead.');
    expect(json).not.toContain('"Upgrade"');
  });

  test('past its day nothing is planned or snoozed', () => {
    const { json, words } = shown({ now: CAMPAIGN.stops });
    expect(words).toContain('It gets no credentials any more.');
    expect(json).not.toContain('Plan a Date');
  });

  test('what moved, goes on or was passed on is said without buttons', () => {
    const key = { campaign: 'cmp_1', workflow: 'reply-bot' };
    const { words, json } = shown({
      lines: [
        { kind: 'moved', key, to: '2.0.1', since: LATER },
        { kind: 'over', key },
        { kind: 'passed', workflow: 'reply-bot' },
      ],
    });
    expect(words).toContain('Nothing left to do: on 2.0.1 since 23 November.');
    expect(words).toContain('what it uses goes on');
    expect(words).toContain('Passed on.');
    expect(json).not.toContain('"button"');
  });

  test('a channel reads that nobody answered', () => {
    expect(shown({ channel: true }).words).toContain('Nobody answered: 1 AI workflow uses');
  });

  test.each(kit.HOSTILE)('stays whole with %s', (_, words) => {
    const name = words.slice(0, 100);
    const line = {
      ...{ ...LINE, workflow: name, component: name, version: name },
      must: { kind: 'edit', component: `${name}x`, range: name, line: '' } as const,
    };
    const key = { campaign: 'cmp_1', workflow: name };
    const lines: DigestRow[] = [
      ...new Array(7).fill({ kind: 'open', line, answer: ANSWER }),
      { kind: 'moved', key, to: name, since: LATER },
      { kind: 'over', key },
      { kind: 'passed', workflow: name },
    ];
    shown({ lines, more: 1000 });
    kit.expectGoodMessage(helpAskedMessage({ line, by: kit.OWNER }, LATER, 'UTC'));
    kit.expectGoodView(planForm({ campaign: 'cmp_1', workflow: name }, CAMPAIGN));
  });
});

test('the form for a date names the last day', () => {
  const view = planForm(LINE, CAMPAIGN, '2026-12-03');
  kit.expectGoodView(view);
  expect(JSON.stringify(view)).toContain('Up to 14 Jan 2027.');
  expect(JSON.stringify(view)).toContain('"initial_date":"2026-12-03"');
});

test('what a button carries is read back, and nothing else', () => {
  expect(readValue(lineValue(LINE))).toEqual({ campaign: 'cmp_1', workflow: 'reply-bot' });
  for (const bad of ['', 'cmp_1', 'a|b|c', '|']) expect(readValue(bad)).toBeUndefined();
});
