import { beforeEach, describe, expect, test } from 'vitest';
import { answerRequest, readRequest } from '../../lib/acts/answer-request.ts';
import { fileRequest, type Need, queuedRequests, reuse } from '../../lib/acts/request.ts';
import { loadWorkflow } from '../../lib/acts/standing.ts';
import { draft, publish } from '../kit/catalog.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { breaks, kindsOf, registered, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const NEED: Need = {
  id: 'req_1',
  by: OWNER,
  need: 'draft replies to support tickets',
  workflow: 'draft-replies',
  team: 'team-support',
  evidence: [{ id: 'plugin/reply-drafter', why: 'it names replies' }],
};
const DRAFTER = 'plugin/reply-drafter';

describe('nothing fits', () => {
  test('queues the request with its evidence, a place and a due date, and tells the platform', async () => {
    const filed = await fileRequest(deps, NEED, 'none reads tickets');
    expect(filed).toMatchObject({
      kind: 'filed',
      place: 1,
      request: {
        state: 'queued',
        dueAt: '2026-11-25T09:00:00.000Z',
        because: 'none reads tickets',
        evidence: NEED.evidence,
      },
    });
    expect(await unsent(deps)).toMatchObject([{ what: 'request-card', place: 'C0PLATFORM' }]);
    expect(await fileRequest(deps, { ...NEED, id: 'req_2' }, 'x')).toMatchObject({ place: 2 });
    expect((await queuedRequests(deps)).map((one) => one.id)).toEqual(['req_1', 'req_2']);
  });

  test('the same modal twice is one request', async () => {
    await fileRequest(deps, NEED, 'none reads tickets');
    expect(await fileRequest(deps, NEED, 'other words')).toMatchObject({
      place: 1,
      request: { because: 'none reads tickets' },
    });
    expect(await kindsOf(deps, 'request/req_1')).toEqual(['request.filed']);
    expect(await unsent(deps)).toHaveLength(1);
  });

  test.each([
    ['no reason', NEED, ' \n', 'reason-required'],
    ['a team that does not exist', { ...NEED, team: 'team-none' }, 'x', 'no-team'],
    ['a name with blanks', { ...NEED, workflow: 'draft replies' }, 'x', 'bad-name'],
    ['an empty name', { ...NEED, workflow: '' }, 'x', 'bad-name'],
    ['somebody of another team', { ...NEED, by: SALES_LEAD }, 'x', 'not-allowed'],
    ['a platform admin', { ...NEED, by: ADMIN }, 'x', 'not-allowed'],
    ['somebody of another organisation', { ...NEED, by: OUTSIDER }, 'x', 'not-allowed'],
  ])('refuses %s', async (_, need, because, why) => {
    expect(await fileRequest(deps, need, because)).toMatchObject({ why });
    expect(await queuedRequests(deps)).toEqual([]);
  });
});

describe('reuse', () => {
  test('registers and activates at once, with pins locked and every action gated', async () => {
    expect(await reuse(deps, NEED, DRAFTER)).toMatchObject({
      kind: 'registered',
      workflow: {
        id: 'draft-replies',
        status: 'active',
        owner: OWNER,
        home: 'slack',
        purpose: NEED.need,
        manifest: { review_required_actions: ['send_external_email'] },
      },
    });
    const locks = (await loadWorkflow(deps, 'draft-replies'))?.state.locks.map(
      (one) => `${one.component} ${one.version}`,
    );
    expect(locks).toEqual([
      'plugin/reply-drafter 3.2.4',
      'connector/crm-readonly 1.4.0',
      'skill/tone-brand-voice 2.0.1',
    ]);
    expect(await readRequest(deps, 'req_1')).toMatchObject({
      state: 'reused',
      because: DRAFTER,
      evidence: NEED.evidence,
    });
    expect(await kindsOf(deps, 'request/req_1')).toEqual(['request.reused']);
    expect(await unsent(deps)).toEqual([]);
    expect(await breaks(deps)).toEqual([]);
  });

  test('the same modal twice is one registration', async () => {
    await reuse(deps, NEED, DRAFTER);
    expect(await reuse(deps, NEED, DRAFTER)).toMatchObject({
      kind: 'unchanged',
      workflow: { revision: 1 },
    });
    expect(await reuse(deps, NEED, 'skill/tone-brand-voice')).toMatchObject({ kind: 'unchanged' });
    expect(await kindsOf(deps, 'workflow/draft-replies')).toEqual(['workflow.registered']);
  });

  test('of what needs more than is granted to all registers it without credentials', async () => {
    const surface = {
      systems: [],
      scopes: ['crm.delete'],
      tools: [],
      actions: [],
      hooks: [],
      endpoints: [],
    };
    await publish(deps, [
      draft({ kind: 'connector', name: 'crm-admin', version: '1.0.0', surface }),
    ]);
    expect(await reuse(deps, NEED, 'connector/crm-admin')).toMatchObject({
      workflow: { status: 'registered', missingScopes: ['crm.delete'] },
    });
  });

  test('a need as long as a page is cut to what a purpose holds', async () => {
    const outcome = await reuse(deps, { ...NEED, need: 'x'.repeat(3_000) }, DRAFTER);
    expect(outcome).toMatchObject({ kind: 'registered', workflow: { purpose: 'x'.repeat(500) } });
  });
});

describe('reuse refuses', () => {
  test.each([
    ['a component that is gone', NEED, 'plugin/none', 'no-component'],
    ['somebody of another team', { ...NEED, by: SALES_LEAD }, DRAFTER, 'not-allowed'],
    ['a bad name', { ...NEED, workflow: 'Ä' }, DRAFTER, 'bad-name'],
  ])('%s', async (_, need, component, why) => {
    expect(await reuse(deps, need, component)).toMatchObject({ why });
  });
});

describe('reuse of a name or request that has a story', () => {
  test('does not take over a name that is in use, not even of the same team', async () => {
    await registered(deps);
    const taking = { ...NEED, workflow: 'reply-bot', by: COLLEAGUE };
    expect(await reuse(deps, taking, 'skill/tone-brand-voice')).toMatchObject({
      why: 'name-taken',
    });
    expect((await loadWorkflow(deps, 'reply-bot'))?.state.revision).toBe(1);
    expect(await readRequest(deps, 'req_1')).toBeUndefined();
  });

  test('after the request was queued takes it out of the queue, and the card says so', async () => {
    await fileRequest(deps, NEED, 'x');
    expect(await reuse(deps, NEED, DRAFTER)).toMatchObject({ kind: 'registered' });
    expect(await queuedRequests(deps)).toEqual([]);
    expect((await unsent(deps)).map((row) => row.what)).toEqual(['request-card', 'request-card']);
  });

  test('does not overturn an answer', async () => {
    await fileRequest(deps, NEED, 'x');
    await answerRequest(deps, ADMIN, 'req_1', { state: 'rejected', reason: 'no', name: 'Admin' });
    expect(await reuse(deps, NEED, DRAFTER)).toMatchObject({ why: 'answered-already' });
    expect(await loadWorkflow(deps, 'draft-replies')).toBeUndefined();
  });
});
