import { beforeEach, expect, test } from 'vitest';
import { changeWrite, loadFooting, tellings } from '../../lib/acts/settings-change-write.ts';
import type { SettingsChange } from '../../lib/core/settings-change.ts';
import { ORGANISATION } from '../../lib/local/sample/organisation.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OWNER } from '../kit/people.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const change: SettingsChange = {
  id: 'chg_1',
  wanted: { about: 'add-admin', person: COLLEAGUE },
  state: 'open',
  by: ADMIN,
  at: '2026-11-23T09:00:00.000Z',
};

test('cards go to the platform channel, to each auditor and to whoever gets a part, each once', () => {
  const places = (wanted: SettingsChange['wanted'], organisation = ORGANISATION) =>
    tellings({ ...change, wanted }, organisation, organisation).map((one) => one.place);
  expect(places(change.wanted)).toEqual(['C0PLATFORM', 'U0AUDITOR', 'U0COLLEAGUE']);
  expect(places({ about: 'remove-admin', person: OWNER })).toEqual(['C0PLATFORM', 'U0AUDITOR']);
  expect(places({ about: 'add-auditor', person: AUDITOR })).toEqual(['C0PLATFORM', 'U0AUDITOR']);
  const bare = { ...ORGANISATION, platformChannel: '', auditors: [] };
  expect(places({ about: 'retention', days: 90 }, bare)).toEqual([]);
});

test('an auditor who is removed at once is told all the same', () => {
  const removed = { ...change, wanted: { about: 'remove-auditor' as const, person: AUDITOR } };
  const told = tellings(removed, { ...ORGANISATION, auditors: [] }, ORGANISATION);
  expect(told.map((one) => one.place)).toEqual(['C0PLATFORM', 'U0AUDITOR']);
});

test('rules that come into force are written against the admins who stand behind them', async () => {
  const footing = await loadFooting(deps, []);
  const { state: organisation } = footing.organisation;
  const { rules } = footing.baseline.state;
  const after: SettingsChange = { ...change, wanted: { about: 'baseline', against: 1, rules } };
  const rest = { footing, before: undefined, by: COLLEAGUE, organisation, comesIntoForce: true };
  const write = changeWrite(deps, { ...rest, after: { ...after, state: 'in-force' } });
  expect(write.changes.map((one) => one.subject)).toEqual([
    'settings-change/chg_1',
    'organisation/home',
    'baseline/home',
  ]);
});

test('a change that moves nothing yet writes its own line alone', async () => {
  const footing = await loadFooting(deps, []);
  const { state: organisation } = footing.organisation;
  const rest = { footing, before: undefined, by: ADMIN, organisation, comesIntoForce: false };
  const write = changeWrite(deps, { ...rest, after: change });
  expect(write.changes.map((one) => one.subject)).toEqual(['settings-change/chg_1']);
  const moved = { ...organisation, admins: [ADMIN, COLLEAGUE] };
  const both = changeWrite(deps, { ...rest, after: change, organisation: moved });
  expect(both.changes.map((one) => one.subject)).toEqual([
    'settings-change/chg_1',
    'organisation/home',
  ]);
});
