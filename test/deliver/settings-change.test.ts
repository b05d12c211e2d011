import { beforeEach, expect, test } from 'vitest';
import { answerChange } from '../../lib/acts/settings-change.ts';
import { render } from '../../lib/deliver/render.ts';
import { renderSettingsChange } from '../../lib/deliver/settings-change.ts';
import { proposed, secondAdmin } from '../acts/settings-kit.ts';
import { stage } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OWNER } from '../kit/people.ts';
import { buttons, words } from '../slack/views/kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await secondAdmin(deps, ADMIN, OWNER);
});

test('the channel and admins get the buttons, auditors and the person concerned only read', async () => {
  const { id } = await proposed(deps, ADMIN, { about: 'add-admin', person: COLLEAGUE });
  const labels = async (place: string) => buttons(await renderSettingsChange(deps, id, place));
  const every = ['Countersign', 'Refuse…', 'Withdraw'];
  expect(await labels('C0PLATFORM')).toEqual(every);
  expect(await labels('U0OWNER')).toEqual(every);
  expect(await labels('U0AUDITOR')).toEqual([]);
  expect(await labels('U0COLLEAGUE')).toEqual([]);
});

test('after the answer the card says so, as a later version', async () => {
  const { id } = await proposed(deps, ADMIN, { about: 'retention', days: 90 });
  const row = {
    what: 'settings-change-card',
    subject: `settings-change/${id}`,
    place: 'C0PLATFORM',
  } as const;
  expect(await render(deps, row)).toMatchObject({ kind: 'card', version: 1 });
  await answerChange(deps, OWNER, id, { answer: 'countersign', reason: '', name: 'owner' });
  const card = await render(deps, row);
  expect(card).toMatchObject({ kind: 'card', version: 2 });
  expect(words(card)).toContain('countersigned by <@U0OWNER>');
  expect(buttons(card)).toEqual([]);
});

test('a change that is not there is nothing to show', async () => {
  expect(await renderSettingsChange(deps, 'chg_x', 'C0PLATFORM')).toEqual({ kind: 'nothing' });
});
