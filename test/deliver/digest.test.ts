import { beforeEach, describe, expect, test } from 'vitest';
import { answerNudge } from '../../lib/acts/digest-answer.ts';
import { deliver } from '../../lib/deliver/deliver.ts';
import { renderDigest, renderHelpAsked } from '../../lib/deliver/digest.ts';
import { KEY, movedOn, sentTo } from '../acts/digesting.ts';
import { stage, unsent } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OWNER } from '../kit/people.ts';
import { type FakeSlack, fakeSlack } from './fake-slack.ts';

const engine = engineOfFile();
let deps: TestDeps;
let slack: FakeSlack;
beforeEach(async () => {
  deps = await stage(engine());
  slack = fakeSlack();
  await sentTo(deps);
});

const draw = (day = '2026-11-24') => renderDigest(deps, `digest/${OWNER}/${day}`, 'U0OWNER');
const digestsNow = () => slack.messages.filter((one) => one.subject.startsWith('digest/'));

async function deliverAll() {
  for (const row of await unsent(deps)) await deliver(deps, slack, row.id);
}

describe('a digest at delivery', () => {
  test('says the line as it is agreed, and changes in place', async () => {
    await deliverAll();
    expect(JSON.stringify(digestsNow())).toContain(
      'uses crm-readonly 1.4.0, which stops on 15 January 2027 (52 days). 2.0.1 replaces it; its permissions differ. If you do nothing, it gets no credentials from 15 January 2027.',
    );
    await answerNudge(deps, OWNER, KEY, { says: 'snooze' });
    await deliverAll();
    expect(digestsNow()).toHaveLength(1);
    expect(JSON.stringify(digestsNow())).toContain('Quiet until');
  });

  test('who upgraded between selection and delivery is not written to', async () => {
    await movedOn(deps);
    expect(await draw()).toEqual({ kind: 'nothing' });
    await deliverAll();
    expect(digestsNow()).toEqual([]);
  });

  test('a message that stands there says since when nothing is left', async () => {
    await deliverAll();
    await movedOn(deps);
    expect(await draw()).toMatchObject({
      text: expect.stringContaining('Nothing left to do: on 2.0.1 since 24 November.'),
    });
  });

  test('of another day it draws nothing', async () => {
    expect(await draw('2026-11-17')).toEqual({ kind: 'nothing' });
    await expect(renderDigest(deps, 'digest/', 'U0OWNER')).rejects.toThrow('names nobody');
  });
});

describe('the helper', () => {
  const help = () => renderHelpAsked(deps, `nudge-help/cmp_1/reply-bot/${OWNER}`);

  test('reads who is stuck with what, once', async () => {
    await answerNudge(deps, OWNER, KEY, { says: 'help' });
    await deliverAll();
    const [told] = slack.messages.filter((one) => one.subject.startsWith('nudge-help/'));
    expect(told?.text).toContain('reply-bot uses crm-readonly 1.4.0');
    expect(told?.channel).toContain(COLLEAGUE.slice('T0YARD/'.length));
  });

  test('is not written to once nothing is left', async () => {
    await movedOn(deps);
    expect(await help()).toEqual({ kind: 'nothing' });
    await expect(renderHelpAsked(deps, 'nudge-help/x')).rejects.toThrow('names nobody');
  });
});
