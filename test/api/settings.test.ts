import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerChange } from '../../lib/acts/settings-change.ts';
import { changesAnswerSchema, settingsAnswerSchema } from '../../lib/contract/settings.ts';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { proposed, secondAdmin } from '../acts/settings-kit.ts';
import { ADMIN, OWNER } from '../kit/people.ts';
import { bearer, loginOf, openWorld, refusal, type World } from './world.ts';

let world: World;
let auditor: string;
let colleague: string;
beforeAll(async () => {
  world = await openWorld();
  auditor = await loginOf(world.deps, PEOPLE.auditor);
  colleague = await loginOf(world.deps, PEOPLE.colleague);
});
afterAll(() => world.stop());

async function read(path: string) {
  return (await world.api.request(path, bearer(auditor))).json();
}

test('an auditor reads the settings, defaults filled in, and what is missing', async () => {
  expect(settingsAnswerSchema.parse(await read('/v1/settings'))).toEqual({
    name: 'Sample organisation',
    admins: [ADMIN],
    auditors: ['T0YARD/U0AUDITOR'],
    platform_team: 'platform',
    platform_channel: 'C0PLATFORM',
    catalog_channel: 'C0CATALOG',
    time_zone: 'Europe/Berlin',
    hours: { from: '09:00', to: '17:00' },
    holidays: [],
    retention_days: 400,
    issuers: [],
    missing: ['second-admin'],
  });
});

test('an auditor reads changes: open, flagged, answered', async () => {
  const flagged = await proposed(world.deps, ADMIN, { about: 'retention', days: 90 });
  await secondAdmin(world.deps, ADMIN, OWNER);
  const open = await proposed(world.deps, ADMIN, { about: 'retention', days: 60 });
  const refused = await proposed(world.deps, OWNER, { about: 'remove-admin', person: ADMIN });
  const no = { answer: 'refuse', reason: 'I stay', name: 'admin' } as const;
  await answerChange(world.deps, ADMIN, refused.id, no);
  const changes = changesAnswerSchema.parse(await read('/v1/settings/changes'));
  expect(changes.open).toMatchObject([{ id: open.id, about: 'retention', days: 60, by: ADMIN }]);
  expect(changes.flagged).toMatchObject([{ id: flagged.id, state: 'flagged' }]);
  expect(changes.recent).toContainEqual(
    expect.objectContaining({ state: 'refused', answered_by: ADMIN, reason: 'I stay' }),
  );
});

test.each(['/v1/settings', '/v1/settings/changes'])('%s is closed to colleagues', async (path) => {
  const asked = world.api.request(path, bearer(colleague));
  expect(await refusal(asked)).toMatchObject({ status: 403, why: 'not-allowed' });
});
