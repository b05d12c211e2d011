import { beforeEach, describe, expect, test } from 'vitest';
import { carryCampaign } from '../../../lib/acts/campaign-carry.ts';
import { answerNudge } from '../../../lib/acts/digest-answer.ts';
import { sendDigest } from '../../../lib/acts/digest-send.ts';
import { killedAnywhere } from '../../kit/dying.ts';
import { OWNER } from '../../kit/people.ts';
import { published, sent } from '../campaigning.ts';
import { atHome, DAY, digests, filled, KEY } from '../digesting.ts';
import { FAULTS, race, track } from '../race.ts';
import { breaks, kindsOf } from '../stage.ts';

const at = track();
const PATIENCE_MS = 120_000;
const kinds = () => kindsOf(at.deps, `digest/${OWNER}`);

describe.each(FAULTS)('two sweeps at once, with the fault: %s', (fault) => {
  beforeEach(() => filled(at.deps));
  const where = (subject: string) => ({ proxy: at.proxy, subject, fault });

  test('send one digest', async () => {
    at.deps.pass(DAY);
    await race(
      where(`digest/${OWNER}`),
      () => sendDigest(at.left, OWNER),
      () => sendDigest(at.right, OWNER),
    );
    expect(await kinds()).toEqual(['digest.filled', 'digest.sent']);
    expect(await digests(at.deps)).toHaveLength(1);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('a button pressed twice acts once', async () => {
    const press = (deps: typeof at.left) => answerNudge(deps, OWNER, KEY, { says: 'snooze' });
    const outcomes = await race(
      where('nudge/cmp_1/reply-bot'),
      () => press(at.left),
      () => press(at.right),
    );
    expect(outcomes.map((one) => one.kind).sort()).toEqual(['answered', 'unchanged']);
    expect(await kindsOf(at.deps, 'nudge/cmp_1/reply-bot')).toEqual(['nudge.answered']);
  });
});

test(
  'killed between any two steps of telling, filling and counting: nobody is left out, nobody told twice',
  async () => {
    await published(at.deps);
    await atHome(at.deps);
    await sent(at.deps);
    const steps = await killedAnywhere(
      at.engine.endpoint,
      (client) => carryCampaign(at.deps.through(client), 'cmp_1'),
      async () => undefined,
    );
    expect(steps).toBeGreaterThan(3);
    await carryCampaign(at.deps, 'cmp_1');
    expect(await kinds()).toEqual(['digest.filled']);
  },
  PATIENCE_MS,
);

test(
  'killed between any two steps of a digest: it is sent once',
  async () => {
    await filled(at.deps);
    at.deps.pass(DAY);
    const steps = await killedAnywhere(
      at.engine.endpoint,
      (client) => sendDigest(at.deps.through(client), OWNER),
      async () => expect((await digests(at.deps)).length).toBeLessThan(2),
    );
    expect(steps).toBeGreaterThan(3);
    await sendDigest(at.deps, OWNER);
    expect(await kinds()).toEqual(['digest.filled', 'digest.sent']);
    expect(await digests(at.deps)).toHaveLength(1);
  },
  PATIENCE_MS,
);
