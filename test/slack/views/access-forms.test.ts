import { describe, expect, test } from 'vitest';
import {
  type AskShown,
  askModal,
  narrowModal,
  refuseAccessModal,
  takeBackModal,
  wantTexts,
} from '../../../lib/slack/views/access-forms.ts';
import { hostile, REQUEST, SHOWN } from './access-kit.ts';
import * as kit from './kit.ts';

const { facts, advisory } = SHOWN;
const ASK: AskShown = {
  workflow: 'reply-bot',
  askable: [{ connector: 'crm', scopes: ['crm.read', 'crm.write'] }],
  facts,
  advisory,
};

describe('the form that asks', () => {
  test('lets scopes be chosen by connector, with what each lets happen', () => {
    const view = askModal(ASK);
    kit.expectGoodView(view);
    const read = kit.words(view);
    expect(read).toContain('Access through crm');
    expect(read).toContain('lets send_email happen after an approval');
    expect(read).toContain('Advisory gate');
    expect(kit.buttons(view)).toEqual([]);
  });

  test('has chosen what ends soon, and shows what waits with a way back', () => {
    const want = { connector: 'crm', scope: 'crm.write' };
    const gone = { connector: 'crm', scope: 'gone' };
    const waiting = [{ ...want, request: 'acc_1' }];
    const view = askModal({ ...ASK, chosen: [want, gone], waiting, mayTakeBack: true });
    kit.expectGoodView(view);
    expect(JSON.stringify(view)).toContain('"initial_options":[{');
    expect(JSON.stringify(view)).not.toContain('gone');
    expect(kit.words(view)).toContain('Waits for the platform: crm.write of crm');
    expect(kit.buttons(view)).toEqual(['Withdraw', 'Take Back…']);
  });

  test('says when there is nothing to ask for', () => {
    const view = askModal({ ...ASK, askable: [] });
    kit.expectGoodView(view);
    expect(kit.words(view)).toContain('There is nothing to ask for');
  });

  test('shows eight connectors of many, and a hundred scopes of more', () => {
    const scopes = Array.from({ length: 150 }, (_, n) => `scope-${n}`);
    const askable = Array.from({ length: 20 }, (_, n) => ({ connector: `c-${n}`, scopes }));
    kit.expectGoodView(askModal({ ...ASK, askable }));
  });
});

test('narrowing begins with all of it', () => {
  const view = narrowModal(REQUEST, '2026-12-31');
  kit.expectGoodView(view);
  expect(JSON.stringify(view)).toContain('"initial_date":"2026-12-31"');
  expect(JSON.stringify(view).match(/crm: crm\.write/g)?.length).toBeGreaterThan(2);
  kit.expectGoodView(narrowModal(REQUEST, undefined));
  expect(wantTexts(REQUEST.wants)).toEqual(['crm: crm.write', 'crm: crm.read']);
});

test('taking back begins with none of it', () => {
  const view = takeBackModal('reply-bot', REQUEST.wants);
  kit.expectGoodView(view);
  expect(JSON.stringify(view)).not.toContain('initial_options');
  const none = takeBackModal('reply-bot', []);
  kit.expectGoodView(none);
  expect(kit.words(none)).toContain('no access that could be taken back');
});

test.each(kit.HOSTILE)('forms with %s', (_, text) => {
  const { request, facts: told, advisory: said } = hostile(text);
  const askable = [{ connector: text, scopes: [text] }];
  const waiting = [{ connector: text, scope: text, request: 'acc_1' }];
  kit.expectGoodView(
    askModal({
      workflow: request.workflow,
      askable,
      facts: told,
      advisory: said,
      waiting,
      mayTakeBack: true,
    }),
  );
  kit.expectGoodView(narrowModal(request, undefined));
  kit.expectGoodView(refuseAccessModal(request));
  kit.expectGoodView(takeBackModal(request.workflow, request.wants));
});
