import { beforeEach, describe, expect, test } from 'vitest';
import { readRequest } from '../../lib/acts/answer-request.ts';
import { askExtension, declinedBefore } from '../../lib/acts/extension.ts';
import { withdrawAsked } from '../../lib/acts/extension-answer.ts';
import { fileRequest, queuedRequests } from '../../lib/acts/request.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import {
  ASKED,
  askedOwner,
  DRAFTER,
  extensionNow,
  SAY,
  SCORER,
  said,
  salesPlugin,
} from './extending.ts';
import { breaks, kindsOf, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

describe('asking an owner', () => {
  test('keeps need, evidence and what is missing, and tells the owner where it works', async () => {
    const extension = await askedOwner(deps);
    expect(extension).toMatchObject({
      id: 'ext_1',
      ...{ component: DRAFTER, version: '3.2.4', team: 'team-support', state: 'open' },
      evidence: ASKED.evidence,
      dueAt: '2026-11-25T09:00:00.000Z',
    });
    expect(await readRequest(deps, 'req_1')).toMatchObject({
      ...{ state: 'extending', extension: 'ext_1', because: ASKED.missing },
      evidence: ASKED.evidence,
    });
    expect(await queuedRequests(deps)).toEqual([]);
    expect(await unsent(deps)).toMatchObject([
      { what: 'extension-card', subject: 'extension/ext_1', place: 'C0PLATFORM' },
    ]);
    expect(await kindsOf(deps, 'extension/ext_1')).toEqual(['extension.asked']);
    expect(await kindsOf(deps, 'request/req_1')).toEqual(['request.extending']);
    expect(await breaks(deps)).toEqual([]);
  });

  test('asks the team whose it is where it is not shared', async () => {
    await salesPlugin(deps);
    await askedOwner(deps, { component: SCORER });
    expect(await unsent(deps)).toMatchObject([{ place: 'C0SALES' }]);
  });

  test.each([
    ['without saying what is missing', { missing: ' ' }, 'reason-required'],
    ['of what is not there', { component: 'plugin/none' }, 'no-component'],
    ['for a team that is not there', { team: 'team-none' }, 'no-team'],
    ['for another team', { by: SALES_LEAD }, 'not-allowed'],
    ['from another organisation', { by: OUTSIDER }, 'not-allowed'],
    ['under a name that is none', { workflow: 'Ä' }, 'bad-name'],
  ])('%s is refused', async (_, change, why) => {
    expect(await askExtension(deps, { ...ASKED, ...change })).toMatchObject({ why });
    expect(await unsent(deps)).toEqual([]);
  });

  test('with a request that was sent otherwise is refused', async () => {
    await fileRequest(deps, ASKED, 'nothing fits');
    expect(await askExtension(deps, ASKED)).toMatchObject({ why: 'answered-already' });
  });
});

describe('the same pair is not asked again', () => {
  test('the team is led to what waits, whoever of it asks and whatever is missing', async () => {
    await askedOwner(deps);
    const again = { ...ASKED, id: 'req_2', by: COLLEAGUE, missing: 'Something else' };
    expect(await askExtension(deps, again)).toMatchObject({
      kind: 'before',
      extension: { id: 'ext_1', missing: ASKED.missing },
    });
    expect(await readRequest(deps, 'req_2')).toBeUndefined();
    expect(await unsent(deps)).toHaveLength(1);
  });

  test('the same form twice is one', async () => {
    await askedOwner(deps);
    expect(await askExtension(deps, ASKED)).toMatchObject({ kind: 'before' });
    expect(await kindsOf(deps, 'extension/ext_1')).toHaveLength(1);
  });

  test('another team, and another component, are another pair', async () => {
    await salesPlugin(deps);
    await askedOwner(deps);
    await askedOwner(deps, { id: 'req_2', by: SALES_LEAD, team: 'team-sales' });
    await askedOwner(deps, { id: 'req_3', component: SCORER });
  });

  test('what was declined is shown with its reason before it is asked anew', async () => {
    await askedOwner(deps);
    const declined = await said(deps, SAY.decline);
    const again = { ...ASKED, id: 'req_2' };
    const outcome = await askExtension(deps, again);
    expect(outcome).toMatchObject({ kind: 'declined-before', extension: { id: 'ext_1' } });
    expect(declinedBefore(declined)).toMatchObject({
      why: 'declined-before',
      say: expect.stringContaining('declined this before: Not in this plugin'),
      facts: { extension: 'ext_1' },
    });
    expect(await askExtension(deps, { ...again, knows: 'ext_other' })).toMatchObject({
      kind: 'declined-before',
    });
    expect(await askExtension(deps, { ...again, knows: 'ext_1' })).toMatchObject({ kind: 'asked' });
    expect(await extensionNow(deps, 'ext_2')).toMatchObject({ state: 'open' });
  });

  test('what was withdrawn may be asked anew', async () => {
    await askedOwner(deps);
    await withdrawAsked(deps, OWNER, 'ext_1');
    await askedOwner(deps, { id: 'req_2' });
  });
});
