import { beforeEach, describe, expect, test } from 'vitest';
import {
  answerRequest,
  NEVER_ENDS,
  openAnswering,
  withdrawRequest,
} from '../../lib/acts/access-answer.ts';
import { askAccess } from '../../lib/acts/access-ask.ts';
import { askApproval } from '../../lib/acts/ask.ts';
import { loadKeptReason } from '../../lib/acts/kept-reason.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import { grantedScopes } from '../../lib/core/grant.ts';
import { slackUserId } from '../../lib/core/people.ts';
import { minutesAfter } from '../../lib/core/time.ts';
import { CHANNELS } from '../../lib/local/sample/organisation.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OWNER } from '../kit/people.ts';
import { ASK, askedFor, billed, given, READ, requestNow, using, WRITE } from './access-kit.ts';
import { now, who } from './proposing.ts';
import { rule, rulesWith } from './rule.ts';
import { breaks, CALL, exported, kindsOf, MANIFEST, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await billed(deps);
});

const yes = { reason: '' };
const held = async () => grantedScopes(await now(deps), 'billing', deps.now());

describe('the platform', () => {
  test('grants: it counts at once, the card changes, whoever asked is told', async () => {
    const { id } = await askedFor(deps, {}, COLLEAGUE);
    const outcome = await answerRequest(deps, who.admin, id, yes);
    expect(outcome).toMatchObject({ kind: 'answered', request: { state: 'granted' } });
    const workflow = await now(deps);
    expect(workflow.asked).toBeUndefined();
    expect(workflow.grants).toContainEqual({ ...WRITE, at: deps.now(), by: ADMIN, request: id });
    const places = (await unsent(deps)).map((row) => row.place);
    const [platform, asker] = [CHANNELS.platform.id, slackUserId(COLLEAGUE)];
    expect(places).toEqual([platform, platform, asker]);
    expect(await kindsOf(deps, `access/${id}`)).toEqual(['access.asked', 'access.granted']);
    expect((await kindsOf(deps, 'workflow/reply-bot')).at(-1)).toBe('workflow.access-granted');
    expect(await breaks(deps)).toEqual([]);
  });

  test('makes a workflow active that waited for nothing else', async () => {
    await registerManifest(deps, OWNER, { ...using(WRITE.scope), workflow: 'pay-bot' }, 'repo');
    const workflow = await now(deps, 'pay-bot');
    expect(workflow.status).toBe('registered');
    await answerRequest(deps, who.admin, workflow.asked?.[0]?.request ?? '', yes);
    expect(await now(deps, 'pay-bot')).toMatchObject({ status: 'active', missingScopes: [] });
  });

  test('gives what was asked for first, so that the manifest may use it without a review', async () => {
    await given(deps);
    const outcome = await registerManifest(deps, OWNER, using(WRITE.scope), 'repo');
    expect(outcome).toMatchObject({ kind: 'registered', workflow: { status: 'active' } });
  });

  const month = () => minutesAfter(deps.now(), 30 * 24 * 60);
  test.each([
    ['until the day that the team asked for', undefined, '2026-12-31T23:00:00.000Z'],
    ['until another moment', 'a month', 'a month'],
    ['without an end all the same', NEVER_ENDS, undefined],
  ])('grants %s', async (_, until, expected) => {
    const { id } = await askedFor(deps, { until: '2026-12-31' });
    const chosen = until === 'a month' ? month() : until;
    await answerRequest(deps, who.admin, id, { until: chosen, reason: '' });
    const grant = (await now(deps)).grants?.find((one) => one.request === id);
    expect(grant?.until).toBe(expected === 'a month' ? month() : expected);
  });

  test('narrows with a reason, which the log does not hold', async () => {
    const { id } = await askedFor(deps, { wants: [READ, WRITE] });
    const less = { wants: [READ], reason: 'Reading is enough.' };
    expect(await answerRequest(deps, who.admin, id, { ...less, reason: ' ' })).toMatchObject({
      why: 'reason-required',
    });
    await answerRequest(deps, who.admin, id, less);
    expect(await requestNow(deps, id)).toMatchObject({
      state: 'narrowed',
      given: { wants: [READ] },
    });
    expect(await held()).toEqual([READ.scope]);
    expect(await loadKeptReason(deps, `access/${id}`)).toBe('Reading is enough.');
    expect((await exported(deps)).join('')).not.toContain('Reading is enough');
  });

  test('refuses: nothing is given, and it may be asked for again', async () => {
    const { id } = await askedFor(deps);
    await answerRequest(deps, who.admin, id, { wants: [], reason: 'Not this quarter.' });
    expect((await requestNow(deps, id)).state).toBe('refused');
    expect(await held()).toEqual([]);
    expect((await now(deps)).asked).toBeUndefined();
    expect((await askedFor(deps)).id).not.toBe(id);
  });
});

