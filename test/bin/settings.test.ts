import { afterAll, beforeAll, expect, test } from 'vitest';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { proposed, secondAdmin } from '../acts/settings-kit.ts';
import { loginOf, openWorld, type World } from '../api/world.ts';
import { ADMIN, OWNER } from '../kit/people.ts';
import { terminal } from './terminal.ts';

let world: World;
let auditor: string;
beforeAll(async () => {
  world = await openWorld();
  auditor = await loginOf(world.deps, PEOPLE.auditor);
});
afterAll(() => world.stop());

test('shows the settings and the changes, as text and as JSON', async () => {
  await proposed(world.deps, ADMIN, { about: 'retention', days: 90 });
  await secondAdmin(world.deps, ADMIN, OWNER);
  await proposed(world.deps, ADMIN, { about: 'remove-auditor', person: 'T0YARD/U0AUDITOR' });
  const { type } = terminal(world.api.fetch);
  const shown = await type(['settings', '--token', auditor]);
  expect(shown.code).toBe(0);
  expect(shown.out).toContain('Retention         90 days');
  expect(shown.out).toContain('Holidays          none');
  expect(shown.out).toContain('Waiting for a second admin:\n');
  expect(shown.out).toContain('remove-auditor T0YARD/U0AUDITOR  proposed by T0YARD/U0ADMIN');
  expect(shown.out).toContain('In force by one admin alone:\n');
  expect(shown.out).toContain('in-force by T0YARD/U0OWNER');
  const json = JSON.parse((await type(['settings', '--json', '--token', auditor])).out);
  expect(json).toMatchObject({
    settings: { missing: [] },
    changes: { open: [{ person: 'T0YARD/U0AUDITOR' }] },
  });
});

test('refuses a colleague, and says who could', async () => {
  const { type } = terminal(world.api.fetch);
  const token = await loginOf(world.deps, PEOPLE.colleague);
  const refused = await type(['settings', '--token', token]);
  expect(refused.code).toBe(1);
  expect(refused.err).toContain('Only auditors and platform admins');
});
