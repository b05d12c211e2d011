import { expect, test } from 'vitest';
import { signedHeaders } from '../../lib/hooks/sign.ts';

/** The example of the Standard Webhooks specification. */
const EXAMPLE = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: 1614265330,
  body: '{"test": 2432232314}',
};
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

test('signs as the specification does', () => {
  expect(signedHeaders({ ...EXAMPLE, secrets: [SECRET] })).toEqual({
    'webhook-id': EXAMPLE.id,
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

test('two secrets make two signatures, the first one first', () => {
  const other = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
  const both = signedHeaders({ ...EXAMPLE, secrets: [other, SECRET] })['webhook-signature'];
  const [first, second] = both?.split(' ') ?? [];
  expect(first).toBe(signedHeaders({ ...EXAMPLE, secrets: [other] })['webhook-signature']);
  expect(second).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});
