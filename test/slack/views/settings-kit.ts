import type { Organisation } from '../../../lib/core/people.ts';
import type { SettingsChange } from '../../../lib/core/settings-change.ts';
import { ADMIN, COLLEAGUE, OWNER } from './kit.ts';

export const organisation: Organisation = {
  home: 'T0YARD',
  name: 'Sample organisation',
  admins: [ADMIN, OWNER],
  auditors: ['T0YARD/U0AUDITOR'],
  platformTeam: 'platform',
  platformChannel: 'C0PLATFORM',
  catalogChannel: 'C0CATALOG',
  timeZone: 'Europe/Berlin',
};

/** An organisation that lacks everything. */
export const nothing: Organisation = {
  ...organisation,
  admins: [ADMIN],
  auditors: [],
  platformChannel: '',
  catalogChannel: '',
};

export const change: SettingsChange = {
  id: 'chg_1',
  wanted: { about: 'add-admin', person: COLLEAGUE },
  state: 'open',
  by: ADMIN,
  at: '2026-11-23T09:00:00.000Z',
};

export const answered = (state: SettingsChange['state'], reason = ''): SettingsChange => ({
  ...change,
  state,
  answer: { by: OWNER, name: 'owner', at: '2026-11-23T10:00:00.000Z', reason },
});

/** Many people, as a large organisation has. */
export const crowd = Array.from({ length: 90 }, (_, n) => `T0YARD/U0PERSON${n}`);
