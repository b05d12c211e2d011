import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAgain, stopOrganisation } from '../../lib/acts/stop.ts';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import {
  ASK,
  bearer,
  loginOf,
  MANIFEST_TEXT,
  openWorld,
  post,
  refusal,
  WORKFLOW,
  type World,
} from './world.ts';

let world: World;
let admin: string;
let owner: string;
beforeAll(async () => {
  world = await openWorld();
  admin = await loginOf(world.deps, PEOPLE.admin);
  owner = await loginOf(world.deps, PEOPLE.owner);
});
afterAll(() => world.stop());

function send(path: string, token: string | undefined, body: unknown) {
  return world.api.request(path, post(token, body));
}

async function answerOf(response: Response | Promise<Response>) {
  const { status } = await response;
  return { status, body: JSON.parse(await (await response).text()) };
}

describe('while it is stopped', () => {
  let approval: string;
  beforeAll(async () => {
    const asked = await answerOf(send('/v1/approvals', world.key, ASK));
    approval = asked.body.id;
    await stopOrganisation(world.deps, 'app-uninstalled', { kind: 'system', id: 'slack' });
  });
  afterAll(() => openAgain(world.deps));

  test('asking and consuming are refused by a stable name, with what to do', async () => {
    const { action, target, arguments: given } = ASK;
    const call = { execution_id: 'run-1', action, target, arguments: given };
    const refusals = [
      await refusal(send('/v1/approvals', world.key, ASK)),
      await refusal(send('/v1/approvals', world.key, { ...ASK, idempotency_key: 'ticket-2' })),
      await refusal(send(`/v1/approvals/${approval}/consume`, world.key, call)),
    ];
    for (const { status, why, detail } of refusals) {
      expect([status, why]).toEqual([403, 'organisation-stopped']);
      expect(detail).toContain('Install it again');
    }
  });

  test('registering says so too', async () => {
    const refused = await refusal(send('/v1/workflows', owner, MANIFEST_TEXT));
    expect(refused.status).toBe(403);
    expect(refused.detail).toContain('removed from Slack');
  });

  test.each([
    ['the approval', () => [`/v1/approvals/${approval}`, world.key] as const],
    ['figures', () => ['/v1/stats', owner] as const],
    ['the workflow', () => [`/v1/workflows/${WORKFLOW}`, owner] as const],
    ['health', () => ['/healthz', ''] as const],
  ])('reading %s goes on', async (_name, where) => {
    const [path, token] = where();
    expect((await world.api.request(path, bearer(token))).status).toBe(200);
  });
});

describe('erasing a person', () => {
  const path = '/v1/people/U0GONE/erase';

  test('tells what went and what stays', async () => {
    const { status, body } = await answerOf(send(path, admin, {}));
    expect(status).toBe(200);
    expect(body).toMatchObject({ person: 'T0YARD/U0GONE', done: true, dry_run: false, things: 0 });
    expect(body.stays.join(' ')).toContain('Slack id stays');
  });

  test('takes a whole key as well', async () => {
    const whole = `/v1/people/${encodeURIComponent('T0YARD/U0GONE')}/erase`;
    const { body } = await answerOf(send(whole, admin, { dry_run: true }));
    expect(body).toMatchObject({ person: 'T0YARD/U0GONE', dry_run: true });
  });

  test.each([
    ['somebody who holds something', '/v1/people/U0OWNER/erase', 409, 'still-holds'],
    ['somebody of elsewhere', '/v1/people/T0OTHER%2FU0OUTSIDER/erase', 404, 'no-person'],
  ])('refuses %s', async (_name, where, status, why) => {
    expect(await refusal(send(where, admin, {}))).toMatchObject({ status, why });
  });

  test('is for admins, with a login', async () => {
    expect(await refusal(send(path, owner, {}))).toMatchObject({ why: 'not-allowed' });
    expect(await refusal(send(path, world.key, {}))).toMatchObject({ why: 'login-required' });
    expect(await refusal(send(path, undefined, {}))).toMatchObject({ why: 'unauthenticated' });
  });
});

describe('uninstalling', () => {
  test('without the name is refused, a dry run needs none', async () => {
    expect(await refusal(send('/v1/uninstall', admin, {}))).toMatchObject({
      status: 422,
      why: 'wrong-name',
    });
    const { body } = await answerOf(send('/v1/uninstall', admin, { dry_run: true }));
    expect(body).toMatchObject({ organisation: 'Sample organisation', left: 1, may_export: false });
    expect(body).not.toHaveProperty('stopped_at');
  });

  test('stops, revokes and ends logins, the last step the one who takes it', async () => {
    const name = 'Sample organisation';
    const first = await answerOf(send('/v1/uninstall', admin, { name }));
    expect(first.body).toMatchObject({ revoked: 1, left: 0, logins_ended: false });
    expect(await refusal(send('/v1/approvals', world.key, ASK))).toMatchObject({ status: 401 });
    world.deps.pass(1);
    const last = await answerOf(send('/v1/uninstall', admin, { name, logins: true }));
    expect(last.body).toMatchObject({ logins_ended: true, retention_days: 400 });
    expect(await refusal(send('/v1/uninstall', admin, { name }))).toMatchObject({ status: 401 });
    expect((await world.api.request('/healthz')).status).toBe(200);
  });
});
