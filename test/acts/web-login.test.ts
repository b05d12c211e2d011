import { beforeEach, describe, expect, test } from 'vitest';
import { endAllLogins } from '../../lib/acts/logins.ts';
import { hashOf } from '../../lib/acts/secrets.ts';
import { openLink } from '../../lib/acts/step-up.ts';
import { beginWebLogin, finishWebLogin, webSession } from '../../lib/acts/web-login.ts';
import { refuse } from '../../lib/core/result.ts';
import { secretKey } from '../../lib/store/keys.ts';
import { readItem } from '../../lib/store/read.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE } from '../kit/people.ts';
import { breaks, exported } from './stage.ts';
import { LOGIN, loggedInBy, type StepUpGround, stepUpGround, tokenFor } from './step-up-kit.ts';

const engine = engineOfFile();
let ground: StepUpGround;
beforeEach(async () => {
  ground = await stepUpGround(engine());
});

test('nothing that a browser keeps is kept here', async () => {
  const { deps } = ground;
  const begun = await beginWebLogin(deps, undefined);
  if (begun.kind !== 'begun') throw new Error(begun.say);
  const { store } = deps;
  const item = await readItem(store, store.registry, secretKey(hashOf(deps, begun.browser)));
  expect(item).toMatchObject({ data: { type: 'web-login' }, ttl: expect.any(Number) });
  expect(JSON.stringify(item)).not.toContain(begun.browser);
  expect(begun.url).not.toContain(begun.browser);
});

describe('a session', () => {
  test('is of whoever logged in, until five minutes after that', async () => {
    const { deps, next } = ground;
    next.minutesAgo = 2;
    const back = await loggedInBy(deps, undefined);
    if (back.kind !== 'session') throw new Error(back.say);
    expect(await webSession(deps, back.secret)).toMatchObject({ person: COLLEAGUE, at: back.at });
    deps.pass(2.9);
    expect(await webSession(deps, back.secret)).toBeDefined();
    deps.pass(0.1);
    expect(await webSession(deps, back.secret)).toBeUndefined();
  });

  test('ends when Slack says that the account is gone', async () => {
    const { deps } = ground;
    const back = await loggedInBy(deps, undefined);
    if (back.kind !== 'session') throw new Error(back.say);
    await endAllLogins(deps, COLLEAGUE);
    expect(await webSession(deps, back.secret)).toBeUndefined();
  });

  test.each([undefined, '', 'somebody-elses'])('is not made up: %s', async (secret) => {
    expect(await webSession(ground.deps, secret)).toBeUndefined();
  });

  test('is no link, and a link is none', async () => {
    const { deps, approval } = ground;
    const token = await tokenFor(deps, COLLEAGUE, approval);
    expect(await webSession(deps, token)).toBeUndefined();
    const back = await loggedInBy(deps, token);
    expect(back.kind === 'session' && (await openLink(deps, back.secret)).kind).toBe('refused');
  });
});

describe('a login is refused', () => {
  test.each([
    ['in a browser that began none', undefined],
    ['in a browser with something else', 'made-up'],
  ])('%s', async (_, browser) => {
    expect(await finishWebLogin(ground.deps, browser, '?code=1')).toMatchObject({
      why: 'login-lost',
    });
  });

  test('ten minutes after it began', async () => {
    const { deps } = ground;
    const begun = await beginWebLogin(deps, undefined);
    deps.pass(10);
    const browser = begun.kind === 'begun' ? begun.browser : undefined;
    expect(await finishWebLogin(deps, browser, '')).toMatchObject({ why: 'login-lost' });
  });

  test('when it is six minutes old, and noted', async () => {
    const { deps, next, approval } = ground;
    next.minutesAgo = 6;
    const token = await tokenFor(deps, COLLEAGUE, approval);
    expect(await loggedInBy(deps, token)).toMatchObject({ why: 'stale-login' });
    expect((await exported(deps)).join('\n')).toContain('stale-login');
    next.minutesAgo = 0;
    expect(await loggedInBy(deps, token)).toMatchObject({ kind: 'session' });
    expect(await breaks(deps)).toEqual([]);
  });

  test('when the provider refuses it; the link lives on', async () => {
    const { deps, next, approval } = ground;
    const token = await tokenFor(deps, COLLEAGUE, approval);
    next.login = refuse('provider-unreachable', 'Not there.');
    expect(await loggedInBy(deps, token)).toMatchObject({ why: 'provider-unreachable' });
    next.login = LOGIN;
    expect(await loggedInBy(deps, token)).toMatchObject({ kind: 'session' });
    expect(await loggedInBy(deps, token)).toMatchObject({ why: 'link-used' });
  });

  test('of somebody else, which ends the link and is in the log', async () => {
    const { deps, next, approval } = ground;
    const token = await tokenFor(deps, COLLEAGUE, approval);
    next.login = { ...LOGIN, subject: 'sub-owner', email: 'owner@example.com' };
    expect(await loggedInBy(deps, token)).toMatchObject({ why: 'other-person' });
    next.login = LOGIN;
    expect(await loggedInBy(deps, token)).toMatchObject({ why: 'link-refused' });
    expect((await exported(deps)).join('\n')).toContain('step-up.refused');
  });
});
