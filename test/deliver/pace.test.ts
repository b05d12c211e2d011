import { beforeEach, expect, test } from 'vitest';
import { instant } from '../../lib/core/time.ts';
import { paced } from '../../lib/deliver/pace.ts';
import type { SlackPort } from '../../lib/deliver/slack.ts';
import { type FakeSlack, fakeSlack } from './fake-slack.ts';

let slack: FakeSlack;
let port: SlackPort;
let ms: number;
beforeEach(() => {
  slack = fakeSlack();
  ms = 1_795_424_400_000;
  port = paced(slack, () => instant(ms));
});

const content = { text: 'text', blocks: [] };
const post = (place: string, n = 0) => port.post({ subject: `approval/${n}`, place }, content);

test('one message a second goes to a channel; each of the others gets a turn of its own', async () => {
  const outcomes = [await post('C1'), await post('C1'), await post('C1'), await post('C1')];
  expect(outcomes).toMatchObject([
    { kind: 'done' },
    { kind: 'limited', seconds: 1 },
    { kind: 'limited', seconds: 2 },
    { kind: 'limited', seconds: 3 },
  ]);
  expect(slack.messages).toHaveLength(1);
});

test('their turns come', async () => {
  await post('C1');
  await post('C1');
  ms += 999;
  expect(await post('C1')).toMatchObject({ kind: 'limited' });
  ms += 1;
  expect(await post('C1')).toMatchObject({ kind: 'done' });
});

test('what Slack itself puts off holds for the channel', async () => {
  slack.script('post', { kind: 'limited', seconds: 30 });
  expect(await post('C1')).toEqual({ kind: 'limited', seconds: 30 });
  expect(await post('C1')).toEqual({ kind: 'limited', seconds: 30 });
  expect(await post('C1')).toEqual({ kind: 'limited', seconds: 31 });
  expect(slack.calls).toEqual(['post']);
});

test('channels do not wait for each other', async () => {
  expect(await post('C1')).toMatchObject({ kind: 'done' });
  expect(await post('C2')).toMatchObject({ kind: 'done' });
});

test('a change of a message does not wait for the channel', async () => {
  await post('C1');
  const at = { channel: 'C1', ts: '1000.000100' };
  expect(await port.update(at, content)).toMatchObject({ kind: 'done' });
});

test('the workspace has 240 calls a minute, posts and changes together', async () => {
  for (let n = 0; n < 240; n += 1) await post(`C${n}`, n);
  ms += 10_000;
  expect(await post('C999')).toEqual({ kind: 'limited', seconds: 50 });
  const at = { channel: 'C1', ts: '1000.000100' };
  expect(await port.update(at, content)).toEqual({ kind: 'limited', seconds: 50 });
  ms += 50_000;
  expect(await post('C999')).toMatchObject({ kind: 'done' });
});

test('looking and taking away are passed on', async () => {
  await post('C1');
  const card = { subject: 'approval/0', place: 'C1' };
  expect(await port.find(card, 0)).toEqual({
    kind: 'found',
    at: { channel: 'C1', ts: '1000.000100' },
  });
  await port.remove({ channel: 'C1', ts: '1000.000100' });
  expect(slack.messages).toEqual([]);
});
