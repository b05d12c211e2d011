import { beforeEach, describe, expect, test } from 'vitest';
import { readRequest } from '../../lib/acts/answer-request.ts';
import { openAnswering, sayToExtension, withdrawAsked } from '../../lib/acts/extension-answer.ts';
import { partKey } from '../../lib/store/keys.ts';
import { readItem } from '../../lib/store/read.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { askedOwner, extensionNow, released, SAY, SCORER, said, salesPlugin } from './extending.ts';
import { breaks, kindsOf, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await salesPlugin(deps);
  await askedOwner(deps);
});
const rows = async (what: string) => (await unsent(deps)).filter((row) => row.what === what);

test('a planned release is told to whoever asked, and the request goes on waiting', async () => {
  await said(deps, { ...SAY.plan, date: '2026-12-01' });
  expect(await extensionNow(deps)).toMatchObject({
    state: 'release-planned',
    answers: [{ by: ADMIN, date: '2026-12-01' }],
  });
  expect(await rows('extension-answer')).toMatchObject([
    { subject: 'extension-answer/ext_1/1', place: 'U0OWNER' },
  ]);
  expect(await rows('extension-card')).toHaveLength(2);
  expect(await readRequest(deps, 'req_1')).toMatchObject({ state: 'extending' });
});

test('the release is one that was published since, and a message of its own', async () => {
  await said(deps, SAY.plan);
  expect(await sayToExtension(deps, ADMIN, 'ext_1', SAY.release)).toMatchObject({
    why: 'no-release',
  });
  deps.pass(60);
  await released(deps);
  expect(await openAnswering(deps, ADMIN, 'ext_1')).toMatchObject({ since: ['3.3.0'] });
  await said(deps, SAY.release);
  const told = (await rows('extension-answer')).map((row) => row.subject);
  expect(new Set(told)).toEqual(new Set(['extension-answer/ext_1/1', 'extension-answer/ext_1/2']));
  expect(await kindsOf(deps, 'extension/ext_1')).toEqual([
    'extension.asked',
    'extension.answered',
    'extension.answered',
  ]);
  expect(await breaks(deps)).toEqual([]);
});

test('declined ends the request with the same reason, which the log holds as a digest', async () => {
  await said(deps, SAY.decline);
  expect(await readRequest(deps, 'req_1')).toMatchObject({
    state: 'rejected',
    answer: { by: ADMIN, reason: SAY.decline.reason },
  });
  expect(await kindsOf(deps, 'request/req_1')).toEqual(['request.extending', 'request.answered']);
  const key = partKey('extension/ext_1', 'SALT#1');
  expect(await readItem(deps.store, deps.store.registry, key)).toBeDefined();
  expect(await rows('request-answer')).toEqual([]);
});

describe('who answers', () => {
  test.each([
    ['an admin, for what is shared', ADMIN, 'ext_1', undefined],
    ['a lead of another team', SALES_LEAD, 'ext_1', 'not-allowed'],
    ['whoever asked', OWNER, 'ext_1', 'not-allowed'],
    ['somebody of another organisation', OUTSIDER, 'ext_1', 'not-allowed'],
    ['nobody, of what is not there', ADMIN, 'ext_none', 'no-extension'],
  ])('%s', async (_, by, id, why) => {
    const outcome = await sayToExtension(deps, by, id, SAY.decline);
    expect(outcome.kind === 'refused' ? outcome.why : undefined).toBe(why);
    const open = await openAnswering(deps, by, id);
    expect(open.kind).toBe('refused');
  });

  test("a team's own component is the team's: its members, and no admin", async () => {
    await askedOwner(deps, { id: 'req_2', component: SCORER });
    expect(await sayToExtension(deps, ADMIN, 'ext_2', SAY.plan)).toMatchObject({
      why: 'not-allowed',
    });
    await said(deps, SAY.plan, { id: 'ext_2', by: SALES_LEAD });
  });

  test('what one asked of one’s own team somebody else answers, or its lead', async () => {
    const own = { component: SCORER, team: 'team-sales', by: SALES_LEAD };
    await askedOwner(deps, { id: 'req_3', ...own });
    await said(deps, SAY.plan, { id: 'ext_3', by: SALES_LEAD });
  });
});

describe('taking it back', () => {
  test('ends the request too, and the owner can answer no more', async () => {
    expect(await withdrawAsked(deps, OWNER, 'ext_1')).toMatchObject({ kind: 'answered' });
    expect(await readRequest(deps, 'req_1')).toMatchObject({ state: 'withdrawn' });
    expect(await kindsOf(deps, 'request/req_1')).toEqual([
      'request.extending',
      'request.withdrawn',
    ]);
    expect(await sayToExtension(deps, ADMIN, 'ext_1', SAY.plan)).toMatchObject({
      why: 'answered-already',
    });
    expect(await breaks(deps)).toEqual([]);
  });

  test.each([
    ['a colleague who leads nothing', COLLEAGUE, 'ext_1', 'not-allowed'],
    ['the owner of the component', ADMIN, 'ext_1', 'not-allowed'],
    ['anybody, of what is not there', OWNER, 'ext_none', 'no-extension'],
  ])('is not for %s', async (_, by, id, why) => {
    expect(await withdrawAsked(deps, by, id)).toMatchObject({ why });
  });

  test('is for the lead of the team that asked', async () => {
    await askedOwner(deps, { id: 'req_4', component: SCORER, by: COLLEAGUE });
    expect(await withdrawAsked(deps, OWNER, 'ext_4')).toMatchObject({ kind: 'answered' });
  });
});
