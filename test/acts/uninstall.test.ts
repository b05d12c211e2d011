import { beforeEach, describe, expect, test } from 'vitest';
import { authenticate } from '../../lib/acts/authenticate.ts';
import { claimCiKey } from '../../lib/acts/claim-key.ts';
import { createIdentity } from '../../lib/acts/identities.ts';
import { mayRun } from '../../lib/acts/in-force.ts';
import { takeCiCode } from '../../lib/acts/keys.ts';
import { loadOrganisation } from '../../lib/acts/standing.ts';
import { uninstall } from '../../lib/acts/uninstall.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { loggedIn } from '../kit/logins.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OUTSIDER, OWNER } from '../kit/people.ts';
import { breaks, claimed, kindsOf, registered, stage } from './stage.ts';

const engine = engineOfFile();
const NAME = 'Sample organisation';
let deps: TestDeps;
let workflowKey: string;
let ciKey: string;
beforeEach(async () => {
  deps = await stage(engine());
  await registered(deps);
  workflowKey = await claimed(deps);
  await createIdentity(deps, ADMIN, { id: 'ci-support', team: 'team-support' });
  const given = await takeCiCode(deps, ADMIN, 'ci-support');
  if (given.kind !== 'code') throw new Error(given.say);
  const key = await claimCiKey(deps, ADMIN, given.code);
  if (key.kind !== 'key') throw new Error(key.say);
  ciKey = key.key;
});

async function opens(token: string): Promise<boolean> {
  return (await authenticate(deps, token)).kind === 'caller';
}

test('stops everything, revokes every key, and says what stays until when', async () => {
  expect(await opens(workflowKey)).toBe(true);
  expect(await opens(ciKey)).toBe(true);
  expect(await uninstall(deps, ADMIN, { name: ` ${NAME} ` })).toEqual({
    kind: 'uninstalled',
    organisation: NAME,
    stoppedAt: deps.now(),
    revoked: 2,
    left: 0,
    loginsEnded: false,
    mayExport: false,
    retentionDays: 400,
  });
  expect(await opens(workflowKey)).toBe(false);
  expect(await opens(ciKey)).toBe(false);
  expect(await mayRun(deps)).toMatchObject({ why: 'organisation-stopped' });
  expect((await kindsOf(deps, 'workflow/reply-bot')).at(-1)).toBe('workflow.keys-revoked');
  expect((await kindsOf(deps, 'identity/ci-support')).at(-1)).toBe('identity.keys-revoked');
  expect(await breaks(deps)).toEqual([]);
});

test('a dry run tells what there is to do, and does nothing', async () => {
  expect(await uninstall(deps, ADMIN, { name: NAME, dryRun: true })).toMatchObject({
    stoppedAt: undefined,
    revoked: 0,
    left: 2,
  });
  expect(await opens(workflowKey)).toBe(true);
  expect(await mayRun(deps)).toBeUndefined();
});

test('logins go on until the last step, which ends the one who takes it too', async () => {
  const admin = await loggedIn(deps, ADMIN);
  const colleague = await loggedIn(deps, COLLEAGUE);
  await uninstall(deps, ADMIN, { name: NAME });
  expect(await opens(admin.token)).toBe(true);
  deps.pass(1);
  const last = await uninstall(deps, ADMIN, { name: NAME, logins: true });
  expect(last).toMatchObject({ loginsEnded: true, revoked: 0 });
  expect(await opens(admin.token)).toBe(false);
  expect(await opens(colleague.token)).toBe(false);
  deps.pass(1);
  const later = await loggedIn(deps, AUDITOR);
  expect(await opens(later.token)).toBe(true);
});

test('called again it goes on from where it was, and stops once', async () => {
  await uninstall(deps, ADMIN, { name: NAME });
  const { stopped } = await loadOrganisation(deps);
  deps.pass(5);
  expect(await uninstall(deps, ADMIN, { name: NAME })).toMatchObject({ revoked: 0, left: 0 });
  expect((await loadOrganisation(deps)).stopped).toEqual(stopped);
  const kinds = await kindsOf(deps, 'organisation/home');
  expect(kinds.filter((kind) => kind === 'organisation.stopped')).toHaveLength(1);
});

describe('is refused, and nothing changes,', () => {
  test.each([
    ['to an auditor', AUDITOR, NAME, 'not-allowed'],
    ['to a lead', OWNER, NAME, 'not-allowed'],
    ['to an outsider', OUTSIDER, NAME, 'not-allowed'],
    ['without the name', ADMIN, '', 'wrong-name'],
    ['with another name', ADMIN, 'sample organisation', 'wrong-name'],
  ])('%s', async (_name, by, name, why) => {
    expect(await uninstall(deps, by, { name })).toMatchObject({ kind: 'refused', why });
    expect(await mayRun(deps)).toBeUndefined();
    expect(await opens(workflowKey)).toBe(true);
  });
});