describe('whoever answers', () => {
  test('answers once', async () => {
    const { id } = await given(deps);
    expect(await answerRequest(deps, who.admin, id, yes)).toMatchObject({
      why: 'answered-already',
    });
  });

  test('is a person who may decide today', async () => {
    const { id } = await askedFor(deps);
    deps.change(ADMIN, { guest: true });
    expect(await answerRequest(deps, who.admin, id, yes)).toMatchObject({ why: 'guest' });
    expect(await held()).toEqual([]);
  });

  test('is not the team itself', async () => {
    const { id } = await askedFor(deps);
    expect(await openAnswering(deps, OWNER, id)).toMatchObject({ why: 'not-allowed' });
    expect(await openAnswering(deps, ADMIN, id)).toMatchObject({ kind: 'may' });
    expect(await openAnswering(deps, ADMIN, 'acc_none')).toMatchObject({ why: 'no-access' });
  });
});

describe('when the world moved on meanwhile', () => {
  test('a scope that is given to nobody by now is not given', async () => {
    const { id } = await askedFor(deps);
    const never = { mode: 'enforce' as const, scopes: [WRITE.scope] };
    await rule(deps, await rulesWith(deps, { 'scopes-never': never }));
    const outcome = await answerRequest(deps, who.admin, id, yes);
    expect(outcome).toMatchObject({
      request: { state: 'stale', end: { say: expect.stringContaining('to nobody') } },
    });
    expect(outcome).not.toHaveProperty('request.given');
    expect(await held()).toEqual([]);
  });

  test('nor one of a connector that is not pinned any more', async () => {
    const { id } = await askedFor(deps);
    await registerManifest(deps, OWNER, MANIFEST, 'repo');
    expect(await answerRequest(deps, who.admin, id, yes)).toMatchObject({
      request: { state: 'stale', end: { say: expect.stringContaining('billing:billing.write') } },
    });
    expect((await now(deps)).asked).toBeUndefined();
  });
});

test('its team takes a request back', async () => {
  const { id } = await askedFor(deps);
  expect(await withdrawRequest(deps, who.admin, id)).toMatchObject({ why: 'not-allowed' });
  expect(await withdrawRequest(deps, who.colleague, id)).toMatchObject({
    request: { state: 'withdrawn' },
  });
  expect((await now(deps)).asked).toBeUndefined();
  expect(await withdrawRequest(deps, who.owner, 'acc_none')).toMatchObject({ why: 'no-access' });
});

test('access that has ended asks for nothing until it is renewed', async () => {
  await given(deps, { until: '2026-11-24' });
  await registerManifest(deps, OWNER, using(WRITE.scope), 'repo');
  expect(await askApproval(deps, await now(deps), CALL)).toMatchObject({ kind: 'asked' });
  deps.pass(2 * 24 * 60);
  const call = { ...CALL, idempotencyKey: 'later' };
  expect(await askApproval(deps, await now(deps), call)).toMatchObject({ why: 'grant-expired' });
  await given(deps);
  expect(await askApproval(deps, await now(deps), call)).toMatchObject({ kind: 'asked' });
  expect(await askAccess(deps, OWNER, ASK)).toMatchObject({ why: 'held-already' });
});
