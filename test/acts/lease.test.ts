import { createLocalJWKSet, jwtVerify } from 'jose';
import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type LeaseWish, lease } from '../../lib/acts/lease.ts';
import { pauseWorkflow, resumeWorkflow } from '../../lib/acts/pause.ts';
import { publicKeys } from '../../lib/acts/public-keys.ts';
import { stopOrganisation } from '../../lib/acts/stop.ts';
import { readLastLeases, readLeasesOut } from '../../lib/store/leases.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { OWNER } from '../kit/people.ts';
import { declare, mailing, NONE, ROLE, SECRET, TOKEN } from './lease-kit.ts';
import { breaks, exported, kindsOf, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await mailing(deps);
});

const asks = (wish: Partial<LeaseWish> = {}) =>
  lease(deps, 'reply-bot', { connector: 'mailer', scopes: ['calendar.read'], ...wish });
const out = () => readLeasesOut(deps.store, 'reply-bot', deps.now());
const jwksSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });
const eventsOf = async (prefix: string) =>
  (await exported(deps))
    .map((line) => JSON.parse(JSON.parse(line).event))
    .filter((event) => event.subject.startsWith(prefix));

async function lent(wish: Partial<LeaseWish> = {}) {
  const outcome = await asks(wish);
  if (outcome.kind === 'refused') throw new Error(`${outcome.why}: ${outcome.say}`);
  return outcome;
}

test('a token is checked offline with the published keys, for its connector alone', async () => {
  await declare(deps, 'mailer', TOKEN);
  const { lease: given, credential } = await lent({ scopes: undefined });
  if (credential.kind !== 'token') throw new Error(credential.kind);
  const jwks = createLocalJWKSet(jwksSchema.parse({ keys: await publicKeys(deps) }));
  const options = { typ: 'yardmaster-lease+jwt', currentDate: new Date(deps.now()) };
  const audience = 'connector/mailer';
  const { payload } = await jwtVerify(credential.token, jwks, { ...options, audience });
  expect(payload).toMatchObject({
    sub: 'reply-bot',
    jti: given.id,
    scopes: ['calendar.read'],
    team: 'team-support',
  });
  expect(Number(payload.exp) - Number(payload.iat)).toBe(900);
  const other = jwtVerify(credential.token, jwks, { ...options, audience: 'connector/crm' });
  await expect(other).rejects.toThrow('aud');
  const receipt = jwtVerify(credential.token, jwks, { audience, typ: 'yardmaster-receipt+jwt' });
  await expect(receipt).rejects.toThrow('typ');
});

test('a role is taken with a policy for these scopes, and named in the trail', async () => {
  await declare(deps, 'mailer', ROLE);
  const { lease: given, credential } = await lent();
  expect(credential).toMatchObject({ kind: 'aws-role', sessionToken: `session-of-${given.id}` });
  const [asked] = deps.lending.assumed;
  expect(asked).toMatchObject({
    sessionName: given.id,
    sourceIdentity: 'reply-bot',
    externalId: 'yardmaster-1',
    seconds: 900,
  });
  expect(asked?.policy).toContain('arn:aws:s3:::calendar/*');
  expect(asked?.policy).not.toContain('ses:SendEmail');
});

test('a secret is handed over by its value, and a lease of no kind at all is a heartbeat', async () => {
  await declare(deps, 'crm-readonly', SECRET);
  const secret = await lent({ connector: 'crm-readonly', scopes: undefined });
  expect(secret.credential).toEqual({ kind: 'secret', value: 'hunter2' });
  await declare(deps, 'crm-readonly', NONE);
  const none = await lent({ connector: 'crm-readonly', scopes: undefined });
  expect(none.credential).toEqual({ kind: 'none' });
});

test('is on record until it is over, and so is when each scope was leased last', async () => {
  await declare(deps, 'mailer', TOKEN);
  const { lease: first } = await lent();
  deps.pass(10);
  const { lease: second } = await lent();
  expect((await out()).map((one) => one.id)).toEqual([first.id, second.id]);
  deps.pass(5);
  expect((await out()).map((one) => one.id)).toEqual([second.id]);
  expect(await readLastLeases(deps.store, 'reply-bot')).toEqual([
    { connector: 'mailer', scope: '', at: second.at, lease: second.id, kind: 'token' },
    { connector: 'mailer', scope: 'calendar.read', at: second.at, lease: second.id, kind: 'token' },
  ]);
});

