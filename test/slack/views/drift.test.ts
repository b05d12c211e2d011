import { expect, test } from 'vitest';
import type { Findings } from '../../../lib/core/evidence.ts';
import { findingBlocks } from '../../../lib/slack/views/drift.ts';
import { buttons, expectGoodMessage, HOSTILE, words, workflow } from './kit.ts';

const AT = '2026-11-23T09:00:00.000Z';
const CLEAN: Findings = { drift: [], running: [], broken: undefined };
const one = { about: 'connector/mailer', say: 'It does not pin connector/mailer.', at: AT };
const FOUND: Findings = {
  drift: [one],
  running: [
    { component: 'plugin/a', locked: '1.0.0', reported: { version: '1.1.0', at: AT } },
    { component: 'plugin/b', locked: '1.0.0', reported: undefined },
  ],
  broken: { failures: 4, last: [{ about: 'connector/mailer', at: AT }] },
};
const page = (findings: Findings, edit = true, status = workflow.status) => {
  const blocks = findingBlocks({ workflow: { ...workflow, status }, may: { edit }, findings });
  return { text: 'Findings', blocks };
};

test('what was found is said, with the three ways to deal with it', () => {
  expectGoodMessage(page(FOUND));
  const said = words(page(FOUND));
  for (const text of [
    '*Drifting*',
    '*Broken* It failed 4 times',
    'plugin/a 1.1.0; not reported: 1',
  ]) {
    expect(said).toContain(text);
  }
  expect(buttons(page(FOUND))).toEqual(['Accept Through Review', 'Narrow', 'Pause…']);
  expect(buttons(page({ ...FOUND, drift: [] }))).toEqual(['Pause…']);
});

test('who may not edit has no buttons, and what is paused is not paused again', () => {
  expect(buttons(page(FOUND, false))).toEqual([]);
  expect(buttons(page(FOUND, true, 'paused'))).toEqual(['Accept Through Review', 'Narrow']);
});

test('nothing found says nothing; nothing reported is said', () => {
  expect(page(CLEAN).blocks).toEqual([]);
  const silent = { ...CLEAN, running: FOUND.running.slice(1) };
  expect(words(page(silent))).toContain('Running versions: not reported.');
});

test.each(HOSTILE)('all of it stays whole with %s', (_, text) => {
  const drift = Array.from({ length: 30 }, () => ({ ...one, say: text, about: text }));
  const running = Array.from({ length: 30 }, () => {
    return { component: text, locked: text, reported: { version: text, at: AT } };
  });
  const broken = { failures: 9, last: [{ about: text, at: AT }] };
  expectGoodMessage(page({ drift, running, broken }));
});
