import { describe, expect, test } from 'vitest';
import { fileSystems } from '../../../lib/acts/file-systems.ts';
import { closeNotice, sendNotice } from '../../../lib/acts/notice.ts';
import { answerNotice } from '../../../lib/acts/notice-answer.ts';
import { carryNotice } from '../../../lib/acts/notice-carry.ts';
import { loadNotice } from '../../../lib/acts/notice-store.ts';
import { pauseWorkflow, resumeWorkflow } from '../../../lib/acts/pause.ts';
import { registerManifest } from '../../../lib/acts/register.ts';
import { loadWorkflow } from '../../../lib/acts/standing.ts';
import { readSystemEdges } from '../../../lib/store/systems.ts';
import { ADMIN, COLLEAGUE, OWNER } from '../../kit/people.ts';
import { messages, opened, told, WANTED } from '../notice-kit.ts';
import { FAULTS, kindsOfOutcomes, race, track } from '../race.ts';
import { breaks, kindsOf, MANIFEST, registered } from '../stage.ts';
import { asBefore } from '../systems-kit.ts';

const at = track();
const WORKFLOW = 'workflow/reply-bot';
const asked = () => kindsOf(at.deps, `notice-ask/ntc_1/${OWNER}`);

describe.each(FAULTS)('a notice, with the fault: %s', (fault) => {
  const line = (subject: string) => ({ proxy: at.proxy, subject, fault });

  test('sent twice from one form is one notice', async () => {
    await registered(at.deps);
    const both = await race(
      line('notice/ntc_1'),
      () => sendNotice(at.left, ADMIN, WANTED),
      () => sendNotice(at.right, ADMIN, WANTED),
    );
    expect(kindsOfOutcomes(...both)).toEqual(['notice', 'notice']);
    expect(await kindsOf(at.deps, 'notice/ntc_1')).toEqual(['notice.opened']);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('sent from two forms about one system: one is open, the other is told', async () => {
    await registered(at.deps);
    const both = await race(
      line('system/crm'),
      () => sendNotice(at.left, ADMIN, WANTED),
      () => sendNotice(at.right, ADMIN, { ...WANTED, id: 'ntc_2', system: 'c r m' }),
    );
    expect(kindsOfOutcomes(...both)).toEqual(['notice', 'refused']);
    expect(both).toContainEqual(expect.objectContaining({ why: 'notice-open' }));
  });

  test('told by two processes at once: each owner once', async () => {
    await registered(at.deps);
    await opened(at.deps);
    await race(
      line(`notice-ask/ntc_1/${OWNER}`),
      () => carryNotice(at.left, 'ntc_1'),
      () => carryNotice(at.right, 'ntc_1'),
    );
    expect(await messages(at.deps)).toHaveLength(1);
    expect(await asked()).toEqual(['notice.asked']);
    expect((await loadNotice(at.deps, 'ntc_1'))?.state.state).toBe('sent');
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('answered twice at once: one answer after the other, and the log says which', async () => {
    await registered(at.deps);
    await told(at.deps);
    const about = { notice: 'ntc_1', holder: OWNER, workflow: 'reply-bot' };
    await race(
      line(`notice-ask/ntc_1/${OWNER}`),
      () => answerNotice(at.left, OWNER, { ...about, says: 'works' }),
      () => answerNotice(at.right, OWNER, { ...about, says: 'works' }),
    );
    expect(await asked()).toEqual(['notice.asked', 'notice.answered']);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('Pause against a resume: the answer and the pause stand or fall together', async () => {
    await registered(at.deps);
    await told(at.deps);
    const about = { notice: 'ntc_1', holder: OWNER, workflow: 'reply-bot' };
    await race(
      line(WORKFLOW),
      () => answerNotice(at.left, OWNER, { ...about, says: 'paused' }),
      () => pauseWorkflow(at.right, ADMIN, 'reply-bot', 'An incident.'),
    );
    expect((await loadWorkflow(at.deps, 'reply-bot'))?.state).toMatchObject({
      status: 'paused',
      paused: { admin: true },
    });
    expect(await asked()).toEqual(['notice.asked', 'notice.answered']);
    expect(await breaks(at.deps)).toEqual([]);
  });
});

describe.each(FAULTS)('a pause, with the fault: %s', (fault) => {
  const line = { subject: WORKFLOW, fault };

  test('against a registration: paused, with the new revision', async () => {
    await registered(at.deps);
    const manifest = { ...MANIFEST, purpose: 'Answers tickets' };
    const both = await race(
      { ...line, proxy: at.proxy },
      () => pauseWorkflow(at.left, OWNER, 'reply-bot', 'It loops.'),
      () => registerManifest(at.right, OWNER, manifest, 'repo'),
    );
    expect(kindsOfOutcomes(...both)).toEqual(['paused', 'registered']);
    expect((await loadWorkflow(at.deps, 'reply-bot'))?.state).toMatchObject({
      status: 'paused',
      revision: 2,
      paused: { reason: 'It loops.' },
    });
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('by the platform against a resume by the team: the platform’s stands', async () => {
    await registered(at.deps);
    await pauseWorkflow(at.deps, OWNER, 'reply-bot', 'It loops.');
    await race(
      { ...line, proxy: at.proxy },
      () => pauseWorkflow(at.left, ADMIN, 'reply-bot', 'An incident.'),
      () => resumeWorkflow(at.right, OWNER, 'reply-bot'),
    );
    expect((await loadWorkflow(at.deps, 'reply-bot'))?.state).toMatchObject({
      status: 'paused',
      paused: { admin: true },
    });
  });
});

describe.each(FAULTS)('system edges, with the fault: %s', (fault) => {
  test('filing what is from before, against its registration: one edge, one head', async () => {
    await registered(at.deps);
    await asBefore(at.deps, 'reply-bot');
    const manifest = { ...MANIFEST, purpose: 'Answers tickets' };
    await race(
      { proxy: at.proxy, subject: WORKFLOW, fault },
      () => fileSystems(at.left),
      () => registerManifest(at.right, OWNER, manifest, 'repo'),
    );
    const edges = await readSystemEdges(at.deps.store, 'crm', { most: 10 });
    expect(edges.heads.map((head) => head.state.workflow)).toEqual(['reply-bot']);
    expect((await loadWorkflow(at.deps, 'reply-bot'))?.state).toMatchObject({
      revision: 2,
      systems: [{ system: 'crm' }],
    });
    expect(await breaks(at.deps)).toEqual([]);
  });
});

test('owners who were told when the process died are not told again', async () => {
  await registered(at.deps);
  await registered(at.deps, { ...MANIFEST, workflow: 'second', owner_person: COLLEAGUE });
  await opened(at.deps);
  const operation = 'TransactWriteItems' as const;
  at.proxy.inject({ operation, fault: 'error-500', skip: 1, times: 1000 });
  await expect(carryNotice(at.left, 'ntc_1')).rejects.toThrow();
  const before = await messages(at.deps);
  expect(before).toHaveLength(1);
  at.proxy.clear();
  await carryNotice(at.left, 'ntc_1');
  const after = await messages(at.deps);
  expect(after).toHaveLength(2);
  expect(new Set(after).size).toBe(2);
  await closeNotice(at.deps, ADMIN, 'ntc_1');
  expect(await breaks(at.deps)).toEqual([]);
});
