import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { appendEvent, textsOf } from '../../lib/acts/agent-events.ts';
import { makeCheckpoints } from '../../lib/acts/checkpoint.ts';
import { eventOf } from '../../lib/acts/log-pages.ts';
import { type LogPage, readLog } from '../../lib/acts/read-log.ts';
import { stopOrganisation } from '../../lib/acts/stop.ts';
import { type Claim, MOST_A_MINUTE } from '../../lib/core/agent-event.ts';
import { verifyExport } from '../../lib/core/verify.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile, testClient } from '../kit/engine.ts';
import { type FaultProxy, startFaultProxy } from '../kit/fault-proxy.ts';
import { OWNER, SALES_LEAD } from '../kit/people.ts';
import { TRUST } from '../kit/trust.ts';
import { FAULTS } from './race.ts';
import { breaks, exported, kindsOf, registered, stage } from './stage.ts';

const engine = engineOfFile();
const CLAIM: Claim = { key: 'run-1', kind: 'mail.sent', facts: { ticket: 4711 } };
let deps: TestDeps;
let proxy: FaultProxy;
let client: ReturnType<typeof testClient>;
beforeAll(async () => {
  proxy = await startFaultProxy(engine().endpoint);
  client = testClient(proxy.endpoint);
});
beforeEach(async () => {
  deps = await stage(engine());
  await registered(deps);
  proxy.clear();
});
afterAll(async () => {
  client.destroy();
  await proxy.stop();
});
const append = (change: Partial<Claim> = {}, workflow = 'reply-bot') =>
  appendEvent(deps, workflow, { ...CLAIM, ...change });

async function logOf(subject: string, person = OWNER): Promise<LogPage> {
  const page = await readLog(deps, person, subject, { most: 20 });
  if (page.kind === 'refused') throw new Error(page.say);
  return page;
}

test('stands in a chain of its own, said by the workflow, and holds', async () => {
  const before = await kindsOf(deps, 'workflow/reply-bot');
  const appended = await append({ text: 'All is well', payload: { a: 1 } });
  expect(appended).toMatchObject({ kind: 'appended', seq: 1, again: false });
  const page = await logOf('agent/reply-bot');
  expect(page.lines.map(eventOf)).toMatchObject([
    {
      kind: 'agent.mail.sent',
      actor: { kind: 'workflow', id: 'reply-bot' },
      data: { ticket: 4711 },
    },
  ]);
  expect([...page.texts.values()]).toEqual(['All is well']);
  expect(await kindsOf(deps, 'workflow/reply-bot')).toEqual(before);
  expect(await breaks(deps)).toEqual([]);
});

test('is covered by checkpoints, and verified with all others', async () => {
  await append();
  await makeCheckpoints(deps);
  const found = verifyExport(await exported(deps), TRUST);
  expect(found.breaks).toEqual([]);
  expect(await exported(deps)).toContainEqual(expect.stringMatching(/^\{"checkpoint".*"agent\//));
});

test('neither words nor payload reach the log', async () => {
  await append({ text: 'secret words', payload: { card: '4111' } });
  expect((await exported(deps)).join('\n')).not.toMatch(/secret words|4111/);
});

describe('the same key', () => {
  test('is appended once, also when the clock goes on', async () => {
    const first = await append();
    deps.pass(5);
    expect(await append()).toEqual({ ...first, again: true });
    expect((await logOf('agent/reply-bot')).lines).toHaveLength(1);
  });
  test('with something else is refused', async () => {
    await append();
    expect(await append({ kind: 'mail.read' })).toMatchObject({ why: 'key-reused' });
  });
  test('of another workflow is another one', async () => {
    await append();
    expect(await append({ kind: 'mail.read' }, 'other-bot')).toMatchObject({ again: false });
  });
});

test.each(FAULTS)('two at once with one key are one line, with %s', async (fault) => {
  const wrong = fault ? { operation: 'TransactWriteItems' as const, fault, times: 1 } : undefined;
  if (wrong) proxy.inject(wrong);
  const through = deps.through(client);
  const both = await Promise.all([
    appendEvent(through, 'reply-bot', CLAIM),
    appendEvent(through, 'reply-bot', CLAIM),
  ]);
  expect(both.map((one) => one.kind)).toEqual(['appended', 'appended']);
  expect((await logOf('agent/reply-bot')).lines).toHaveLength(1);
  expect(await breaks(deps)).toEqual([]);
});

test('many at once never fork a chain, and end with a refusal that says how long to wait', async () => {
  const sent = Array.from({ length: MOST_A_MINUTE + 10 }, (_, n) => n);
  const outcomes: string[] = [];
  const sender = async (first: number) => {
    for (const n of sent.filter((one) => one % 4 === first)) {
      const one = await append({ key: `run-${n}` });
      outcomes.push(one.kind === 'refused' ? one.why : one.kind);
    }
  };
  await Promise.all([0, 1, 2, 3].map(sender));
  expect(outcomes.filter((one) => one === 'appended')).toHaveLength(MOST_A_MINUTE);
  expect(outcomes.filter((one) => one === 'too-many-events')).toHaveLength(10);
  expect(await append({ key: 'more' })).toMatchObject({ facts: { retryAfter: 60 } });
  expect(await append({ key: 'run-0' })).toMatchObject({ again: true });
  deps.pass(1);
  expect(await append({ key: 'more' })).toMatchObject({ kind: 'appended' });
  expect(await breaks(deps)).toEqual([]);
});

test('is read by the owning team with the story, and by no other team', async () => {
  await append({ text: 'All is well' });
  const story = await logOf('story/reply-bot');
  expect(story.lines.map((line) => eventOf(line).kind)).toContain('agent.mail.sent');
  expect(story.texts.size).toBe(1);
  for (const subject of ['agent/reply-bot', 'agent/reply-bot/0', 'story/reply-bot']) {
    const read = await readLog(deps, SALES_LEAD, subject, { most: 20 });
    expect(read).toMatchObject({ why: 'not-allowed' });
  }
});

test('a line without words has none to show', async () => {
  expect(await textsOf(deps, [])).toEqual(new Map());
  await append();
  expect((await logOf('agent/reply-bot')).texts.size).toBe(0);
});

test('is refused while the organisation is stopped', async () => {
  await stopOrganisation(deps, 'app-uninstalled', { kind: 'system', id: 'slack' });
  expect(await append()).toMatchObject({ why: 'organisation-stopped' });
});
