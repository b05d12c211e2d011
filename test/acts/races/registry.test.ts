import { describe, expect, test } from 'vitest';
import { claimKey } from '../../../lib/acts/claim-key.ts';
import type { Deps } from '../../../lib/acts/deps.ts';
import { takeKeyCode } from '../../../lib/acts/key-codes.ts';
import { registerManifest } from '../../../lib/acts/register.ts';
import { fileRequest, type Need, queuedRequests, reuse } from '../../../lib/acts/request.ts';
import { hashOf } from '../../../lib/acts/secrets.ts';
import { loadWorkflow } from '../../../lib/acts/standing.ts';
import { COLLEAGUE, OWNER } from '../../kit/people.ts';
import { FAULTS, holds, kindsOfOutcomes, race, track } from '../race.ts';
import { kindsOf, MANIFEST, registered } from '../stage.ts';

const at = track();

const NEED: Need = {
  id: 'req_1',
  by: OWNER,
  need: 'draft replies to support tickets',
  workflow: 'draft-replies',
  team: 'team-support',
  evidence: [],
};

describe.each(FAULTS)('the registry, with the fault: %s', (fault) => {
  const register = (through: Deps, by: string, purpose: string) =>
    registerManifest(through, by, { ...MANIFEST, purpose }, 'repo');

  test('double registration of one manifest: one revision', async () => {
    const outcomes = await race(
      { proxy: at.proxy, subject: 'workflow/reply-bot', fault },
      () => register(at.left, OWNER, 'same'),
      () => register(at.right, COLLEAGUE, 'same'),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['registered', 'unchanged']);
    expect(await holds(at.deps, 'workflow/reply-bot')).toEqual(['workflow.registered']);
  });

  test('two manifests of one name: two revisions, one on top of the other', async () => {
    const outcomes = await race(
      { proxy: at.proxy, subject: 'workflow/reply-bot', fault },
      () => register(at.left, OWNER, 'one'),
      () => register(at.right, COLLEAGUE, 'other'),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['registered', 'registered']);
    const last = (await loadWorkflow(at.deps, 'reply-bot'))?.state;
    expect(last?.revision).toBe(2);
    expect(outcomes).toContainEqual(expect.objectContaining({ workflow: last }));
    expect(await holds(at.deps, 'workflow/reply-bot')).toEqual([
      'workflow.registered',
      'workflow.revised',
    ]);
  });

  test('double claim of one code: one key, and it is the one in force', async () => {
    await registered(at.deps);
    const given = await takeKeyCode(at.deps, OWNER, 'reply-bot');
    if (given.kind !== 'code') throw new Error(given.say);
    const outcomes = await race(
      { proxy: at.proxy, subject: 'workflow/reply-bot', fault },
      () => claimKey(at.left, OWNER, given.code),
      () => claimKey(at.right, OWNER, given.code),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['key', 'refused']);
    const won = outcomes.find((one) => one.kind === 'key');
    const inForce = (await loadWorkflow(at.deps, 'reply-bot'))?.state.keys?.[0]?.hash;
    expect(inForce).toBe(won?.kind === 'key' ? hashOf(at.deps, won.key) : 'none');
    expect(await holds(at.deps, 'workflow/reply-bot')).toEqual([
      'workflow.registered',
      'workflow.key-code-given',
      'workflow.key-claimed',
    ]);
  });
});

describe.each(FAULTS)('a modal, with the fault: %s', (fault) => {
  test('a repeated modal that files: one request', async () => {
    const outcomes = await race(
      { proxy: at.proxy, subject: 'request/req_1', fault },
      () => fileRequest(at.left, NEED, 'none reads tickets'),
      () => fileRequest(at.right, NEED, 'none reads tickets'),
    );
    expect(outcomes).toMatchObject([
      { kind: 'filed', place: 1 },
      { kind: 'filed', place: 1 },
    ]);
    expect(await queuedRequests(at.deps)).toHaveLength(1);
    expect(await holds(at.deps, 'request/req_1')).toEqual(['request.filed']);
  });

  test('a repeated modal that reuses: one workflow', async () => {
    const outcomes = await race(
      { proxy: at.proxy, subject: 'request/req_1', fault },
      () => reuse(at.left, NEED, 'plugin/reply-drafter'),
      () => reuse(at.right, NEED, 'plugin/reply-drafter'),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['registered', 'unchanged']);
    expect(await kindsOf(at.deps, 'request/req_1')).toEqual(['request.reused']);
    expect(await holds(at.deps, 'workflow/draft-replies')).toEqual(['workflow.registered']);
  });

  test('two requests that reuse under one name: one workflow', async () => {
    const outcomes = await race(
      { proxy: at.proxy, subject: 'workflow/draft-replies', fault },
      () => reuse(at.left, NEED, 'plugin/reply-drafter'),
      () => reuse(at.right, { ...NEED, id: 'req_2', by: COLLEAGUE }, 'plugin/reply-drafter'),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['refused', 'registered']);
    expect(outcomes.find((one) => one.kind === 'refused')).toMatchObject({ why: 'name-taken' });
    expect(await holds(at.deps, 'workflow/draft-replies')).toEqual(['workflow.registered']);
  });
});
