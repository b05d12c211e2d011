import { beforeEach, describe, expect, test } from 'vitest';
import { answerRequest, withdrawRequest } from '../../../lib/acts/access-answer.ts';
import { askAccess } from '../../../lib/acts/access-ask.ts';
import { takeBackAccess } from '../../../lib/acts/access-back.ts';
import { lapseGrants } from '../../../lib/acts/access-due.ts';
import { registerManifest } from '../../../lib/acts/register.ts';
import { grantedScopes } from '../../../lib/core/grant.ts';
import { OWNER } from '../../kit/people.ts';
import { ASK, askedFor, billed, given, requestNow, using, WRITE } from '../access-kit.ts';
import { now, who } from '../proposing.ts';
import { FAULTS, kindsOfOutcomes, race, track } from '../race.ts';
import { breaks, kindsOf } from '../stage.ts';

const at = track();
const SUBJECT = 'workflow/reply-bot';
const held = async () => grantedScopes(await now(at.deps), 'billing', at.deps.now());
const DAY = 24 * 60;

describe.each(FAULTS)('an access request, with the fault: %s', (fault) => {
  beforeEach(() => billed(at.deps));

  test('asked twice at once is one request', async () => {
    const outcomes = await race(
      { proxy: at.proxy, subject: SUBJECT, fault },
      () => askAccess(at.left, OWNER, ASK),
      () => askAccess(at.right, OWNER, ASK),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['asked', 'refused']);
    expect((await now(at.deps)).asked).toHaveLength(1);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('granted and withdrawn at once: one of them, never half of both', async () => {
    const { id } = await askedFor(at.deps);
    const outcomes = await race(
      { proxy: at.proxy, subject: `access/${id}`, fault },
      () => answerRequest(at.left, who.admin, id, { reason: '' }),
      () => withdrawRequest(at.right, who.owner, id),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['answered', 'refused']);
    const { state } = await requestNow(at.deps, id);
    expect(await held()).toEqual(state === 'granted' ? [WRITE.scope] : []);
    expect((await now(at.deps)).asked).toBeUndefined();
    expect(await kindsOf(at.deps, `access/${id}`)).toHaveLength(2);
    expect(await breaks(at.deps)).toEqual([]);
  });
});

describe.each(FAULTS)('access that ends, with the fault: %s', (fault) => {
  const where = () => ({ proxy: at.proxy, subject: SUBJECT, fault });
  beforeEach(async () => {
    await billed(at.deps);
    await given(at.deps, { until: '2026-11-24' });
    await registerManifest(at.deps, OWNER, using(WRITE.scope), 'repo');
  });

  test('against its renewal: it is held and active, whoever was first', async () => {
    const { id } = await askedFor(at.deps);
    at.deps.pass(2 * DAY);
    await race(
      where(),
      () => lapseGrants(at.left, 'reply-bot'),
      () => answerRequest(at.right, who.admin, id, { reason: '' }),
    );
    expect(await held()).toEqual([WRITE.scope]);
    expect(await now(at.deps)).toMatchObject({ status: 'active', missingScopes: [] });
    expect(await lapseGrants(at.deps, 'reply-bot')).toBe(false);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('against a registration: the new revision is in force, and has no credentials', async () => {
    at.deps.pass(2 * DAY);
    await race(
      where(),
      () => lapseGrants(at.left, 'reply-bot'),
      () => registerManifest(at.right, OWNER, { ...using(WRITE.scope), purpose: 'x' }, 'repo'),
    );
    const workflow = await now(at.deps);
    expect(workflow).toMatchObject({ status: 'registered', revision: 3, purpose: 'x' });
    expect(workflow.asked).toMatchObject([WRITE]);
    expect(await held()).toEqual([]);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('two sweeps at once end it once', async () => {
    at.deps.pass(2 * DAY);
    const swept = await race(
      where(),
      () => lapseGrants(at.left, 'reply-bot'),
      () => lapseGrants(at.right, 'reply-bot'),
    );
    expect([...swept].sort()).toEqual([false, true]);
    const ends = (await kindsOf(at.deps, SUBJECT)).filter((kind) => kind === 'grant.expired');
    expect(ends).toHaveLength(1);
  });

  test('taken back and asked for at once: it is gone, and the question stands', async () => {
    const taking = { workflow: 'reply-bot', wants: [WRITE], reason: 'Wrong people.' };
    await race(
      where(),
      () => takeBackAccess(at.left, who.admin, taking),
      () => askAccess(at.right, OWNER, ASK),
    );
    expect(await held()).toEqual([]);
    expect((await now(at.deps)).asked).toHaveLength(1);
    expect(await breaks(at.deps)).toEqual([]);
  });
});
