import { beforeEach, describe, expect, test } from 'vitest';
import { loadOrganisation } from '../../../lib/acts/standing.ts';
import { secondAdmin } from '../../acts/settings-kit.ts';
import { stage } from '../../acts/stage.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OUTSIDER, OWNER } from '../../kit/people.ts';
import { buttons, expectGoodView, words } from '../views/kit.ts';
import { at, errorsOf, HOME, kinds, MODAL } from './settings-kit.ts';

const FOUND = { kind: 'found' } as const;
const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

test('admins open the settings and change them, auditors read them, others are told who could', async () => {
  const admin = await at(deps, ADMIN).type('settings');
  expect(kinds(admin)).toEqual(['open']);
  expect(buttons(admin)).toContain('Change');
  const auditor = await at(deps, AUDITOR).type('settings');
  expect(kinds(auditor)).toEqual(['open']);
  expect(buttons(auditor)).toEqual([]);
  for (const by of [COLLEAGUE, OUTSIDER]) {
    const refused = await at(deps, by).type('settings');
    expect(kinds(refused)).toEqual(['say']);
    expect(words(refused)).toContain('Only auditors and platform admins can do this.');
  }
});

const LEADS: readonly (readonly [string, string, string])[] = [
  ['settings_channels', 'channels', 'Platform channel'],
  ['settings_people', 'admin', 'Add an Admin'],
  ['settings_people', 'auditor', 'Add an Auditor'],
  ['settings_add', 'admin', 'Who becomes a platform admin?'],
  ['settings_remove', `auditor|${AUDITOR}`, '<@U0AUDITOR> stops being an auditor?'],
  ['settings_hours', 'hours', 'Time zone'],
  ['settings_holidays', 'holidays', 'One a line'],
  ['settings_retention', 'retention', 'Days'],
  ['settings_issuers', 'issuers', 'Issuers of tokens'],
  ['settings_provider', 'provider', 'Identity provider (OpenID Connect)'],
  ['settings_open', 'settings', 'Working hours'],
];

test.each(LEADS)('%s with %s takes the place of the settings', async (action, value, title) => {
  const replies = await at(deps, ADMIN).press(action, value);
  expect(kinds(replies)).toEqual(['replace']);
  expect(words(replies)).toContain(title);
  for (const reply of replies) if ('view' in reply) expectGoodView(reply.view);
  expect(kinds(await at(deps, ADMIN).press(action, value, HOME))).toEqual(['open']);
  const refused = await at(deps, COLLEAGUE).press(action, value, MODAL);
  expect(kinds(refused)).toEqual(['say']);
});

test.each([
  ['settings_people', 'nobody'],
  ['settings_add', ''],
  ['settings_remove', 'admin|somebody'],
  ['settings_remove', `king|${ADMIN}`],
])('%s with %j, which no button of ours says, does nothing', async (action, value) => {
  const replies = await at(deps, ADMIN).press(action, value);
  expect(words(replies)).toContain('from an older version');
});

const submit = (callback: string, given: Record<string, string>, metadata = '') =>
  at(deps, ADMIN).submit(callback, given, metadata);

describe('settings submitted by an admin', () => {
  test('hours, holidays, channels and issuers hold at once, and the settings say so', async () => {
    const hours = { timeZone: 'UTC', hoursFrom: '08:00', hoursTo: '16:00' };
    const saved = await submit('settings_hours', hours);
    expect(kinds(saved)).toEqual(['replace']);
    expect(words(saved)).toContain('Saved.');
    await submit('settings_holidays', { holidays: '2026-12-26\n2026-12-25' });
    await submit('settings_issuers', { issuers: 'https://ci.example yardmaster' });
    const channels = { platformChannel: 'C0SALES', catalogChannel: 'C0CATALOG' };
    await submit('settings_channels', channels);
    expect(await loadOrganisation(deps)).toMatchObject({
      timeZone: 'UTC',
      hours: { from: '08:00', to: '16:00' },
      holidays: ['2026-12-25', '2026-12-26'],
      issuers: [{ issuer: 'https://ci.example', audience: 'yardmaster' }],
      platformChannel: 'C0SALES',
    });
    expect(words(await submit('settings_channels', channels))).toContain('Nothing changed.');
  });

  const WRONG: readonly [string, Record<string, string>, string][] = [
    ['settings_holidays', { holidays: '25.12.2026' }, 'holidays'],
    ['settings_issuers', { issuers: 'http://ci.example yardmaster' }, 'issuers'],
    ['settings_hours', { timeZone: 'Nowhere', hoursFrom: '08:00', hoursTo: '16:00' }, 'timeZone'],
    ['settings_hours', { timeZone: 'UTC', hoursFrom: '16:00', hoursTo: '08:00' }, 'hoursTo'],
    ['settings_hours', { timeZone: 'UTC', hoursFrom: '', hoursTo: '08:00' }, 'hoursFrom'],
    [
      'settings_channels',
      { platformChannel: 'C0ARCHIVED', catalogChannel: 'C0CATALOG' },
      'platformChannel',
    ],
    ['settings_retention', { days: '29' }, 'days'],
    ['settings_retention', { days: 'ninety' }, 'days'],
    ['settings_retention', { days: '' }, 'days'],
  ];
  test.each(WRONG)('%s with %j is refused under the field', async (callback, given, field) => {
    deps.slack.closed.add('C0ARCHIVED');
    const before = await loadOrganisation(deps);
    expect(Object.keys(errorsOf(await submit(callback, given)))).toEqual([field]);
    expect(await loadOrganisation(deps)).toEqual(before);
  });
});

