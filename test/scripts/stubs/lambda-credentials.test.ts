import { afterEach, expect, test, vi } from 'vitest';
import { defaultProvider } from '../../../scripts/stubs/lambda-credentials.ts';

afterEach(() => vi.unstubAllEnvs());

function given(id: string | undefined, secret: string | undefined, session: string | undefined) {
  vi.stubEnv('AWS_ACCESS_KEY_ID', id);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', secret);
  vi.stubEnv('AWS_SESSION_TOKEN', session);
  return defaultProvider()();
}

test("takes the credentials of the function's role, with their session", async () => {
  expect(await given('id', 'secret', 'session')).toEqual({
    accessKeyId: 'id',
    secretAccessKey: 'secret',
    sessionToken: 'session',
  });
});

test('takes credentials without a session', async () => {
  expect(await given('id', 'secret', undefined)).toEqual({
    accessKeyId: 'id',
    secretAccessKey: 'secret',
  });
});

test.each([
  [undefined, 'secret'],
  ['id', undefined],
])('says what is missing, and never looks elsewhere: %s, %s', async (id, secret) => {
  await expect(given(id, secret, 'session')).rejects.toThrow('is not set');
});
