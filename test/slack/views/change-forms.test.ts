import { describe, expect, test } from 'vitest';
import {
  type ChangePreviewShown,
  changeForm,
  changePreview,
} from '../../../lib/slack/views/change-forms.ts';
import * as kit from './kit.ts';

test('the form asks what is planned, without JSON', () => {
  const view = changeForm('plugin/reply-drafter', 'chg_1');
  kit.expectGoodView(view);
  expect(view).toMatchObject({ private_metadata: 'chg_1', submit: { text: 'Preview' } });
  expect(JSON.stringify(view)).toContain('"initial_value":"plugin/reply-drafter"');
  kit.expectGoodView(changeForm('', 'chg_1'));
});

const ROW = {
  workflow: 'support-reply-drafter',
  component: 'plugin/reply-drafter',
  range: '<4.0.0',
  version: '3.2.4',
  via: [],
  state: { owner: kit.OWNER, team: 'team-support' },
};
const SHOWN: ChangePreviewShown = {
  said: {
    component: 'plugin/reply-drafter',
    kind: 'new-major',
    detail: '4.0.0',
    range: '<4.0.0',
    text: 'Rename the action.',
    planned: '2026-12-01',
  },
  rows: [ROW],
  cut: false,
  owners: 1,
  ownerless: [],
  checked: true,
  command: '/yard',
};

describe('the preview', () => {
  const shown = (change: Partial<ChangePreviewShown> = {}) => {
    const view = changePreview({ ...SHOWN, ...change }, 'packed');
    kit.expectGoodView(view);
    return { view, text: kit.words(view) };
  };

  test('shows who is affected before anything is sent', () => {
    const over = { ...ROW, workflow: 'over-bot', via: ['plugin/desk@1.0.0'] };
    const { view, text } = shown({ rows: [ROW, over], owners: 2 });
    expect(view.submit?.text).toBe('Tell 2 Owners');
    expect(view.private_metadata).toBe('packed');
    expect(text).toContain(
      '*2 AI workflows depend on plugin/reply-drafter in versions &lt;4.0.0, 1 of them over what they pin.* 2 owners get one message each.',
    );
    expect(text).toContain('over plugin/desk@1.0.0');
    expect(text).toContain('Rename the action.');
    expect(shown().text).toContain(
      '*1 AI workflow depends on plugin/reply-drafter in versions &lt;4.0.0.* 1 owner gets one message.',
    );
    expect(shown().view.submit?.text).toBe('Tell 1 Owner');
  });

  test('tells when there is nobody to tell', () => {
    const { view, text } = shown({ rows: [], owners: 0 });
    expect(view.submit).toBeUndefined();
    expect(text).toContain('There is nobody to tell.');
    expect(shown({ owners: 0, ownerless: ['x'] }).view.submit).toBeUndefined();
  });

  test('of many shows some, and says what it could not know', () => {
    const rows = Array.from({ length: 500 }, (_, n) => ({ ...ROW, workflow: `bot-${n}` }));
    const { text } = shown({ rows, owners: 480, ownerless: ['bot-1'], checked: false, cut: true });
    expect(text).toContain('And 480 more: `/yard who plugin/reply-drafter` shows all.');
    expect(text).toContain('*Nobody is left to tell of 1 AI workflow:* bot-1');
    expect(text).toContain('Who has left Slack is checked when it is sent');
    expect(text).toContain('more than could be followed');
  });

  test.each(kit.HOSTILE)('keeps words of others words: %s', (_, said) => {
    const words = { component: said, detail: said, range: said, text: said };
    const state = { owner: said, team: said };
    const row = { ...ROW, workflow: said, component: said, version: said, via: [said], state };
    shown({ said: { ...SHOWN.said, ...words }, rows: [row], ownerless: [said], command: said });
    kit.expectGoodView(changeForm(said.slice(0, 200).toWellFormed(), 'chg_1'));
  });
});