test('its line of the log is on a chain of many, and holds no credentials', async () => {
  await declare(deps, 'crm-readonly', SECRET);
  const before = await kindsOf(deps, 'workflow/reply-bot');
  for (let n = 0; n < 5; n += 1) await lent({ connector: 'crm-readonly', scopes: undefined });
  const events = await eventsOf('leases/');
  expect(events).toHaveLength(5);
  expect(new Set(events.map((event) => event.subject)).size).toBeGreaterThan(1);
  expect(events[0]).toMatchObject({
    kind: 'lease.given',
    actor: { kind: 'workflow', id: 'reply-bot' },
    data: { connector: 'crm-readonly', kind: 'secret', scopes: ['crm.tickets.read'] },
  });
  expect(await kindsOf(deps, 'workflow/reply-bot')).toEqual(before);
  expect((await exported(deps)).join('\n')).not.toContain('hunter2');
  expect(await breaks(deps)).toEqual([]);
});

test('a refusal is in the log, and nothing goes out', async () => {
  expect(await asks()).toMatchObject({ kind: 'refused', why: 'no-credentials' });
  await declare(deps, 'mailer', TOKEN);
  expect(await asks({ scopes: ['mail.send'] })).toMatchObject({ why: 'gated' });
  expect(await lease(deps, 'nobody', { connector: 'mailer' })).toMatchObject({
    why: 'no-workflow',
  });
  expect(await out()).toEqual([]);
  const refusals = await eventsOf('refusals/');
  expect(refusals).toHaveLength(2);
  expect(refusals.map((event) => event.data)).toEqual(
    expect.arrayContaining([
      { act: 'lease', about: 'connector/mailer', why: 'no-credentials' },
      { act: 'lease', about: 'connector/mailer', why: 'gated' },
    ]),
  );
});

test('a pause is effective for the very next lease, and so is its end', async () => {
  await declare(deps, 'mailer', TOKEN);
  await lent();
  await pauseWorkflow(deps, OWNER, 'reply-bot', 'It writes to everybody.');
  expect(await asks()).toMatchObject({ why: 'workflow-paused' });
  await resumeWorkflow(deps, OWNER, 'reply-bot');
  expect(await asks()).toMatchObject({ kind: 'lent' });
});

test('nothing is leased while the organisation is stopped', async () => {
  await declare(deps, 'mailer', TOKEN);
  await stopOrganisation(deps, 'tokens-revoked', { kind: 'system', id: 'slack' });
  expect(await asks()).toMatchObject({ why: 'organisation-stopped' });
});

describe('when AWS does not answer', () => {
  beforeEach(async () => {
    await declare(deps, 'mailer', ROLE);
    deps.lending.fail('sts-unavailable');
  });

  test('nothing is out, the record says so, and asking again works', async () => {
    expect(await asks()).toMatchObject({ why: 'sts-unavailable' });
    expect(await out()).toEqual([]);
    expect((await eventsOf('leases/')).map((event) => event.kind).sort()).toEqual([
      'lease.failed',
      'lease.given',
    ]);
    deps.lending.fail(undefined);
    expect(await asks()).toMatchObject({ kind: 'lent' });
    expect(await breaks(deps)).toEqual([]);
  });

  test('the same request id gets a lease then', async () => {
    expect(await asks({ request: 'job-1' })).toMatchObject({ why: 'sts-unavailable' });
    deps.lending.fail(undefined);
    expect(await asks({ request: 'job-1' })).toMatchObject({ kind: 'lent', again: false });
    expect(await out()).toHaveLength(1);
  });
});

describe('the same request', () => {
  const request = 'job-1';

  test('gets the same lease, with new credentials for the rest of its time and never after', async () => {
    await declare(deps, 'mailer', ROLE);
    const first = await lent({ request });
    deps.pass(14);
    const second = await lent({ request });
    expect(second).toMatchObject({ again: true, lease: first.lease });
    expect(second.credential).not.toEqual(first.credential);
    const ends = first.lease.until.replace('.000Z', 'Z');
    expect(deps.lending.assumed.map((one) => one.policy.includes(ends))).toEqual([true, true]);
    deps.pass(1);
    expect(await asks({ request })).toMatchObject({ why: 'lease-over' });
    expect(await eventsOf('leases/')).toHaveLength(1);
  });

  test('is good for nothing else', async () => {
    await declare(deps, 'mailer', TOKEN);
    await declare(deps, 'crm-readonly', TOKEN);
    await lent({ request });
    const other = await asks({ request, connector: 'crm-readonly', scopes: undefined });
    expect(other).toMatchObject({ why: 'key-reused' });
  });

  test('gets nothing more once the workflow is paused', async () => {
    await declare(deps, 'mailer', TOKEN);
    await lent({ request });
    await pauseWorkflow(deps, OWNER, 'reply-bot', 'It writes to everybody.');
    expect(await asks({ request })).toMatchObject({ why: 'workflow-paused' });
  });
});
