import { beforeEach, expect, test } from 'vitest';
import { breakTheGlass } from '../../lib/acts/break-glass.ts';
import { PEOPLE, type SamplePerson } from '../../lib/local/sample/organisation.ts';
import { REASON } from '../acts/break-glass-kit.ts';
import { providerSet } from '../acts/step-up-kit.ts';
import { ASK, loginOf, openWorld, post, type World } from '../api/world.ts';
import { ADMIN } from '../kit/people.ts';
import { terminal } from './terminal.ts';

let world: World;
let id: string;
let digest: string;
beforeEach(async () => {
  world = await openWorld((deps) => ({
    ...deps,
    login: { ...deps.login, check: async () => ({ kind: 'found' }) },
  }));
  await providerSet(world.deps);
  const asked = await world.api.request('/v1/approvals', post(world.key, ASK));
  ({ id, digest } = JSON.parse(await asked.text()));
  return world.stop;
});

async function type(someone: SamplePerson, ...args: string[]) {
  const YARDMASTER_TOKEN = await loginOf(world.deps, someone);
  const env = { YARDMASTER_TOKEN, YARDMASTER_URL: 'http://127.0.0.1:4601' };
  return terminal((request) => world.api.fetch(request)).type(['breakglass', ...args], env);
}

test('begin prints where to log in, and nothing else on standard output', async () => {
  const ran = await type(PEOPLE.admin, 'begin', id, '--reason', REASON);
  expect(ran.code).toBe(0);
  expect(ran.out).toMatch(/^http:\/\/127\.0\.0\.1:4601\/step-up\/\S+\n$/);
  expect(ran.err).toContain('nothing has happened yet');
  const refused = await type(PEOPLE.owner, 'begin', id, '--reason', REASON);
  expect(refused.code).toBe(1);
  expect(refused.err).toContain('Only platform admins');
});

test('list and review', async () => {
  expect((await type(PEOPLE.auditor, 'list')).out).toBe('Nobody broke the glass.\n');
  const proof = { at: world.deps.now(), id: 'stp_1' };
  await breakTheGlass(world.deps, ADMIN, id, { digest, reason: REASON, proof });
  const listed = await type(PEOPLE.auditor, 'list');
  expect(listed.out).toContain(`${id}  support-reply-drafter send_external_email, by ${ADMIN}`);
  expect(listed.out).toContain('review due 25 Nov 2026, 09:00 UTC by T0YARD/U0AUDITOR');
  const says = ['--verdict', 'not-justified', '--text', 'Somebody was on call.'];
  const reviewed = await type(PEOPLE.auditor, 'review', id, ...says);
  expect(reviewed.out).toContain('not justified, says T0YARD/U0AUDITOR');
  expect((await type(PEOPLE.auditor, 'review', id, ...says)).code).toBe(1);
  const odd = await type(PEOPLE.auditor, 'review', id, '--verdict', 'perhaps', '--text', 'x');
  expect(odd.code).toBe(2);
  const json = JSON.parse((await type(PEOPLE.auditor, 'list', '--json')).out);
  expect(json.break_glass).toHaveLength(1);
});
