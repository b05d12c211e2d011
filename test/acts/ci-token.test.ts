import { beforeEach, expect, test } from 'vitest';
import { authenticate } from '../../lib/acts/authenticate.ts';
import { ciOfToken } from '../../lib/acts/ci-token.ts';
import type { Oidc } from '../../lib/acts/deps.ts';
import { organisationSchema, teamSchema } from '../../lib/core/people.ts';
import { refuse } from '../../lib/core/result.ts';
import { commit } from '../../lib/store/commit.ts';
import { listedUnder } from '../../lib/store/indexes.ts';
import { readHead } from '../../lib/store/read.ts';
import { TEAM_LIST } from '../../lib/store/teams.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const ISSUERS = [{ issuer: 'https://ci.example', audience: 'yardmaster' }];
const event = (now: string) => ({
  kind: 'changed',
  at: now,
  actor: { kind: 'system' as const, id: 'tests' },
  data: {},
});

async function listIssuers(): Promise<void> {
  const subject = 'organisation/home' as const;
  const head = await readHead(deps.store, subject, organisationSchema);
  const state = { ...head?.state, issuers: ISSUERS };
  const change = { subject, from: head?.chain, state, event: event(deps.now()) };
  await commit(deps.store, { changes: [change], writeId: deps.newId('w') });
}

async function listJobs(id: string, subjectPattern: string): Promise<void> {
  const subject = `team/${id}` as const;
  const head = await readHead(deps.store, subject, teamSchema);
  const ci = [{ issuer: 'https://ci.example', subject: subjectPattern }];
  const state = { ...head?.state, ci };
  const index = listedUnder(TEAM_LIST, id);
  const change = { subject, from: head?.chain, state, index, event: event(deps.now()) };
  await commit(deps.store, { changes: [change], writeId: deps.newId('w') });
}

/** A verifier that takes every token, and remembers for which issuers it was asked. */
function taking(subject: string) {
  const asked: unknown[] = [];
  const oidc: Oidc = {
    verify: async (_, issuers) => {
      asked.push(issuers);
      return { kind: 'verified', issuer: 'https://ci.example', subject };
    },
  };
  return { asked, deps: { ...deps, oidc } };
}

test('a verified job speaks for the teams that list it, under a name that tells nothing of it', async () => {
  await listIssuers();
  await listJobs('team-support', 'repo:acme/support:*');
  await listJobs('team-sales', 'repo:acme/*');
  const world = taking('repo:acme/support:main');
  expect(await authenticate(world.deps, 'a.b.c')).toEqual({
    kind: 'caller',
    caller: {
      kind: 'ci',
      identity: expect.stringMatching(/^oidc:ci\.example:[0-9a-f]{16}$/),
      teams: ['team-sales', 'team-support'],
    },
  });
  expect(world.asked).toEqual([ISSUERS]);
});

test('one job has one name, another job another', async () => {
  await listJobs('team-support', 'repo:acme/*');
  const name = async (subject: string) => {
    const known = await ciOfToken(taking(subject).deps, 'a.b.c');
    return known.kind === 'caller' ? known.caller.identity : known.why;
  };
  expect(await name('repo:acme/a')).toBe(await name('repo:acme/a'));
  expect(await name('repo:acme/a')).not.toBe(await name('repo:acme/b'));
});

test('a job that no team lists is refused with its subject, so that a lead can list it', async () => {
  await listJobs('team-support', 'repo:acme/support:*');
  const known = await ciOfToken(taking('repo:acme/sales:main').deps, 'a.b.c');
  expect(known).toMatchObject({ why: 'no-team-for-token' });
  expect(known).toMatchObject({ say: expect.stringContaining('repo:acme/sales:main') });
});

test('without a listed issuer none is asked for', async () => {
  const world = taking('repo:acme/support:main');
  await ciOfToken(world.deps, 'a.b.c');
  expect(world.asked).toEqual([[]]);
  expect(await authenticate(deps, 'a.b.c')).toMatchObject({ why: 'unauthenticated' });
});

test.each(['unauthenticated', 'issuer-unreachable'] as const)(
  'what the verifier refuses as %s is refused',
  async (why) => {
    const oidc: Oidc = { verify: async () => refuse(why, 'No.') };
    expect(await ciOfToken({ ...deps, oidc }, 'a.b.c')).toMatchObject({ why });
  },
);
