import { mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmulator } from 'emulate';
import { afterAll, expect, test } from 'vitest';
import type { RoleSession } from '../../lib/core/role-session.ts';
import { newKeyring } from '../../lib/local/keyring.ts';
import { keepSecret, localLending } from '../../lib/local/lending.ts';

const folder = mkdtempSync(join(tmpdir(), 'yardmaster-lending-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const place = { keyring: newKeyring(), folder: join(folder, 'connector-secrets') };
const SESSION: RoleSession = {
  ...{ roleArn: 'arn:aws:iam::123456789012:role/yardmaster/crm', externalId: undefined },
  ...{ sessionName: 'les_1', sourceIdentity: 'reply-bot', policy: '{}', tags: {}, seconds: 900 },
};

test('a secret is sealed on disk, for its owner alone, and opened for a lease', async () => {
  await keepSecret(place, 'crm', 'hunter2');
  const file = join(place.folder, 'crm');
  expect(readFileSync(file, 'utf8')).not.toContain('hunter2');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const { secret } = localLending(place, undefined);
  expect(await secret('local:crm')).toEqual({ kind: 'secret', value: 'hunter2' });
});

test('one that is not there, elsewhere, or under another name opens nothing', async () => {
  const { secret } = localLending(place, undefined);
  await keepSecret(place, 'mail', 'hunter3');
  renameSync(join(place.folder, 'mail'), join(place.folder, 'moved'));
  for (const reference of ['local:none', 'local:../keyring.json', 'local:moved', 'arn:aws:x']) {
    expect(await secret(reference)).toMatchObject({ why: 'secret-unavailable' });
  }
});

test('a role is taken from the STS that is played here, and from none when there is none', async () => {
  const iam = { roles: [{ role_name: 'crm', path: '/yardmaster/' }] };
  const played = await createEmulator({ service: 'aws', port: 0, seed: { aws: { iam } } });
  const lending = localLending(place, `${played.url}/sts/`);
  expect(await lending.assume(SESSION)).toMatchObject({ kind: 'session' });
  await played.close();
  expect(await lending.assume(SESSION)).toMatchObject({ why: 'sts-unavailable' });
  expect(await localLending(place, undefined).assume(SESSION)).toMatchObject({
    why: 'role-refused',
    say: expect.stringContaining('AWS_ENDPOINT_URL_STS'),
  });
});
