import { beforeAll, expect, test } from 'vitest';
import { authenticate } from '../../../lib/acts/authenticate.ts';
import { evidenceFor } from '../../../lib/acts/find.ts';
import { loadOrganisation, loadTeamsOf, loadWorkflow } from '../../../lib/acts/standing.ts';
import { sampleCatalog } from '../../../lib/local/sample/catalog.ts';
import { keyOf, ORGANISATION, PEOPLE, TEAMS } from '../../../lib/local/sample/organisation.ts';
import { sampleLogins, seedSample } from '../../../lib/local/sample/seed.ts';
import { readEverything } from '../../../lib/store/log.ts';
import { type TestDeps, testDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps(engine());
  await seedSample(deps);
});

test('knows who is who', async () => {
  expect(await loadOrganisation(deps)).toEqual(ORGANISATION);
  for (const team of TEAMS) expect(await loadTeamsOf(deps, team.lead)).toEqual([team]);
});

test('has a workflow that runs, with its pins locked to releases that are there', async () => {
  const running = await loadWorkflow(deps, 'sales-follow-up-mails');
  expect(running?.state).toMatchObject({
    team: 'team-sales',
    owner: keyOf(PEOPLE.salesLead),
    status: 'active',
  });
});

test('the first need meets catalog entries, and the workflow that does nearly the same', async () => {
  const need = 'draft replies to prospects who answered a sales mail';
  const evidence = await evidenceFor(deps, need, 'prospect-replies');
  expect(evidence.components.map((one) => one.id)).toContain('plugin/reply-drafter');
  expect(JSON.stringify(evidence)).toContain('sales-follow-up-mails');
});

test('seeding twice changes nothing: no line is added to any chain', async () => {
  const before = await allLines();
  expect(before.length).toBeGreaterThan(sampleCatalog().length);
  await seedSample(deps);
  expect(await allLines()).toEqual(before);
});

test('everybody of the organisation gets a login that is theirs, and the outsider none', async () => {
  const logins = await sampleLogins(deps);
  const { outsider, ...ours } = PEOPLE;
  expect(Object.keys(logins).sort()).toEqual(
    Object.values(ours)
      .map((one) => one.handle)
      .sort(),
  );
  for (const someone of Object.values(ours)) {
    expect(await authenticate(deps, logins[someone.handle])).toEqual({
      kind: 'caller',
      caller: { kind: 'person', person: keyOf(someone), login: expect.any(String) },
    });
  }
});

test('a login of the sample ends after its twelve hours like any other', async () => {
  const { owner } = await sampleLogins(deps);
  deps.pass(12 * 60 + 1);
  expect(await authenticate(deps, owner)).toMatchObject({ why: 'unauthenticated' });
});

async function allLines() {
  const lines = [];
  for await (const line of readEverything(deps.store)) lines.push(line);
  return lines;
}
