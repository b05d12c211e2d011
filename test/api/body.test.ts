import { afterAll, beforeAll, expect, test } from 'vitest';
import { MOST_BODY_BYTES } from '../../lib/contract/service.ts';
import { openWorld, post, refusal, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

function send(init: RequestInit) {
  return refusal(world.api.request('/v1/login/token', init));
}
const headers = { 'content-type': 'application/json' };

test.each([
  ['{"code": x}', 'position 9 (line 1)'],
  ['{\n  "code": "a",\n}', 'position 17 (line 3)'],
  ['', 'position 0 (line 1)'],
  ['{"code": "a"', 'position 12 (line 1)'],
])('says where %j is not JSON', async (text, place) => {
  const said = await send(post(undefined, text));
  expect(said).toMatchObject({ status: 400, why: 'bad-json', type: 'application/problem+json' });
  expect(said.detail).toContain(place);
});

test('never repeats what was sent', async () => {
  const said = await send(post(undefined, '{"code": my-secret-code}'));
  expect(said.detail).not.toContain('secret');
});

test('refuses bytes that are not UTF-8', async () => {
  const body = Uint8Array.of(0x22, 0xff, 0x22);
  expect(await send({ method: 'POST', headers, body })).toMatchObject({
    status: 400,
    why: 'bad-json',
  });
});

test('a POST without a body is not JSON', async () => {
  expect(await send({ method: 'POST', headers })).toMatchObject({ status: 400, why: 'bad-json' });
});

test.each([['text/plain'], ['application/x-www-form-urlencoded'], ['application/jsonx']])(
  'refuses the content type %s',
  async (type) => {
    const init = { method: 'POST', headers: { 'content-type': type }, body: '{}' };
    expect(await send(init)).toMatchObject({ status: 415, why: 'wrong-content-type' });
  },
);

test.each(['application/json; charset=utf-8', 'application/vnd.agent+json', 'Application/JSON'])(
  'takes the content type %s',
  async (type) => {
    const init = { method: 'POST', headers: { 'content-type': type }, body: '{"device_code":"x"}' };
    expect(await send(init)).toMatchObject({ why: 'code-expired' });
  },
);

test('refuses a body over the limit before it is parsed', async () => {
  const tooMuch = '['.repeat(MOST_BODY_BYTES + 1);
  expect(await send(post(undefined, tooMuch))).toMatchObject({ status: 413, why: 'too-large' });
  const atLimit = '['.repeat(MOST_BODY_BYTES);
  expect(await send(post(undefined, atLimit))).toMatchObject({ status: 400, why: 'bad-json' });
});

test('refuses a body that says it is over the limit, unread', async () => {
  const length = String(MOST_BODY_BYTES + 1);
  const init = { method: 'POST', headers: { ...headers, 'content-length': length }, body: '{}' };
  expect(await send(init)).toMatchObject({ status: 413, why: 'too-large' });
});

test('stops reading a stream that goes on and on', async () => {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1;
      if (sent > 100) controller.close();
      else controller.enqueue(new Uint8Array(64 * 1024));
    },
  });
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers, body, duplex: 'half' };
  expect(await send(init)).toMatchObject({ status: 413 });
  expect(sent).toBeLessThan(20);
});
