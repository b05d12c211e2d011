import { beforeEach, expect, test } from 'vitest';
import {
  loadCredentials,
  noteRotated,
  setCredentials,
  showCredentials,
} from '../../lib/acts/credentials.ts';
import { declaredSchema } from '../../lib/core/credentials.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, OWNER } from '../kit/people.ts';
import { declare, mailing, ROLE, SECRET, TOKEN } from './lease-kit.ts';
import { breaks, exported, kindsOf, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await mailing(deps);
});

const token = declaredSchema.parse(TOKEN);
const SUBJECT = 'credentials/mailer';

test('the platform declares them, each time as a version of its own', async () => {
  await declare(deps, 'mailer', TOKEN);
  await declare(deps, 'mailer', ROLE);
  await declare(deps, 'mailer', ROLE);
  const shown = await showCredentials(deps, AUDITOR, 'mailer');
  expect(shown).toMatchObject({ credentials: { version: 2, declared: { kind: 'aws-role' } } });
  expect(await kindsOf(deps, SUBJECT)).toEqual(['credentials.set', 'credentials.set']);
  expect(await breaks(deps)).toEqual([]);
});

test('the log says which kind and a digest, and neither role nor where a secret is kept', async () => {
  await declare(deps, 'mailer', ROLE);
  await declare(deps, 'mailer', SECRET);
  const lines = (await exported(deps)).filter((line) => line.includes(SUBJECT)).join('\n');
  expect(lines).toContain('aws-role');
  for (const kept of ['yardmaster/mailer', 'yardmaster-1', 'local:crm']) {
    expect(lines).not.toContain(kept);
  }
});

test('nobody else declares or reads them', async () => {
  expect(await setCredentials(deps, OWNER, 'mailer', token)).toMatchObject({ why: 'not-allowed' });
  expect(await setCredentials(deps, AUDITOR, 'mailer', token)).toMatchObject({
    why: 'not-allowed',
  });
  expect(await showCredentials(deps, OWNER, 'mailer')).toMatchObject({ why: 'not-allowed' });
  expect(await noteRotated(deps, AUDITOR, 'mailer')).toMatchObject({ why: 'not-allowed' });
});

test('a connector or scope that does not exist is named', async () => {
  expect(await setCredentials(deps, ADMIN, 'fax', token)).toMatchObject({ why: 'no-component' });
  const scopes = { ...ROLE.scopes, 'mail.purge': ROLE.scopes['mail.send'] };
  const slip = declaredSchema.parse({ ...ROLE, scopes });
  expect(await setCredentials(deps, ADMIN, 'mailer', slip)).toMatchObject({
    why: 'unknown-scope',
    say: expect.stringContaining('mail.purge. It has: calendar.read, mail.send'),
  });
  const opens = declaredSchema.parse({ ...SECRET, opens: ['fax.send'] });
  expect(await setCredentials(deps, ADMIN, 'mailer', opens)).toMatchObject({
    why: 'unknown-scope',
  });
  expect(await showCredentials(deps, ADMIN, 'mailer')).toMatchObject({ why: 'no-credentials' });
});

test('what workflows have already has to fit into one session', async () => {
  const long = [{ Action: 's3:GetObject', Resource: `arn:aws:s3:::${'a'.repeat(560)}` }];
  const scopes = { 'mail.send': [...long, ...long], 'calendar.read': long };
  const fits = declaredSchema.parse({ ...ROLE, scopes: { ...ROLE.scopes, 'mail.send': long } });
  expect(await setCredentials(deps, ADMIN, 'mailer', fits)).toMatchObject({ kind: 'credentials' });
  const other = [0, 1, 2].map((n) => ({
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::${'b'.repeat(560 + n)}`,
  }));
  const large = declaredSchema.parse({ ...ROLE, scopes: { ...scopes, 'mail.send': other } });
  expect(await setCredentials(deps, ADMIN, 'mailer', large)).toMatchObject({
    why: 'policy-too-large',
    say: expect.stringContaining('reply-bot has access that would not fit any more'),
  });
});

test('a secret is noted as rotated, and nothing else is', async () => {
  await declare(deps, 'mailer', TOKEN);
  expect(await noteRotated(deps, ADMIN, 'mailer')).toMatchObject({ why: 'no-credentials' });
  await declare(deps, 'mailer', SECRET);
  deps.pass(5);
  await noteRotated(deps, ADMIN, 'mailer');
  expect((await loadCredentials(deps, 'mailer'))?.state.rotatedAt).toBe(deps.now());
  expect((await kindsOf(deps, SUBJECT)).at(-1)).toBe('credentials.rotated');
});
