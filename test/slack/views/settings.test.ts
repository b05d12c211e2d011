import { describe, expect, test } from 'vitest';
import { type SettingsShown, settingsModal } from '../../../lib/slack/views/settings.ts';
import { settingsHome } from '../../../lib/slack/views/settings-home.ts';
import * as kit from './kit.ts';
import { change, crowd, nothing, organisation } from './settings-kit.ts';

const shown: SettingsShown = {
  organisation,
  open: [],
  flagged: [],
  viewer: kit.ADMIN,
  admin: true,
};
const flagged = { ...change, id: 'chg_2', state: 'flagged' as const };
const theirs = { ...change, id: 'chg_3', by: kit.OWNER };
const many = Array.from({ length: 20 }, (_, n) => ({ ...theirs, id: `chg_many_${n}` }));
const lone = many.map((one) => ({ ...one, id: `${one.id}_lone`, state: 'flagged' as const }));
const mine = ['chg_4', 'chg_5', 'chg_6'].map((id) => ({ ...change, id }));

describe('the settings', () => {
  test('an admin sees each part with a button to change it', () => {
    const view = settingsModal(shown);
    kit.expectGoodView(view);
    expect(kit.buttons(view)).toEqual(Array.from({ length: 8 }, () => 'Change'));
    const said = kit.words(view);
    expect(said).toContain('Platform: <#C0PLATFORM> · Catalog: <#C0CATALOG>');
    expect(said).toContain('Monday to Friday, 09:00 to 17:00, Europe/Berlin');
    expect(said).toContain('erased after 400 days');
    expect(said).not.toContain(':warning:');
  });

  test('an auditor reads all of it and has no button, under changes neither', () => {
    const view = settingsModal({ ...shown, admin: false, open: [theirs], flagged: [flagged] });
    kit.expectGoodView(view);
    expect(kit.buttons(view)).toEqual([]);
    expect(kit.words(view)).toContain('Make <@U0COLLEAGUE> a platform admin.');
    expect(kit.words(view)).toContain('Auditors read the settings.');
  });

  test('what is missing stands on top, each with its fix', () => {
    const view = settingsModal({ ...shown, organisation: nothing });
    kit.expectGoodView(view);
    expect(kit.words(view).match(/:warning:/g)).toHaveLength(4);
    expect(kit.words(view)).toContain('Platform: none yet');
  });

  test('a change has the buttons that this person may press, and no other', () => {
    const labels = (of: typeof change) =>
      kit.buttons(settingsModal({ ...shown, open: [of] })).filter((one) => one !== 'Change');
    expect(labels(change)).toEqual(['Withdraw']);
    expect(labels(theirs)).toEqual(['Countersign', 'Refuse…']);
    const own = settingsModal({ ...shown, flagged: [flagged] });
    expect(kit.buttons(own).filter((one) => one !== 'Change')).toEqual([]);
  });

  test('a crowd, many changes and many holidays stay within the limits', () => {
    const holidays = Array.from({ length: 200 }, () => '2026-12-25');
    const large = { ...organisation, admins: crowd, auditors: crowd, holidays };
    const view = settingsModal({ ...shown, organisation: large, open: many, flagged: lone });
    kit.expectGoodView(view);
    expect(kit.words(view)).toContain('and 195 more');
    expect(kit.words(view)).toContain('And 12 more.');
  });

  test.each(kit.HOSTILE)('hostile settings never come alive: %s', (_name, text) => {
    const hostile = {
      ...organisation,
      timeZone: text,
      platformChannel: text,
      catalogChannel: text,
      issuers: [{ issuer: text, audience: text }],
    };
    kit.expectGoodView(settingsModal({ ...shown, organisation: hostile, notice: '*Saved.*' }));
  });
});

describe('on Home', () => {
  const view = (part: Partial<SettingsShown>) => {
    const { waiting, more } = settingsHome({ ...shown, ...part });
    const blocks = [...waiting, ...more];
    if (blocks.length > 0) kit.expectGoodView({ type: 'home', blocks });
    return { waiting, more };
  };

  test('nothing is shown where nothing is to be done', () => {
    expect(view({})).toEqual({ waiting: [], more: [] });
  });

  test("other admins' changes wait on top, my own stand below", () => {
    const { waiting, more } = view({ open: [change, theirs] });
    expect(kit.buttons(waiting)).toEqual(['Countersign', 'Refuse…']);
    expect(kit.buttons(more)).toEqual(['Withdraw', 'Open Settings']);
  });

  test("a lone admin's change waits for the others, and is not shown to him again", () => {
    expect(kit.buttons(view({ flagged: [flagged], viewer: kit.OWNER }).waiting)).toEqual([
      'Countersign',
    ]);
    expect(view({ flagged: [flagged] })).toEqual({ waiting: [], more: [] });
  });

  test('what is missing in the set-up is said to admins alone', () => {
    expect(kit.words(view({ organisation: nothing }).more)).toContain('There is no second admin');
    expect(view({ organisation: nothing, admin: false })).toEqual({ waiting: [], more: [] });
  });

  test('auditors read what waits, without buttons but the way to all of it', () => {
    const { waiting, more } = view({ open: [theirs], flagged: [flagged], admin: false });
    expect(waiting).toEqual([]);
    expect(kit.buttons(more)).toEqual(['Open Settings']);
  });

  test('however much there is, each part stays within 12 blocks', () => {
    const { waiting, more } = view({
      open: [...many, ...mine],
      organisation: nothing,
    });
    expect(waiting.length).toBeLessThanOrEqual(12);
    expect(more.length).toBeLessThanOrEqual(12);
    expect(kit.words(waiting)).toContain('And 17 more.');
  });
});
