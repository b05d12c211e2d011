import { beforeEach, describe, expect, test } from 'vitest';
import { readRequest } from '../../../lib/acts/answer-request.ts';
import { askExtension } from '../../../lib/acts/extension.ts';
import { sayToExtension, withdrawAsked } from '../../../lib/acts/extension-answer.ts';
import { makeCopy } from '../../../lib/acts/extension-copy.ts';
import { useExtension } from '../../../lib/acts/extension-use.ts';
import { ADMIN, COLLEAGUE, OWNER } from '../../kit/people.ts';
import { ASKED, askedOwner, extensionNow, released, SAY, said } from '../extending.ts';
import { FAULTS, kindsOfOutcomes, race, track } from '../race.ts';
import { breaks, kindsOf } from '../stage.ts';

const at = track();
const EXT = 'extension/ext_1';

beforeEach(async () => {
  await askedOwner(at.deps);
  at.deps.pass(60);
  await released(at.deps);
});

describe.each(FAULTS)('what an owner was asked, with the fault: %s', (fault) => {
  const where = { subject: EXT, fault };

  test('two owners answer at once: one answer counts, the other is told of it', async () => {
    const { left, right, proxy } = at;
    const outcomes = await race(
      { ...where, proxy },
      () => sayToExtension(left, ADMIN, 'ext_1', SAY.decline),
      () => sayToExtension(right, ADMIN, 'ext_1', SAY.release),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['answered', 'refused']);
    const { state, answers } = await extensionNow(at.deps);
    expect(answers).toHaveLength(1);
    const request = await readRequest(at.deps, 'req_1');
    expect(request?.state).toBe(state === 'declined' ? 'rejected' : 'extending');
    expect(await kindsOf(at.deps, EXT)).toEqual(['extension.asked', 'extension.answered']);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('released against withdrawn: one of them, never half of both', async () => {
    const { left, right, proxy } = at;
    const outcomes = await race(
      { ...where, proxy },
      () => sayToExtension(left, ADMIN, 'ext_1', SAY.release),
      () => withdrawAsked(right, OWNER, 'ext_1'),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['answered', 'refused']);
    const { state } = await extensionNow(at.deps);
    const request = await readRequest(at.deps, 'req_1');
    const pair = [state, request?.state];
    expect([
      ['released', 'extending'],
      ['withdrawn', 'withdrawn'],
    ]).toContainEqual(pair);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('a copy made twice at once is one copy', async () => {
    await said(at.deps, SAY.offer);
    const { left, right, proxy } = at;
    const outcomes = await race(
      { ...where, proxy },
      () => makeCopy(left, OWNER, 'ext_1', 'french-drafter'),
      () => makeCopy(right, COLLEAGUE, 'ext_1', 'french-drafter'),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['copied', 'copied']);
    expect(await kindsOf(at.deps, 'component/plugin/french-drafter')).toEqual([
      'release.published',
    ]);
    expect(await extensionNow(at.deps)).toMatchObject({ copy: 'plugin/french-drafter' });
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('a copy made under two names at once is one of them', async () => {
    await said(at.deps, SAY.offer);
    const { left, right, proxy } = at;
    const outcomes = await race(
      { ...where, proxy },
      () => makeCopy(left, OWNER, 'ext_1', 'french-drafter'),
      () => makeCopy(right, COLLEAGUE, 'ext_1', 'paris-drafter'),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['copied', 'refused']);
    const { copy } = await extensionNow(at.deps);
    const made = await Promise.all(
      ['french', 'paris'].map((name) => kindsOf(at.deps, `component/plugin/${name}-drafter`)),
    );
    expect(made.flat()).toEqual(['release.published']);
    expect(outcomes.find((one) => one.kind === 'copied')).toMatchObject({ copy });
    expect(await breaks(at.deps)).toEqual([]);
  });
});

describe.each(FAULTS)('what a team asks and uses, with the fault: %s', (fault) => {
  test('two of a team ask for the same at once: one is asked, the other is led to it', async () => {
    await withdrawAsked(at.deps, OWNER, 'ext_1');
    const { left, right, proxy } = at;
    const outcomes = await race(
      { proxy, subject: 'extension-pair/team-support/plugin/reply-drafter', fault },
      () => askExtension(left, { ...ASKED, id: 'req_2' }),
      () => askExtension(right, { ...ASKED, id: 'req_3', by: COLLEAGUE }),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['asked', 'before']);
    const ids = outcomes.map((one) => (one.kind === 'refused' ? '' : one.extension.id));
    expect(new Set(ids).size).toBe(1);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('used twice at once it is one workflow', async () => {
    await said(at.deps, SAY.release);
    const { left, right, proxy } = at;
    const outcomes = await race(
      { proxy, subject: EXT, fault },
      () => useExtension(left, OWNER, 'ext_1'),
      () => useExtension(right, OWNER, 'ext_1'),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['registered', 'unchanged']);
    expect(await kindsOf(at.deps, 'workflow/french-replies')).toEqual(['workflow.registered']);
    expect(await kindsOf(at.deps, 'request/req_1')).toEqual([
      'request.extending',
      'request.reused',
    ]);
    expect(await breaks(at.deps)).toEqual([]);
  });
});
