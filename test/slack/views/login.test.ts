import { describe, expect, test } from 'vitest';
import type { Login } from '../../../lib/core/login.ts';
import type { UserCode } from '../../../lib/core/secret.ts';
import {
  answeredLoginModal,
  confirmLoginModal,
  loginCodeModal,
  loginEndedMessage,
} from '../../../lib/slack/views/login.ts';
import * as kit from './kit.ts';

const CODE = 'ABCD-EFGH-JKMN';
const asked: UserCode = {
  type: 'user-code',
  login: 'login_1',
  client: 'yardmaster command line',
  host: 'desk-7',
  askedAt: '2026-11-23T09:00:00.000Z',
  expiresAt: '2026-11-23T09:15:00.000Z',
};
const login: Login = {
  id: 'login_1',
  client: asked.client,
  host: asked.host,
  confirmedAt: asked.askedAt,
};

test('without a code it is asked for, with where it comes from', () => {
  const view = loginCodeModal();
  kit.expectGoodView(view);
  expect(kit.words(view.blocks)).toContain('Run `yardmaster login` in your terminal.');
  expect(view).toMatchObject({ callback_id: 'login_code' });
});

test('who confirms is shown code, machine, time, what a login may do, and the warning', () => {
  const view = confirmLoginModal(asked, CODE);
  kit.expectGoodView(view);
  const text = kit.words(view.blocks);
  for (const said of [
    CODE,
    'yardmaster command line',
    'desk-7',
    'Asked <!date^1795424400^',
    'everything you may do, for 12 hours',
    'Only confirm if you started this yourself just now.',
    'What it says of itself is not checked.',
  ]) {
    expect(text).toContain(said);
  }
  expect(kit.words(view.submit)).toBe('Confirm');
  expect(kit.buttons(view.blocks)).toEqual(['That Was Not Me']);
  expect(view).toMatchObject({ callback_id: 'login_confirm', private_metadata: CODE });
});

test.each([
  ['confirmed', 'Your terminal goes on by itself'],
  ['denied', 'Whoever asked gets nothing'],
] as const)('an answer that is %s says what follows', (choice, says) => {
  const view = answeredLoginModal(choice, '/yard');
  kit.expectGoodView(view);
  expect(kit.words(view.blocks)).toContain(says);
});

test('an ended login is told with the machine it was for and what to do', () => {
  const message = loginEndedMessage(login, '/yard');
  kit.expectGoodMessage(message);
  expect(message.text).toContain('Somebody asked for your login a second time, so it was ended.');
  expect(kit.words(message.blocks)).toContain('desk-7');
  expect(kit.words(message.blocks)).toContain('`yardmaster login`');
  kit.expectGoodMessage(loginEndedMessage(undefined, '/yard'));
});

describe('what a machine says of itself never comes alive', () => {
  test.each(kit.HOSTILE)('%s', (_name, text) => {
    kit.expectGoodView(confirmLoginModal({ ...asked, client: text, host: text }, CODE));
    kit.expectGoodMessage(loginEndedMessage({ ...login, client: text, host: text }, '/yard'));
  });
});
