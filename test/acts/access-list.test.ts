import { beforeEach, describe, expect, test } from 'vitest';
import { answerRequest } from '../../lib/acts/access-answer.ts';
import {
  type GrantsAsked,
  listGrants,
  openRequests,
  readAccess,
  requestsToAnswer,
} from '../../lib/acts/access-list.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { askedFor, billed, given, READ, WRITE } from './access-kit.ts';
import { who } from './proposing.ts';
import { MANIFEST, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await billed(deps);
});

describe('what waits', () => {
  test('is seen by its team, the platform and auditors', async () => {
    const { id } = await askedFor(deps);
    for (const person of [OWNER, COLLEAGUE, ADMIN, AUDITOR]) {
      expect((await openRequests(deps, person)).map((one) => one.id)).toEqual([id]);
    }
    expect(await openRequests(deps, SALES_LEAD)).toEqual([]);
    expect(await openRequests(deps, OUTSIDER)).toEqual([]);
  });

  test('waits for those who may answer it, until somebody does', async () => {
    const { id } = await askedFor(deps);
    expect((await requestsToAnswer(deps, ADMIN)).map((one) => one.id)).toEqual([id]);
    expect(await requestsToAnswer(deps, OWNER)).toEqual([]);
    await answerRequest(deps, who.admin, id, { wants: [], reason: 'No.' });
    expect(await requestsToAnswer(deps, ADMIN)).toEqual([]);
  });
});

test('a request is read with its answer by those who may read its log', async () => {
  const { id } = await askedFor(deps);
  await answerRequest(deps, who.admin, id, { wants: [], reason: 'Not this quarter.' });
  for (const person of [OWNER, ADMIN, AUDITOR]) {
    expect(await readAccess(deps, person, id)).toMatchObject({ answer: 'Not this quarter.' });
  }
  expect(await readAccess(deps, SALES_LEAD, id)).toMatchObject({ why: 'no-access' });
  expect(await readAccess(deps, ADMIN, 'acc_none')).toMatchObject({ why: 'no-access' });
});

describe('access in force', () => {
  const scopes = async (asked: GrantsAsked, by = AUDITOR) => {
    const page = await listGrants(deps, by, asked);
    if (page.kind === 'refused') throw new Error(page.say);
    return page.rows.map(({ workflow, grant }) => `${workflow.id} ${grant.scope}`);
  };
  beforeEach(async () => {
    await given(deps, { wants: [WRITE], until: '2026-12-23' });
    await given(deps, { wants: [READ] });
    await registered(deps, { ...MANIFEST, workflow: 'other-bot' });
  });

  test('of a workflow is everybody’s to see', async () => {
    expect(await scopes({ workflow: 'reply-bot' }, SALES_LEAD)).toEqual([
      'reply-bot billing.read',
      'reply-bot billing.write',
      'reply-bot crm.tickets.read',
    ]);
    expect(await listGrants(deps, OWNER, { workflow: 'nobody' })).toMatchObject({
      why: 'no-workflow',
    });
  });

  test('to a connector is the platform’s and the auditors’', async () => {
    expect(await scopes({ connector: 'crm-readonly' }, ADMIN)).toEqual([
      'other-bot crm.tickets.read',
      'reply-bot crm.tickets.read',
    ]);
    expect(await listGrants(deps, OWNER, { connector: 'billing' })).toMatchObject({
      why: 'not-allowed',
    });
    expect(await listGrants(deps, AUDITOR, { connector: 'unheard-of' })).toMatchObject({
      why: 'no-component',
    });
    expect(await scopes({ connector: 'crm-readonly', after: 'other-bot' })).toEqual([
      'reply-bot crm.tickets.read',
    ]);
  });

  test('that ends soon', async () => {
    expect(await scopes({ endingWithin: 40 })).toEqual(['reply-bot billing.write']);
    expect(await scopes({ endingWithin: 5 })).toEqual([]);
    expect(await scopes({})).toHaveLength(4);
  });

  test('is none that has ended', async () => {
    deps.pass(40 * 24 * 60);
    expect(await scopes({ connector: 'billing' })).toEqual(['reply-bot billing.read']);
  });
});
