import { beforeAll, expect, test } from 'vitest';
import { keyOf, PEOPLE } from '../../../lib/local/sample/organisation.ts';
import { onCommand, onPress } from '../../../lib/slack/listen/input.ts';
import { registered, stage } from '../../acts/stage.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { words } from '../views/kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
  await registered(deps);
});

const from = { by: keyOf(PEOPLE.salesLead), name: 'sales-lead', triggerId: '1.2' };

async function typed(rest: string): Promise<string> {
  const word = { kind: 'other' as const, typed: 'who', rest };
  return words(await onCommand(deps, { kind: 'command', ...from, word }));
}

test('names who depends on a component, and over which release', async () => {
  const text = await typed('skill/tone-brand-voice@2.x');
  expect(text).toContain('reply-bot');
  expect(text).toContain('over plugin/reply-drafter@3.2.4');
});

test.each(['', 'reply-drafter', 'x'.repeat(400)])(
  '"%s" is answered with how to write it',
  async (rest) => {
    expect(await typed(rest)).toContain('/yard who plugin/reply-drafter');
  },
);

test.each([
  ['plugin/none', 'not in the catalog'],
  ['plugin/reply-drafter@latest', 'no version range'],
])('%s is refused in one sentence', async (rest, says) => {
  expect(await typed(rest)).toContain(says);
});

test('the button for more goes on where the page ended, and an old one is refused', async () => {
  const press = (value: string) =>
    onPress(deps, {
      kind: 'press',
      ...from,
      press: { kind: 'other', action: 'dependents_more', part: '', value },
      surface: { kind: 'message', channel: 'C0SALES' },
    });
  const end = btoa(JSON.stringify([9, 0, '']));
  expect(words(await press(`${end}|skill/tone-brand-voice`))).toContain('That was the last page.');
  expect(words(await press('nonsense|skill/tone-brand-voice'))).toContain('none of ours');
});
