import { beforeEach, expect, test } from 'vitest';
import { closeNotice } from '../../lib/acts/notice.ts';
import { answerNotice } from '../../lib/acts/notice-answer.ts';
import { deliver } from '../../lib/deliver/deliver.ts';
import { renderNotice, renderNoticeAsk } from '../../lib/deliver/notice.ts';
import { told } from '../acts/notice-kit.ts';
import { MANIFEST, registered, stage, unsent } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, OWNER } from '../kit/people.ts';
import { type FakeSlack, fakeSlack } from './fake-slack.ts';

const engine = engineOfFile();
let deps: TestDeps;
let slack: FakeSlack;
beforeEach(async () => {
  deps = await stage(engine());
  slack = fakeSlack();
  await registered(deps);
  await told(deps);
});

const ASK = `notice-ask/ntc_1/${OWNER}`;

async function deliverAll() {
  for (const row of await unsent(deps)) {
    if (row.what.startsWith('notice')) await deliver(deps, slack, row.id);
  }
}

test('the owner gets one message and the platform one card, and both change in place', async () => {
  await deliverAll();
  expect(slack.messages).toHaveLength(2);
  const about = { notice: 'ntc_1', holder: OWNER, workflow: 'reply-bot' };
  await answerNotice(deps, OWNER, { ...about, says: 'broken' });
  await deliverAll();
  expect(slack.messages).toHaveLength(2);
  expect(JSON.stringify(slack.messages)).toContain('Broken: 1');
  expect(JSON.stringify(slack.messages)).toContain('broken, said by');
});

test('whose workflow moved on before it was delivered is not bothered', async () => {
  const [plugin, , skill] = MANIFEST.uses;
  const uses = [plugin, skill].filter((use) => use !== undefined);
  await registered(deps, { ...MANIFEST, uses });
  expect(await renderNoticeAsk(deps, ASK)).toEqual({ kind: 'nothing' });
});

test('a later state has a higher version', async () => {
  const versionOf = async () => {
    const [card, ask] = await Promise.all([
      renderNotice(deps, 'ntc_1'),
      renderNoticeAsk(deps, ASK),
    ]);
    if (card.kind === 'nothing' || ask.kind === 'nothing') throw new Error('nothing to show');
    return [card.version, ask.version] as const;
  };
  const [card, ask] = await versionOf();
  await closeNotice(deps, ADMIN, 'ntc_1');
  const [later, laterAsk] = await versionOf();
  expect([later > card, laterAsk > ask]).toEqual([true, true]);
});

test('what is not there is nothing, and a row that names nobody is a bug', async () => {
  expect(await renderNotice(deps, 'ntc_9')).toEqual({ kind: 'nothing' });
  expect(await renderNoticeAsk(deps, `notice-ask/ntc_9/${OWNER}`)).toEqual({ kind: 'nothing' });
  await expect(renderNoticeAsk(deps, 'notice/ntc_1')).rejects.toThrow('names nobody');
});
