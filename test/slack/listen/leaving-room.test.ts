import { beforeEach, describe, expect, test } from 'vitest';
import { loadOrganisation } from '../../../lib/acts/standing.ts';
import { HOME, keyOf, PEOPLE } from '../../../lib/local/sample/organisation.ts';
import { signedHeaders } from '../../../lib/local/workspace/sign.ts';
import { slackDoor } from '../../../lib/slack/door.ts';
import { leavingRoom } from '../../../lib/slack/listen/leaving-room.ts';
import { kindsOf, stage } from '../../acts/stage.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

async function why() {
  return (await loadOrganisation(deps)).stopped?.why;
}

describe('what Slack says stops everything', () => {
  const UNINSTALLED = { type: 'app_uninstalled' };
  const REVOKED = { type: 'tokens_revoked', tokens: { oauth: [], bot: ['U0BOT'] } };
  const said = (event: object, from: object = { team_id: HOME }) => ({ ...from, event });

  test.each([
    ['app_uninstalled', said(UNINSTALLED), 'app-uninstalled'],
    [
      'app_uninstalled',
      said(UNINSTALLED, { team_id: 'T9', enterprise_id: HOME }),
      'app-uninstalled',
    ],
    ['tokens_revoked', said(REVOKED), 'tokens-revoked'],
    ['app_uninstalled', said(UNINSTALLED, { team_id: 'T0OTHER' }), undefined],
    ['app_uninstalled', { event: UNINSTALLED }, undefined],
    ['app_uninstalled', 'nothing', undefined],
    ['tokens_revoked', said({ ...REVOKED, tokens: { oauth: ['U0OWNER'], bot: [] } }), undefined],
    ['tokens_revoked', said({ ...REVOKED, tokens: { oauth: ['U0OWNER'] } }), undefined],
    ['tokens_revoked', said({ type: 'tokens_revoked' }), undefined],
    ['tokens_revoked', said(REVOKED, { team_id: 'T0OTHER' }), undefined],
  ])('%s %j: %s', async (type, body, stopped) => {
    await leavingRoom.events?.[type]?.(deps, body);
    expect(await why()).toBe(stopped);
  });

  test('twice, as Slack may deliver it, is once', async () => {
    for (let time = 0; time < 2; time += 1) {
      await leavingRoom.events?.app_uninstalled?.(deps, said(UNINSTALLED));
    }
    const kinds = await kindsOf(deps, 'organisation/home');
    expect(kinds.filter((kind) => kind === 'organisation.stopped')).toHaveLength(1);
  });
});

describe('through the door', () => {
  const SECRET = 'a signing secret of the tests';
  const body = JSON.stringify({
    type: 'event_callback',
    team_id: HOME,
    api_app_id: 'A0YARD',
    event_id: 'Ev1',
    event_time: 1,
    event: { type: 'app_uninstalled' },
  });

  function knock(secret: string) {
    const door = slackDoor({
      deps,
      signingSecret: SECRET,
      token: 'xoxb-test',
      botId: 'B0',
      botUserId: 'U0',
    });
    const now = Math.floor(Date.parse(deps.now()) / 1000);
    const headers = { ...signedHeaders(secret, now, body), 'content-type': 'application/json' };
    return door({ method: 'POST', headers, body, isBase64Encoded: false });
  }

  test('a signed event stops everything', async () => {
    expect(await knock(SECRET)).toMatchObject({ status: 200 });
    expect(await why()).toBe('app-uninstalled');
  });

  test('one that somebody else signed stops nothing', async () => {
    expect(await knock('another secret')).toMatchObject({ status: 401 });
    expect(await why()).toBeUndefined();
  });
});

test('everybody reads it on Home, on top', async () => {
  expect(await leavingRoom.home?.(deps, keyOf(PEOPLE.owner))).toEqual({ waiting: [], more: [] });
  await leavingRoom.events?.app_uninstalled?.(deps, { team_id: HOME });
  const part = await leavingRoom.home?.(deps, keyOf(PEOPLE.owner));
  expect(JSON.stringify(part?.waiting)).toContain('removed from Slack');
});
