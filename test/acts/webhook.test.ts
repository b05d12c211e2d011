import { beforeEach, describe, expect, test } from 'vitest';
import { registerManifest } from '../../lib/acts/register.ts';
import { loadWorkflow } from '../../lib/acts/standing.ts';
import {
  loadKept,
  removeWebhook,
  rotateWebhookSecret,
  setWebhook,
} from '../../lib/acts/webhook.ts';
import { signingSecrets } from '../../lib/core/webhook.ts';
import { readWebhook } from '../../lib/store/webhooks.ts';
import { hooked, URL_ } from '../deliver/webhook-kit.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OUTSIDER, OWNER } from '../kit/people.ts';
import { breaks, exported, kindsOf, MANIFEST, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await registered(deps);
});

const workflowNow = async () => {
  const head = await loadWorkflow(deps, 'reply-bot');
  if (!head) throw new Error('no workflow');
  return head.state;
};
const keptNow = async () => loadKept(deps, await workflowNow());

test('the owner sets it: the secret is given once, and is nowhere to be read', async () => {
  const secret = await hooked(deps);
  expect(secret).toMatch(/^whsec_/);
  expect((await workflowNow()).webhook).toEqual({
    id: expect.stringMatching(/^whk_/),
    host: 'agents.example.com',
    at: deps.now(),
  });
  expect(await keptNow()).toMatchObject({ url: URL_, secrets: [{ secret }] });
  const stored = JSON.stringify([await workflowNow(), await readWebhook(deps.store, 'reply-bot')]);
  const log = (await exported(deps)).join('\n');
  for (const hidden of [secret, secret.slice('whsec_'.length), 'path-secret']) {
    expect(stored).not.toContain(hidden);
    expect(log).not.toContain(hidden);
  }
  expect(log).not.toContain('agents.example.com');
  expect((await kindsOf(deps, 'workflow/reply-bot')).at(-1)).toBe('workflow.webhook-set');
  expect(await breaks(deps)).toEqual([]);
});

test('sealed to this webhook: moved to another workflow, it does not open', async () => {
  await hooked(deps);
  await registered(deps, { ...MANIFEST, workflow: 'other-bot' });
  const { webhook } = await workflowNow();
  const part = await readWebhook(deps.store, 'reply-bot');
  await expect(
    deps.seal.open(part?.sealed ?? '', `workflow/other-bot/${webhook?.id}`),
  ).rejects.toThrow();
});

test.each([
  ['a member of the team', COLLEAGUE],
  ['a platform admin', ADMIN],
  ['an auditor', AUDITOR],
  ['somebody of another organisation', OUTSIDER],
])('%s may not', async (_, person) => {
  const not = { kind: 'refused', why: 'not-allowed' };
  expect(await setWebhook(deps, person, 'reply-bot', URL_)).toMatchObject(not);
  await hooked(deps);
  expect(await rotateWebhookSecret(deps, person, 'reply-bot')).toMatchObject(not);
  expect(await removeWebhook(deps, person, 'reply-bot')).toMatchObject(not);
});

test('an address that is not taken changes nothing', async () => {
  const refused = await setWebhook(deps, OWNER, 'reply-bot', 'https://10.0.0.1/');
  expect(refused).toMatchObject({ kind: 'refused', why: 'bad-webhook-url' });
  expect((await workflowNow()).webhook).toBeUndefined();
});

test('a workflow that is not there', async () => {
  expect(await setWebhook(deps, OWNER, 'none', URL_)).toMatchObject({ why: 'no-workflow' });
});

test('set again, it is another webhook with another secret alone', async () => {
  const first = await hooked(deps);
  const before = await workflowNow();
  const second = await hooked(deps);
  expect(second).not.toBe(first);
  expect((await workflowNow()).webhook?.id).not.toBe(before.webhook?.id);
  expect((await keptNow())?.secrets).toEqual([{ secret: second }]);
});

test('it stays through a new revision', async () => {
  await hooked(deps);
  await registerManifest(deps, OWNER, { ...MANIFEST, review_required_actions: [] }, 'repo');
  expect((await workflowNow()).webhook?.host).toBe('agents.example.com');
});

describe('rotating', () => {
  test('gives a new secret, and the old one signs along for a day', async () => {
    const old = await hooked(deps);
    const given = await rotateWebhookSecret(deps, OWNER, 'reply-bot');
    const fresh = given.kind === 'secret' ? given.secret : '';
    const signing = async () => {
      const kept = await keptNow();
      return kept && signingSecrets(kept, deps.now());
    };
    expect(await signing()).toEqual([fresh, old]);
    deps.pass(24 * 60);
    expect(await signing()).toEqual([fresh]);
    expect((await kindsOf(deps, 'workflow/reply-bot')).at(-1)).toBe('workflow.webhook-rotated');
  });

  test('of nothing is refused with the way out', async () => {
    const refused = await rotateWebhookSecret(deps, OWNER, 'reply-bot');
    expect(refused).toMatchObject({ why: 'no-webhook' });
    expect(refused.kind === 'refused' && refused.say).toContain('yardmaster webhook set reply-bot');
  });
});

test('removed, it is gone with its secrets', async () => {
  await hooked(deps);
  expect(await removeWebhook(deps, OWNER, 'reply-bot')).toEqual({ kind: 'removed' });
  expect(await readWebhook(deps.store, 'reply-bot')).toBeUndefined();
  expect((await workflowNow()).webhook).toBeUndefined();
  expect(await removeWebhook(deps, OWNER, 'reply-bot')).toMatchObject({ why: 'no-webhook' });
  expect((await kindsOf(deps, 'workflow/reply-bot')).at(-1)).toBe('workflow.webhook-removed');
});
