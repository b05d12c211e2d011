import { beforeEach, expect, test } from 'vitest';
import {
  accessCard,
  accessChange,
  accessOutcome,
  accessSubject,
  loadAccess,
  lockedTo,
  newAccess,
  openAccess,
  ownerCard,
} from '../../lib/acts/access-store.ts';
import { loadOrganisation } from '../../lib/acts/standing.ts';
import { slackUserId } from '../../lib/core/people.ts';
import { asEditor } from '../../lib/core/registration/editor.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OWNER } from '../kit/people.ts';
import { askedFor, billed, given, WRITE } from './access-kit.ts';
import { now } from './proposing.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await billed(deps);
});

const asks = { by: asEditor(COLLEAGUE), wants: [WRITE], reason: 'x', filed: false };

test('a workflow has those requests that wait', async () => {
  expect(await openAccess(deps, undefined)).toEqual([]);
  const { id } = await askedFor(deps);
  expect((await openAccess(deps, await now(deps))).map((head) => head.state.id)).toEqual([id]);
  const gone = { ...(await now(deps)), asked: [{ ...WRITE, request: 'acc_gone' }] };
  expect(await openAccess(deps, gone)).toEqual([]);
  expect(await loadAccess(deps, 'acc_gone')).toBeUndefined();
});

test('a workflow knows what its connectors offer', async () => {
  const { offered, workflow, releases } = await lockedTo(deps, await now(deps));
  expect(offered.map((one) => one.connector).sort()).toEqual(['billing', 'crm-readonly']);
  expect(workflow.needs).toEqual([{ connector: 'crm-readonly', scopes: ['crm.tickets.read'] }]);
  expect(releases).toHaveLength(4);
});

test('its events carry ids and scopes, and what was given', async () => {
  const request = newAccess(deps, { ...asks, workflow: await now(deps) });
  const change = accessChange(deps, request, undefined, { kind: 'access.asked', actor: asks.by });
  expect(change).toMatchObject({
    subject: accessSubject(request.id),
    event: { data: { workflow: 'reply-bot', state: 'open', scopes: ['billing:billing.write'] } },
  });
  expect(change.event.data).not.toHaveProperty('given');
  const done = accessChange(deps, await given(deps), undefined, { kind: 'x', actor: asks.by });
  expect(done.event.data).toMatchObject({ given: ['billing:billing.write'], until: 'none' });
});

test('cards go to the platform and to whoever asked; for CI to the owner', async () => {
  const workflow = await now(deps);
  const organisation = await loadOrganisation(deps);
  const mine = newAccess(deps, { ...asks, workflow });
  const ci = { kind: 'ci' as const, id: 'main', team: 'team-support' };
  const theirs = newAccess(deps, { ...asks, by: ci, holders: [OWNER], workflow });
  expect(theirs).toMatchObject({ by: 'ci/main', holders: [OWNER] });
  expect(accessCard(mine, organisation)).toHaveLength(1);
  expect(accessCard(mine, { ...organisation, platformChannel: '' })).toEqual([]);
  expect(accessOutcome(mine, workflow)).toMatchObject([{ place: slackUserId(COLLEAGUE) }]);
  expect(accessOutcome(theirs, workflow)).toMatchObject([{ place: slackUserId(OWNER) }]);
  expect(ownerCard(theirs, { ...workflow, owner: 'ci/main' })).toEqual([]);
});
