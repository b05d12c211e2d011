import { describe, expect, test } from 'vitest';
import { loadApproval } from '../../../lib/acts/approvals.ts';
import { askApproval } from '../../../lib/acts/ask.ts';
import { lease } from '../../../lib/acts/lease.ts';
import { recheckWaiting } from '../../../lib/acts/recheck.ts';
import { registerManifest } from '../../../lib/acts/register.ts';
import { retireWorkflow } from '../../../lib/acts/retire.ts';
import { loadWorkflow } from '../../../lib/acts/standing.ts';
import { readLeasesOut } from '../../../lib/store/leases.ts';
import { OWNER } from '../../kit/people.ts';
import { declare, mailing, TOKEN, USING } from '../lease-kit.ts';
import { FAULTS, race, track } from '../race.ts';
import { breaks, CALL, kindsOf } from '../stage.ts';

const at = track();
const SUBJECT = 'workflow/reply-bot';
const WISH = { connector: 'mailer', scopes: ['calendar.read'] };

const retireIt = () => retireWorkflow(at.right, OWNER, 'reply-bot', 'Nobody reads its replies.');
const now = async () => (await loadWorkflow(at.deps, 'reply-bot'))?.state;
const outNow = async () =>
  (await readLeasesOut(at.deps.store, 'reply-bot', at.deps.now())).map((one) => one.id);

describe.each(FAULTS)('retiring, with the fault: %s', (fault) => {
  const both = { subject: SUBJECT, fault };

  test('against a lease: either it is on record as out, or nothing went out', async () => {
    await mailing(at.deps);
    await declare(at.deps, 'mailer', TOKEN);
    const [lent, retired] = await race(
      { ...both, proxy: at.proxy },
      () => lease(at.left, 'reply-bot', WISH),
      retireIt,
    );
    expect(retired.kind).toBe('retired');
    if (lent.kind === 'lent') expect(await outNow()).toEqual([lent.lease.id]);
    else expect(await outNow()).toEqual([]);
    expect(await lease(at.deps, 'reply-bot', WISH)).toMatchObject({ why: 'workflow-retired' });
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('against a new revision: it ends retired, or was brought back after it', async () => {
    await mailing(at.deps);
    const revised = { ...USING, purpose: 'Answers' };
    const [registered, retired] = await race(
      { ...both, proxy: at.proxy },
      () => registerManifest(at.left, OWNER, revised, 'repo'),
      retireIt,
    );
    expect([registered.kind, retired.kind]).toEqual(['registered', 'retired']);
    const kinds = await kindsOf(at.deps, SUBJECT);
    const last = kinds.at(-1) === 'workflow.retired' ? 'retired' : 'active';
    expect((await now())?.status).toBe(last);
    expect(kinds).toHaveLength(3);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('against an approval being asked for: none waits that nobody rechecks', async () => {
    const workflow = await mailing(at.deps);
    const [asked, retired] = await race(
      { ...both, proxy: at.proxy },
      () => askApproval(at.left, workflow, CALL),
      retireIt,
    );
    expect(retired.kind).toBe('retired');
    if (asked.kind !== 'asked') throw new Error(asked.say);
    await recheckWaiting(at.deps, 'reply-bot');
    const { end } = (await loadApproval(at.deps, asked.approval.id))?.head.state ?? {};
    expect(end).toMatchObject({ ending: 'cancelled', why: 'workflow-gone' });
    const gone = (await now()) ?? workflow;
    const again = await askApproval(at.deps, gone, { ...CALL, idempotencyKey: 'later' });
    expect(again).toMatchObject({ why: 'workflow-not-active' });
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('twice at once is once', async () => {
    await mailing(at.deps);
    const left = () => retireWorkflow(at.left, OWNER, 'reply-bot', 'It is replaced.');
    const outcomes = await race({ ...both, proxy: at.proxy }, left, retireIt);
    expect(outcomes.map((one) => one.kind).sort()).toEqual(['retired', 'unchanged']);
    expect(await kindsOf(at.deps, SUBJECT)).toEqual(['workflow.registered', 'workflow.retired']);
  });
});
