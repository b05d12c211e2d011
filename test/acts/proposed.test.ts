import { beforeEach, describe, expect, test } from 'vitest';
import {
  acceptRevision,
  loadReason,
  mayAnswer,
  refuseRevision,
  revisionsFor,
  withdrawRevision,
} from '../../lib/acts/proposed.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OWNER } from '../kit/people.ts';
import { BOTH, GATED, now, proposed, settled, UNGATED, WIDER, who } from './proposing.ts';
import { breaks, exported, kindsOf, registered, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await registered(deps, GATED);
});

describe('accepting', () => {
  test("by the team puts a revision in force that is the proposer's, and tells both", async () => {
    const { id } = await proposed(deps);
    expect(await acceptRevision(deps, who.owner, id)).toMatchObject({
      kind: 'answered',
      proposed: { state: 'accepted', end: { by: OWNER, name: 'owner' } },
    });
    expect(await settled(deps)).toMatchObject({
      revision: 2,
      manifest: UNGATED,
      lastEditor: COLLEAGUE,
    });
    expect(await kindsOf(deps, `proposed-revision/${id}`)).toEqual([
      'revision.proposed',
      'revision.accepted',
    ]);
    const places = (await unsent(deps)).map((row) => row.place);
    expect(places).toEqual(['C0SUPPORT', 'C0SUPPORT', 'U0COLLEAGUE']);
    expect(await breaks(deps)).toEqual([]);
  });

  test('takes both when both are asked, in any order', async () => {
    const { id } = await proposed(deps, BOTH);
    expect(await acceptRevision(deps, who.admin, id)).toMatchObject({
      proposed: { state: 'open', answers: [{ review: 'platform', by: ADMIN }] },
    });
    expect(await now(deps)).toMatchObject({ revision: 1, proposed: id });
    expect(await acceptRevision(deps, who.admin, id)).toMatchObject({ why: 'not-allowed' });
    await acceptRevision(deps, who.owner, id);
    expect(await now(deps)).toMatchObject({ revision: 2, manifest: BOTH });
  });

  test("is never the proposer's own; with nobody left in the team it is the platform's", async () => {
    const { id } = await proposed(deps, UNGATED, OWNER);
    expect(await acceptRevision(deps, who.owner, id)).toMatchObject({ why: 'own-proposal' });
    expect(await acceptRevision(deps, who.colleague, id)).toMatchObject({ why: 'not-allowed' });
    expect((await unsent(deps)).map((row) => row.place)).toEqual(['C0PLATFORM']);
    await acceptRevision(deps, who.admin, id);
    expect(await now(deps)).toMatchObject({ revision: 2 });
  });

  test.each([
    ['guest', { guest: true }],
    ['deactivated', { deactivated: true }],
  ])('is refused to an owner who became %s meanwhile', async (why, change) => {
    const { id } = await proposed(deps);
    deps.change(OWNER, change);
    expect(await acceptRevision(deps, who.owner, id)).toMatchObject({ why });
    expect(await now(deps)).toMatchObject({ revision: 1 });
  });

  test('twice is refused with who it was', async () => {
    const { id } = await proposed(deps);
    await acceptRevision(deps, who.owner, id);
    expect(await acceptRevision(deps, who.owner, id)).toMatchObject({
      why: 'answered-already',
      say: 'This is answered already by owner: accepted.',
    });
  });
});

describe('refusing', () => {
  test('needs a reason, which stays out of the log', async () => {
    const { id } = await proposed(deps);
    expect(await refuseRevision(deps, who.owner, id, ' ')).toMatchObject({
      why: 'reason-required',
    });
    const outcome = await refuseRevision(deps, who.owner, id, 'Customers read these mails.');
    expect(outcome).toMatchObject({ proposed: { state: 'refused' } });
    expect(await loadReason(deps, id)).toBe('Customers read these mails.');
    expect((await exported(deps)).join('\n')).not.toContain('Customers read');
    expect(await settled(deps)).toMatchObject({ revision: 1 });
    expect((await unsent(deps)).at(-1)?.place).toBe('U0COLLEAGUE');
    expect(await breaks(deps)).toEqual([]);
  });

  test('is for reviewers alone', async () => {
    const { id } = await proposed(deps);
    expect(await refuseRevision(deps, who.admin, id, 'x')).toMatchObject({ why: 'not-allowed' });
  });
});

test('only the proposer withdraws', async () => {
  const { id } = await proposed(deps);
  expect(await withdrawRevision(deps, who.owner, id)).toMatchObject({ why: 'not-allowed' });
  expect(await withdrawRevision(deps, who.colleague, id)).toMatchObject({
    proposed: { state: 'withdrawn' },
  });
  expect(await settled(deps)).toMatchObject({ revision: 1 });
});

test('what waits is listed for those who may answer, until it is answered', async () => {
  const { id } = await proposed(deps, WIDER);
  const waiting = async (person: string) => (await revisionsFor(deps, person)).map((one) => one.id);
  expect(await waiting(ADMIN)).toEqual([id]);
  expect(await waiting(OWNER)).toEqual([]);
  expect(await mayAnswer(deps, ADMIN, id)).toMatchObject({ kind: 'may' });
  await acceptRevision(deps, who.admin, id);
  expect(await waiting(ADMIN)).toEqual([]);
});

test.each([acceptRevision, withdrawRevision])('%o of what is not there', async (act) => {
  expect(await act(deps, who.owner, 'rev_none')).toMatchObject({ why: 'no-proposal' });
});
