import { beforeEach, describe, expect, test } from 'vitest';
import { changeSettings, readSettings, testChannels } from '../../lib/acts/settings.ts';
import { loadOrganisation } from '../../lib/acts/standing.ts';
import { ORGANISATION } from '../../lib/local/sample/organisation.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, OUTSIDER, OWNER } from '../kit/people.ts';
import { FAULTS, race, track } from './race.ts';
import { breaks, kindsOf, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

test('an admin changes hours, time zone and holidays at once', async () => {
  const patch = {
    timeZone: 'Europe/Paris',
    hours: { from: '08:30', to: '17:30' },
    holidays: ['2026-12-25'],
  };
  expect(await changeSettings(deps, ADMIN, patch)).toMatchObject({
    kind: 'settings',
    fields: ['timeZone', 'hours', 'holidays'],
  });
  expect(await loadOrganisation(deps)).toEqual({ ...ORGANISATION, ...patch });
  expect(await kindsOf(deps, 'organisation/home')).toEqual(['set-up', 'settings.changed']);
  expect(await breaks(deps)).toEqual([]);
});

test('what changes nothing writes nothing', async () => {
  const same = { timeZone: ORGANISATION.timeZone, platformChannel: ORGANISATION.platformChannel };
  expect(await changeSettings(deps, ADMIN, same)).toMatchObject({ kind: 'settings', fields: [] });
  expect(await kindsOf(deps, 'organisation/home')).toEqual(['set-up']);
  expect(deps.slack.probed).toEqual([]);
});

test('what is wrong is refused, and nothing of it is written', async () => {
  const patch = { timeZone: 'Mars/Olympus', catalogChannel: 'C0SALES' };
  expect(await changeSettings(deps, ADMIN, patch)).toMatchObject({
    why: 'bad-setting',
    facts: { field: 'timeZone' },
  });
  expect(await loadOrganisation(deps)).toEqual(ORGANISATION);
});

test('a channel that cannot be posted in, an archived one say, is refused in its field with the fix', async () => {
  deps.slack.closed.add('C0GONE');
  const patch = { platformChannel: 'C0SALES', catalogChannel: 'C0GONE' };
  expect(await changeSettings(deps, ADMIN, patch)).toMatchObject({
    why: 'cannot-post',
    say: expect.stringContaining('/invite @Yardmaster'),
    facts: { field: 'catalogChannel' },
  });
  expect(await loadOrganisation(deps)).toEqual(ORGANISATION);
  deps.slack.closed.delete('C0GONE');
  expect(await changeSettings(deps, ADMIN, patch)).toMatchObject({ kind: 'settings' });
});

test.each([OWNER, AUDITOR, OUTSIDER])('%s may not change or test anything', async (by) => {
  const refused = { why: 'not-allowed' };
  expect(await changeSettings(deps, by, { timeZone: 'UTC' })).toMatchObject(refused);
  expect(await testChannels(deps, by)).toMatchObject(refused);
  expect(deps.slack.probed).toEqual([]);
});

test('auditors read the settings, others do not', async () => {
  expect(await readSettings(deps, AUDITOR)).toEqual({
    kind: 'settings',
    organisation: ORGANISATION,
  });
  expect(await readSettings(deps, OWNER)).toMatchObject({ why: 'not-allowed' });
});

test('the test of the channels says of each what is missing', async () => {
  deps.slack.closed.add(ORGANISATION.catalogChannel);
  expect(await testChannels(deps, ADMIN)).toEqual({
    kind: 'tested',
    tests: [
      { field: 'platformChannel', channel: 'C0PLATFORM', trouble: undefined },
      {
        field: 'catalogChannel',
        channel: 'C0CATALOG',
        trouble: expect.stringContaining('Type /invite @Yardmaster there'),
      },
    ],
  });
});

describe('two admins at once', () => {
  const at = track();
  test.each(FAULTS)('each change of theirs is kept, with the fault: %s', async (fault) => {
    await race(
      { proxy: at.proxy, subject: 'organisation/home', fault },
      () => changeSettings(at.left, ADMIN, { timeZone: 'UTC' }),
      () => changeSettings(at.right, ADMIN, { holidays: ['2026-12-25'] }),
    );
    expect(await loadOrganisation(at.deps)).toMatchObject({
      timeZone: 'UTC',
      holidays: ['2026-12-25'],
    });
    expect(await kindsOf(at.deps, 'organisation/home')).toHaveLength(3);
  });
});
