import { describe, expect, test } from 'vitest';
import type { Discovered } from '../../../lib/core/discovered.ts';
import {
  assignModal,
  finishModal,
  noTeamModal,
  passedModal,
  passModal,
} from '../../../lib/slack/views/estate-forms.ts';
import { entry } from './estate-kit.ts';
import * as kit from './kit.ts';
import { TEAM } from './team-kit.ts';

test('Not Mine asks whose it is, and says who is asked otherwise', () => {
  const view = passModal(entry, entry.id);
  kit.expectGoodView(view);
  expect(JSON.stringify(view)).toContain('the lead of team-support is asked');
  expect(JSON.stringify(passModal({ ...entry, team: undefined }, ''))).toContain(
    'the platform team is asked',
  );
});

test('Choose Owner needs somebody', () => {
  const view = assignModal(entry);
  kit.expectGoodView(view);
  expect(view.blocks[1]).toMatchObject({ type: 'input', optional: false });
  expect(view.private_metadata).toBe(entry.id);
});

test.each<[Partial<Discovered>, string]>([
  [{ owner: kit.COLLEAGUE }, '<@U0COLLEAGUE> is asked about'],
  [{ owner: undefined }, 'The platform team is asked about'],
])('passed on, and to whom', (change, says) => {
  const view = passedModal({ ...entry, ...change });
  kit.expectGoodView(view);
  expect(kit.words(view.blocks)).toContain(says);
});

describe('Finish', () => {
  test('fills in what is known, and asks for the rest', () => {
    const pins: Discovered['pins'] = [
      { kind: 'skill', name: 'tone' },
      { kind: 'connector', name: 'crm', range: '1.4.x' },
    ];
    const view = finishModal({ ...entry, pins }, [TEAM, { ...TEAM, id: 'other', name: 'Other' }]);
    kit.expectGoodView(view);
    expect(JSON.stringify(view)).toContain('"skill/tone@\\nconnector/crm@1.4.x"');
    expect(JSON.stringify(view)).toContain('"crm\\nmail"');
    expect(view.blocks[1]).toMatchObject({
      element: { initial_option: { value: 'team-support' } },
    });
  });

  test('shows what was wrong the last time', () => {
    const view = finishModal(entry, [TEAM], ['skill/tone is not in the catalog.']);
    kit.expectGoodView(view);
    expect(kit.words(view.blocks)).toContain('not in the catalog');
  });

  test('is closed to who is in no team', () => {
    kit.expectGoodView(noTeamModal());
  });
});

describe('words of others never come alive', () => {
  test.each(kit.HOSTILE)('%s', (_name, text) => {
    const pins: Discovered['pins'] = Array.from({ length: 40 }, (_, n) => ({
      kind: 'connector',
      name: `c${n}${'x'.repeat(76)}`,
      range: '1.0.0',
    }));
    const systems = Array.from({ length: 50 }, () => text.slice(0, 100));
    const spoiled = { ...entry, title: text, purpose: text.slice(0, 500), systems, pins };
    const teams = Array.from({ length: 120 }, (_, n) => ({ ...TEAM, id: `t${n}`, name: text }));
    for (const view of [
      passModal(spoiled, entry.id),
      assignModal(spoiled),
      passedModal(spoiled),
      finishModal(spoiled, teams, [text, text]),
    ]) {
      kit.expectGoodView(view);
    }
  });
});
