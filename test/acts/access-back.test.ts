import { beforeEach, expect, test } from 'vitest';
import { openTakingBack } from '../../lib/acts/access-ask.ts';
import { takeBackAccess } from '../../lib/acts/access-back.ts';
import { askApproval } from '../../lib/acts/ask.ts';
import { consumeApproval } from '../../lib/acts/consume.ts';
import { decideApproval } from '../../lib/acts/decide.ts';
import { loadKeptReason } from '../../lib/acts/kept-reason.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import { slackUserId } from '../../lib/core/people.ts';
import { CHANNELS } from '../../lib/local/sample/organisation.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OWNER } from '../kit/people.ts';
import { billed, given, using, WRITE } from './access-kit.ts';
import { now, who } from './proposing.ts';
import { asked, breaks, CALL, exported, kindsOf, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await billed(deps);
  await given(deps);
  await registerManifest(deps, OWNER, using(WRITE.scope), 'repo');
});

const taking = { workflow: 'reply-bot', wants: [WRITE], reason: 'It pays the wrong people.' };

test('what is taken back counts no more for the very next ask and consume', async () => {
  const { id, digest } = await asked(deps, await now(deps));
  await decideApproval(deps, COLLEAGUE, id, { choice: 'approve', digest, reason: '' });
  const outcome = await takeBackAccess(deps, who.admin, taking);
  expect(outcome).toMatchObject({ kind: 'taken', workflow: { status: 'registered' } });
  expect(await now(deps)).toMatchObject({ missingScopes: [WRITE.scope] });
  const next = { ...CALL, idempotencyKey: 'next' };
  expect(await askApproval(deps, await now(deps), next)).toMatchObject({
    why: 'workflow-not-active',
  });
  const run = { executionId: 'run-1', ...CALL };
  expect(await consumeApproval(deps, 'reply-bot', id, run)).toMatchObject({
    why: 'workflow-not-active',
  });
  expect(await breaks(deps)).toEqual([]);
});

test('the owner and the platform are told, and the log holds none of the words', async () => {
  const before = (await unsent(deps)).length;
  const outcome = await takeBackAccess(deps, who.admin, taking);
  if (outcome.kind !== 'taken') throw new Error(outcome.say);
  const { id } = outcome.request;
  const rows = (await unsent(deps)).slice(before);
  expect(rows.map((row) => [row.what, row.place])).toEqual([
    ['access-card', CHANNELS.platform.id],
    ['access-card', slackUserId(OWNER)],
  ]);
  expect((await kindsOf(deps, 'workflow/reply-bot')).at(-1)).toBe('grant.revoked');
  expect(await kindsOf(deps, `access/${id}`)).toEqual(['access.taken']);
  expect(await loadKeptReason(deps, `access/${id}`)).toBe(taking.reason);
  expect((await exported(deps)).join('')).not.toContain('wrong people');
});

test('is done by the platform, for what there is, with a reason', async () => {
  expect(await takeBackAccess(deps, who.owner, taking)).toMatchObject({ why: 'not-allowed' });
  expect(await openTakingBack(deps, ADMIN, 'nobody')).toMatchObject({ why: 'no-workflow' });
  expect(await takeBackAccess(deps, who.admin, { ...taking, reason: '' })).toMatchObject({
    why: 'reason-required',
  });
  const other = { ...taking, wants: [{ connector: 'billing', scope: 'billing.read' }] };
  expect(await takeBackAccess(deps, who.admin, other)).toMatchObject({ why: 'not-held' });
  deps.change(ADMIN, { deactivated: true });
  expect(await takeBackAccess(deps, who.admin, taking)).toMatchObject({ why: 'deactivated' });
  expect((await now(deps)).status).toBe('active');
});
