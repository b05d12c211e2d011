import { beforeEach, describe, expect, test } from 'vitest';
import { showReport } from '../../../lib/acts/duplicates.ts';
import { DUPLICATES } from '../../../lib/slack/views/duplicates.ts';
import { MONDAY, TWINS, twinsReported } from '../../acts/duplicates-kit.ts';
import { stage } from '../../acts/stage.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { ADMIN, AUDITOR, OWNER } from '../../kit/people.ts';
import { words } from '../views/kit.ts';
import { pressed, submitted, typed } from './room-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await twinsReported(deps);
});

const VALUE = `${MONDAY}|0`;
const press = (action: string, by = ADMIN, value = VALUE) => pressed(deps, by, { action, value });
const answerNow = async () => (await showReport(deps, MONDAY))?.report.groups[0]?.answer;

async function form(action: string) {
  const [reply] = await press(action);
  if (reply?.kind !== 'open') throw new Error('no form');
  return {
    callback: reply.view.callback_id ?? '',
    metadata: reply.view.private_metadata ?? '',
  };
}

test('the word shows the last report, a page at a time, to admins and auditors', async () => {
  expect(words(await typed(deps, ADMIN, 'duplicates'))).toContain('groups 1 to 1 of 1');
  expect(words(await typed(deps, AUDITOR, 'duplicates'))).toContain(TWINS[0]);
  expect(words(await typed(deps, OWNER, 'duplicates'))).toContain('Only auditors and platform');
  expect(words(await press(DUPLICATES.more, ADMIN, '5'))).toContain('That was the last page.');
  expect(words(await press(DUPLICATES.more, ADMIN, 'nonsense'))).toContain('groups 1 to 1');
});

describe('Keep Both', () => {
  test('asks for a reason that may stay empty', async () => {
    const replies = await submitted(deps, ADMIN, await form(DUPLICATES.keep), {
      [DUPLICATES.reason]: { value: null },
    });
    expect(words(replies)).toContain('they are different things');
    expect(await answerNow()).toMatchObject({ say: 'keep', because: '' });
  });

  test('comes too late for a group that somebody answered', async () => {
    const late = await form(DUPLICATES.keep);
    await submitted(deps, ADMIN, await form(DUPLICATES.keep));
    expect(words(await submitted(deps, ADMIN, late))).toContain('answered this group already');
    expect(words(await press(DUPLICATES.same))).toContain('answered this group already');
  });
});

describe('Same Job', () => {
  test('asks which one to go on with, and says what to do next', async () => {
    const asked = await form(DUPLICATES.same);
    expect(await submitted(deps, ADMIN, asked)).toMatchObject([{ kind: 'errors' }]);
    const replies = await submitted(deps, ADMIN, asked, {
      [DUPLICATES.best]: { selected_option: { value: '1' } },
      [DUPLICATES.reason]: { value: 'Retire the other.' },
    });
    expect(words(replies)).toContain(`${TWINS[1]} does the job of ${TWINS[0]}`);
    expect(await answerNow()).toMatchObject({ say: 'same', best: TWINS[1] });
  });
});

describe('Later', () => {
  test('keeps it in the list', async () => {
    expect(words(await press(DUPLICATES.later))).toContain('/yard duplicates');
    expect(await answerNow()).toMatchObject({ say: 'later' });
  });
});

test.each([
  [DUPLICATES.keep, OWNER, VALUE, 'Only platform admins'],
  [DUPLICATES.same, AUDITOR, VALUE, 'Only platform admins'],
  [DUPLICATES.later, OWNER, VALUE, 'Only platform admins'],
  [DUPLICATES.keep, ADMIN, '2020-01-06|0', 'There is no such group'],
  [DUPLICATES.later, ADMIN, `${MONDAY}|x`, 'There is no such group'],
  [DUPLICATES.same, ADMIN, '', 'There is no such group'],
])('%s by %s on %j is refused in words', async (action, by, value, said) => {
  expect(words(await press(action, by, value))).toContain(said);
  expect(await answerNow()).toBeUndefined();
});
