import { describe, expect, test } from 'vitest';
import { decideApproval } from '../../../lib/acts/decide.ts';
import { loadWorkflow } from '../../../lib/acts/standing.ts';
import { expireApproval } from '../../../lib/acts/sweep.ts';
import { loadKept, rotateWebhookSecret, setWebhook } from '../../../lib/acts/webhook.ts';
import { drainWebhooks } from '../../../lib/deliver/webhook-lane.ts';
import { hooked, receiver, URL_ } from '../../deliver/webhook-kit.ts';
import { COLLEAGUE, OWNER } from '../../kit/people.ts';
import { FAULTS, race, track } from '../race.ts';
import { asked, breaks, registered, unsent } from '../stage.ts';

const at = track();

describe.each(FAULTS)('webhooks, with the fault: %s', (fault) => {
  test('approve against expire: exactly one ending is told', async () => {
    const workflow = await registered(at.deps);
    await hooked(at.deps);
    const { id, digest, expiresAt } = await asked(at.deps, workflow);
    const choice = { choice: 'approve' as const, digest, reason: '' };
    const late = { ...at.right, now: () => expiresAt };
    await race(
      { proxy: at.proxy, subject: `approval/${id}`, fault },
      () => decideApproval(at.left, COLLEAGUE, id, choice),
      () => expireApproval(late, id),
    );
    const hooks = (await unsent(at.deps)).filter((row) => row.what === 'webhook');
    expect(hooks).toHaveLength(1);
    const to = receiver();
    at.deps.pass(48 * 60);
    await drainWebhooks(at.deps, to, { most: 100 });
    expect(to.got.map((one) => one.id)).toEqual([`msg_${id}`]);
    expect(to.got[0]?.body).toMatch(/"type":"approval\.(?:approved|expired)"/);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('set anew while it is rotated: what is sealed opens, and one given secret is the newest', async () => {
    await registered(at.deps);
    await hooked(at.deps);
    const given = await race(
      { proxy: at.proxy, subject: 'workflow/reply-bot', fault },
      () => setWebhook(at.left, OWNER, 'reply-bot', URL_),
      () => rotateWebhookSecret(at.right, OWNER, 'reply-bot'),
    );
    const secrets = given.map((one) => (one.kind === 'secret' ? one.secret : one.say));
    const head = await loadWorkflow(at.deps, 'reply-bot');
    const kept = head && (await loadKept(at.deps, head.state));
    expect(secrets).toContain(kept?.secrets.at(-1)?.secret);
    expect(await breaks(at.deps)).toEqual([]);
  });
});
