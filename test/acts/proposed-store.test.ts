import { beforeEach, expect, test } from 'vitest';
import { withdrawRevision } from '../../lib/acts/proposed.ts';
import {
  cardsOf,
  openProposal,
  openProposals,
  outcomeFor,
  proposedChange,
} from '../../lib/acts/proposed-store.ts';
import { loadOrganisation, loadTeam } from '../../lib/acts/standing.ts';
import { asEditor } from '../../lib/core/registration/editor.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { OWNER } from '../kit/people.ts';
import { BOTH, GATED, now, proposed, who } from './proposing.ts';
import { registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await registered(deps, GATED);
});

test('what waits is found from its workflow and in the list, until it is over', async () => {
  const one = await proposed(deps);
  expect((await openProposal(deps, await now(deps)))?.state).toEqual(one);
  expect(await openProposals(deps)).toEqual([one]);
  await withdrawRevision(deps, who.colleague, one.id);
  expect(await openProposal(deps, { ...(await now(deps)), proposed: one.id })).toBeUndefined();
  expect(await openProposals(deps)).toEqual([]);
  expect(await openProposal(deps, undefined)).toBeUndefined();
});

test('a card for each review, in one channel when it is the same', async () => {
  const one = await proposed(deps, BOTH);
  const [organisation, team] = await Promise.all([
    loadOrganisation(deps),
    loadTeam(deps, 'team-support'),
  ]);
  if (!team) throw new Error('no team');
  const at = { organisation, team, workflow: await now(deps) };
  const places = (by: string, where = at) => cardsOf({ ...one, by }, where).map((row) => row.place);
  expect(places(one.by)).toEqual(['C0SUPPORT', 'C0PLATFORM']);
  expect(places(OWNER)).toEqual(['C0PLATFORM']);
  const shared = { ...at, team: { ...team, channel: 'C0PLATFORM' } };
  expect(places(one.by, shared)).toEqual(['C0PLATFORM']);
});

test('the outcome is told to a person, and not to CI', async () => {
  const one = await proposed(deps);
  expect(outcomeFor(one)).toMatchObject([{ what: 'revision-card', place: 'U0COLLEAGUE' }]);
  expect(outcomeFor({ ...one, by: 'ci/main' })).toEqual([]);
});

test('the log is bound to the very manifest that was looked at', async () => {
  const one = await proposed(deps);
  const event = { kind: 'revision.accepted', actor: asEditor(OWNER) };
  const digest = (change = one) => proposedChange(deps, change, undefined, event).event.data.digest;
  expect(digest()).toMatch(/^[0-9a-f]{64}$/);
  expect(digest({ ...one, manifest: GATED })).not.toBe(digest());
  const { manifest: _, ...access } = one;
  expect(digest(access)).toBe('none');
});
