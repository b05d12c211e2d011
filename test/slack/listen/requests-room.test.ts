import { beforeAll, describe, expect, test } from 'vitest';
import { fileRequest } from '../../../lib/acts/request.ts';
import { keyOf, PEOPLE } from '../../../lib/local/sample/organisation.ts';
import { showHome } from '../../../lib/slack/listen/home.ts';
import { onCommand } from '../../../lib/slack/listen/input.ts';
import { NEED, stage } from '../../acts/stage.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { words } from '../views/kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
  const first = { ...NEED, id: 'req_0', by: keyOf(PEOPLE.colleague), workflow: 'other' };
  await fileRequest(deps, first, 'nothing fits');
  deps.pass(1);
  await fileRequest(deps, NEED, 'nothing fits');
});

async function typed(typed: string, someone: (typeof PEOPLE)[keyof typeof PEOPLE]) {
  const from = { by: keyOf(someone), name: someone.handle, triggerId: '1.2' };
  const word = { kind: 'other', typed, rest: '' } as const;
  return words(await onCommand(deps, { kind: 'command', ...from, word }));
}

test('a person reads place and due date of their own requests', async () => {
  const said = await typed('requests', PEOPLE.owner);
  expect(said).toContain('parcel-sorter');
  expect(said).toContain('Place 2 of 2 · Answer due');
  expect(said).not.toContain('other');
});

test('the same stands on Home', async () => {
  const home = words(await showHome(deps, keyOf(PEOPLE.owner)));
  expect(home).toContain('My requests');
  expect(home).toContain('Place 2 of 2');
  expect(words(await showHome(deps, keyOf(PEOPLE.auditor)))).not.toContain('My requests');
});

test('figures are read with stats', async () => {
  expect(await typed('stats', PEOPLE.owner)).toContain('2 requests; 2 wait for the platform team.');
  expect(await typed('stats', PEOPLE.auditor)).toContain('All teams, the last three months');
});

describe('somebody of another organisation', () => {
  test.each(['requests', 'stats'])('is refused by %s', async (word) => {
    expect(await typed(word, PEOPLE.outsider)).toContain('Only people of this organisation');
  });
});