describe('changes that need two, submitted by an admin', () => {
  test('people and retention of a lone admin hold at once, flagged', async () => {
    const added = await submit('settings_add', { person: 'U0OWNER' }, 'admin');
    expect(words(added)).toContain('You are the only admin');
    expect((await loadOrganisation(deps)).admins).toEqual([ADMIN, OWNER]);
  });

  test('an identity provider holds at once, flagged, and is taken away', async () => {
    const found = { ...deps, login: { ...deps.login, check: async () => FOUND } };
    const here = (given: Record<string, string>) =>
      at(found, ADMIN).submit('settings_provider', given);
    const given = { issuer: 'https://login.example.com', clientId: 'yard-1' };
    expect(words(await here(given))).toContain('as the client yard-1');
    expect((await loadOrganisation(deps)).identityProvider).toEqual(given);
    expect(words(await here(given))).toContain('as the client yard-1');
    expect(words(await here({ issuer: '', clientId: '' }))).toContain('Stop asking for fresh');
    expect((await loadOrganisation(deps)).identityProvider).toBeUndefined();
    expect(errorsOf(await here({ ...given, clientId: '' }))).toHaveProperty('clientId');
    expect(errorsOf(await here({ ...given, issuer: 'login' }))).toHaveProperty('issuer');
    const nowhere = { issuer: 'http://login.example.com', clientId: 'yard-1' };
    expect(errorsOf(await submit('settings_provider', nowhere))).toHaveProperty('issuer');
  });

  test('with a second admin they wait for that one', async () => {
    await secondAdmin(deps, ADMIN, OWNER);
    const proposed = await submit('settings_retention', { days: '90' });
    expect(words(proposed)).toContain('Needs a second admin');
    await submit('settings_remove', {}, `auditor|${AUDITOR}`);
    const { retentionDays, auditors } = await loadOrganisation(deps);
    expect([retentionDays, auditors]).toEqual([undefined, [AUDITOR]]);
  });

  test('who cannot be added is refused under the field, who cannot go in words', async () => {
    expect(errorsOf(await submit('settings_add', { person: '' }, 'admin'))).toHaveProperty(
      'person',
    );
    expect(errorsOf(await submit('settings_add', { person: 'U0ADMIN' }, 'admin'))).toEqual({
      person: 'This person is a platform admin already.',
    });
    deps.change(COLLEAGUE, { guest: true });
    expect(errorsOf(await submit('settings_add', { person: 'U0COLLEAGUE' }, 'auditor'))).toEqual({
      person: 'This is a guest. Choose a full member of the workspace.',
    });
    const last = await submit('settings_remove', {}, `admin|${ADMIN}`);
    expect(words(last)).toContain('This is the last platform admin, who cannot be removed.');
  });

  test('forms of other versions are told so', async () => {
    for (const metadata of ['', 'king', 'admin|nobody']) {
      expect(words(await submit('settings_remove', {}, metadata))).toContain('older version');
    }
    expect(words(await submit('settings_add', { person: 'U0OWNER' }, 'king'))).toContain('older');
  });
});

test.each([
  ['settings_channels', { platformChannel: 'C0SALES', catalogChannel: 'C0SALES' }, ''],
  ['settings_hours', { timeZone: 'UTC', hoursFrom: '08:00', hoursTo: '16:00' }, ''],
  ['settings_holidays', { holidays: '2026-12-25' }, ''],
  ['settings_issuers', { issuers: 'https://ci.example yardmaster' }, ''],
  ['settings_retention', { days: '90' }, ''],
  ['settings_add', { person: 'U0OWNER' }, 'admin'],
  ['settings_remove', {}, `auditor|${AUDITOR}`],
])('%s submitted by an auditor changes nothing', async (callback, given, metadata) => {
  const before = await loadOrganisation(deps);
  const refused = await at(deps, AUDITOR).submit(callback, given, metadata);
  expect(JSON.stringify(refused)).toContain('Only platform admins can do this.');
  expect(await loadOrganisation(deps)).toEqual(before);
});
