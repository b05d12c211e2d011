import { expect, test } from 'vitest';
import { clientOptions, webClient, whoAmI } from '../../lib/slack/web.ts';

interface Seen {
  readonly url: string;
  readonly authorization: string | null;
  readonly signal: boolean;
}

function recording(answer: () => Response = () => Response.json({ ok: true })) {
  const seen: Seen[] = [];
  const fetch = async (url: string | URL | Request, init?: RequestInit) => {
    const authorization = new Headers(init?.headers).get('authorization');
    seen.push({ url: String(url), authorization, signal: init?.signal !== undefined });
    return answer();
  };
  return { seen, fetch };
}

test('every client sends its own token', async () => {
  const { seen, fetch } = recording();
  const first = webClient('xoxb-first', { fetch });
  const second = webClient('xoxb-second', { fetch });
  await first.api.test();
  await second.api.test();
  await first.api.test();
  expect(seen.map((each) => each.authorization)).toEqual([
    'Bearer xoxb-first',
    'Bearer xoxb-second',
    'Bearer xoxb-first',
  ]);
});

test('no headers are given, since a shared object would carry a token on', () => {
  expect(clientOptions({})).not.toHaveProperty('headers');
});

test('options are new every time, since Bolt writes into them', () => {
  expect(clientOptions({})).not.toBe(clientOptions({}));
});

test('another server that speaks the Web API can be named', async () => {
  const { seen, fetch } = recording();
  await webClient('xoxb-tests', { fetch, apiUrl: 'http://127.0.0.1:9/api/' }).api.test();
  expect(seen[0]?.url).toBe('http://127.0.0.1:9/api/api.test');
});

test.each([
  ['429', () => new Response('', { status: 429, headers: { 'retry-after': '30' } })],
  ['500', () => new Response('', { status: 500 })],
])('%s is thrown at once and nothing is sent twice', async (_name, answer) => {
  const { seen, fetch } = recording(answer);
  await expect(webClient('xoxb-tests', { fetch }).api.test()).rejects.toThrow();
  expect(seen).toHaveLength(1);
});

test('every call has a time limit', async () => {
  const { seen, fetch } = recording();
  const limited = clientOptions({ fetch }).fetch;
  await limited?.('https://hooks.slack.example/1', { method: 'POST' });
  expect(seen[0]?.signal).toBe(true);
});

test.each([
  ['a workspace', { team_id: 'T0YARD' }, 'T0YARD'],
  ['an enterprise', { team_id: 'T0YARD', enterprise_id: 'E0YARD' }, 'E0YARD'],
])('home of %s', async (_name, said, home) => {
  const answer = { ok: true, bot_id: 'B0BOT', user_id: 'U0BOT', ...said };
  const { fetch } = recording(() => Response.json(answer));
  expect(await whoAmI(webClient('xoxb-tests', { fetch }))).toEqual({
    botId: 'B0BOT',
    botUserId: 'U0BOT',
    home,
  });
});

test('a token that is no bot token is a mistake at start', async () => {
  const { fetch } = recording(() => Response.json({ ok: true, user_id: 'U1', team_id: 'T1' }));
  await expect(whoAmI(webClient('xoxp-tests', { fetch }))).rejects.toThrow('no bot token');
});
