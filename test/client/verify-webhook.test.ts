import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { verifyWebhook } from '../../lib/client/client.ts';
import { signedHeaders } from '../../lib/hooks/sign.ts';

const NOW = Date.parse('2026-11-23T09:00:00.000Z');
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const OLD = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
const EVENT = {
  type: 'approval.denied',
  timestamp: '2026-11-23T08:59:59.000Z',
  data: {
    id: 'apr_1',
    workflow: 'reply-bot',
    action: 'send_external_email',
    state: 'denied',
    digest: 'd'.repeat(64),
    ended_at: '2026-11-23T08:59:59.000Z',
    reason: 'Wrong customer – “no”',
  },
};
const BODY = JSON.stringify(EVENT);

function received(body = BODY, secrets = [SECRET], timestamp = NOW / 1000) {
  return { body, headers: signedHeaders({ id: 'msg_apr_1', timestamp, body, secrets }) };
}

test('what was signed is verified, and read', async () => {
  expect(await verifyWebhook(SECRET, received(), NOW)).toEqual({
    kind: 'verified',
    id: 'msg_apr_1',
    event: EVENT,
  });
});

test('during the overlap both secrets verify', async () => {
  const both = received(BODY, [SECRET, OLD]);
  expect((await verifyWebhook(OLD, both, NOW)).kind).toBe('verified');
  expect((await verifyWebhook(SECRET, both, NOW)).kind).toBe('verified');
});

test.each([
  [-301, 'too-old'],
  [-300, undefined],
  [300, undefined],
  [301, 'too-old'],
])('a message %s seconds from now: %s', async (seconds, why) => {
  const at = received(BODY, [SECRET], NOW / 1000 + seconds);
  const outcome = await verifyWebhook(SECRET, at, NOW);
  expect(outcome.kind === 'refused' ? outcome.why : undefined).toBe(why);
});

test('any change of body, id, time or secret is refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ minLength: 1 }), fc.nat(), async (text, at) => {
      const { body, headers } = received();
      const cut = at % body.length;
      const changed = `${body.slice(0, cut)}${text}${body.slice(cut)}`;
      const wrong = { kind: 'refused', why: 'wrong-signature' };
      expect(await verifyWebhook(SECRET, { body: changed, headers }, NOW)).toEqual(wrong);
      const id = { ...headers, 'webhook-id': `${headers['webhook-id']}${text}` };
      expect(await verifyWebhook(SECRET, { body, headers: id }, NOW)).toEqual(wrong);
      const secret = `whsec_${Buffer.from(`another ${text}`).toString('base64')}`;
      expect(await verifyWebhook(secret, { body, headers }, NOW)).toEqual(wrong);
      const later = { ...headers, 'webhook-timestamp': String(NOW / 1000 + 1 + (at % 299)) };
      expect(await verifyWebhook(SECRET, { body, headers: later }, NOW)).toEqual(wrong);
    }),
    { numRuns: 50 },
  );
});

describe('a message', () => {
  const { headers } = received();
  const bare = headers['webhook-signature']?.slice('v1,'.length) ?? '';

  test.each([
    ['without an id', { ...headers, 'webhook-id': undefined }, 'not-signed'],
    ['without a time', { ...headers, 'webhook-timestamp': undefined }, 'not-signed'],
    ['with a time that is none', { ...headers, 'webhook-timestamp': '1e9' }, 'not-signed'],
    ['without a signature', { ...headers, 'webhook-signature': '' }, 'not-signed'],
    ['of another version', { ...headers, 'webhook-signature': `v2,${bare}` }, 'wrong-signature'],
    ['without a version', { ...headers, 'webhook-signature': bare }, 'wrong-signature'],
    ['with no base64', { ...headers, 'webhook-signature': 'v1,%%%' }, 'wrong-signature'],
    ['with an empty one', { ...headers, 'webhook-signature': 'v1,' }, 'wrong-signature'],
  ])('%s is refused', async (_, changed, why) => {
    const outcome = await verifyWebhook(SECRET, { body: BODY, headers: changed }, NOW);
    expect(outcome).toEqual({ kind: 'refused', why });
  });

  test.each(['no JSON', '{"type":"approval.approved"}'])('that is signed, but %s', async (body) => {
    expect(await verifyWebhook(SECRET, received(body), NOW)).toEqual({
      kind: 'refused',
      why: 'not-as-described',
    });
  });
});

test('a secret that is none is a mistake of the caller', async () => {
  await expect(verifyWebhook('whsec_', received(), NOW)).rejects.toThrow('whsec_ and base64');
  await expect(verifyWebhook('%%%', received(), NOW)).rejects.toThrow(TypeError);
});
