import { expect, test } from 'vitest';
import {
  addPersonModal,
  channelsModal,
  holidaysModal,
  hoursModal,
  issuersModal,
  peopleModal,
  providerModal,
  refuseModal,
  removePersonModal,
  retentionModal,
} from '../../../lib/slack/views/settings-forms.ts';
import * as kit from './kit.ts';
import { change, crowd, nothing, organisation } from './settings-kit.ts';

const GITHUB = { issuer: 'https://token.actions.githubusercontent.com', audience: 'yardmaster' };

test('every form is one that Slack takes, filled or empty', () => {
  for (const of of [organisation, nothing]) {
    for (const view of [
      channelsModal(of),
      hoursModal(of),
      holidaysModal(of),
      issuersModal(of),
      retentionModal(of, true),
      providerModal(of, true),
    ]) {
      kit.expectGoodView(view);
      expect(view.submit).toBeDefined();
    }
  }
});

test('forms are filled with what is set', () => {
  const full = {
    ...organisation,
    holidays: ['2026-12-25', '2026-12-26'],
    issuers: [GITHUB],
    hours: { from: '08:30', to: '16:00' },
    retentionDays: 90,
    identityProvider: { issuer: 'https://login.example.com', clientId: 'yard-1' },
  };
  const filled = (view: object) => JSON.stringify(view);
  expect(filled(holidaysModal(full))).toContain('2026-12-25\\n2026-12-26');
  expect(filled(issuersModal(full))).toContain(`${GITHUB.issuer} yardmaster`);
  expect(filled(hoursModal(full))).toContain('"initial_time":"08:30"');
  expect(filled(retentionModal(full, false))).toContain('"initial_value":"90"');
  expect(filled(providerModal(full, false))).toContain('"initial_value":"yard-1"');
  expect(filled(channelsModal(full))).toContain('"initial_conversation":"C0PLATFORM"');
  expect(filled(channelsModal(nothing))).not.toContain('initial_conversation');
});

test('cards about people and settings never go to a channel that is shared with others', () => {
  expect(JSON.stringify(channelsModal(organisation))).toContain(
    '"exclude_external_shared_channels":true',
  );
});

test('people are listed, each with a button to take the part away', () => {
  const view = peopleModal('admin', organisation.admins, false);
  kit.expectGoodView(view);
  expect(kit.buttons(view)).toEqual(['Remove', 'Remove', 'Add an Admin', 'Back']);
  const none = peopleModal('auditor', [], false);
  kit.expectGoodView(none);
  expect(kit.words(none)).toContain('Nobody yet.');
  const all = peopleModal('auditor', crowd, false);
  kit.expectGoodView(all);
  expect(kit.words(all)).toContain('And 50 more.');
});

test('what happens next is said before it happens', () => {
  const forms = (lone: boolean) => [
    peopleModal('admin', [kit.ADMIN], lone),
    addPersonModal('admin', lone),
    removePersonModal('auditor', kit.OWNER, lone),
    retentionModal(organisation, lone),
  ];
  for (const view of forms(false)) {
    kit.expectGoodView(view);
    expect(kit.words(view)).toContain('Needs a second admin');
  }
  for (const view of forms(true)) expect(kit.words(view)).toContain('stays flagged');
});

test('a refusal asks why', () => {
  const view = refuseModal(change, true);
  kit.expectGoodView(view);
  expect(view.private_metadata).toBe('chg_1|home');
  expect(kit.words(view)).toContain('Make <@U0COLLEAGUE> a platform admin.');
});
