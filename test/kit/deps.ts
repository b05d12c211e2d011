import { createHash } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { catalogIndex } from '../../lib/acts/catalog-index.ts';
import type { Deps } from '../../lib/acts/deps.ts';
import { setUp } from '../../lib/acts/set-up.ts';
import type { FreshPerson, PersonKey } from '../../lib/core/people.ts';
import { refuse } from '../../lib/core/result.ts';
import { codeFrom } from '../../lib/core/secret.ts';
import { minutesAfter } from '../../lib/core/time.ts';
import {
  localCheckpointSigner,
  localLeaseSigner,
  localSealer,
  localSigner,
  newKeyring,
} from '../../lib/local/keyring.ts';
import {
  HOME,
  keyOf,
  ORGANISATION,
  PEOPLE,
  PRE_GRANTED,
  TEAMS,
} from '../../lib/local/sample/organisation.ts';
import { oidcLogin } from '../../lib/oidc/login.ts';
import { oidcVerifier } from '../../lib/oidc/verify.ts';
import { zip } from '../../lib/wire.ts';
import { type FakeDirectory, fakeDirectory } from './directory.ts';
import { type FakeLending, fakeLending } from './lending.ts';

export const START = '2026-11-23T09:00:00.000Z';

export interface TestDeps extends Deps {
  /** What STS was asked for, and what it will say. */
  readonly lending: FakeLending;
  /** Moves the clock on. */
  readonly pass: (minutes: number) => void;
  /** What Slack will say of somebody from now on. */
  readonly change: (person: PersonKey, how: Partial<FreshPerson>) => void;
  /** How often Slack was asked about a person. */
  readonly lookups: () => number;
  /** What Slack knows of addresses, user groups and channels: change it at will. */
  readonly slack: FakeDirectory;
  /** Another process's view of the same store: through another endpoint, a fault proxy say. */
  readonly through: (client: DynamoDBClient) => Deps;
}

interface Engine {
  readonly client: DynamoDBClient;
  readonly tables: { readonly registry: string; readonly audit: string };
}

/** Deps on a real engine with the sample organisation set up, a clock that stands, countable ids. */
export async function testDeps(engine: Engine): Promise<TestDeps> {
  const clock = { now: START };
  const slack = fakePeople();
  const asked = fakeDirectory();
  const counted = counters();
  const keyring = newKeyring();
  const store = {
    client: engine.client,
    ...engine.tables,
    sha: (...parts: readonly (string | Uint8Array)[]) => {
      const hash = createHash('sha256');
      for (const part of parts) hash.update(part);
      return new Uint8Array(hash.digest());
    },
    pause: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, Math.min(ms, 5))),
    random: Math.random,
  };
  const deps = {
    store,
    sha: store.sha,
    now: () => clock.now,
    ...counted,
    seal: localSealer(keyring),
    signer: localSigner(keyring),
    checkpointSigner: localCheckpointSigner(keyring),
    lending: fakeLending(localLeaseSigner(keyring)),
    people: slack.people,
    directory: asked.directory,
    catalog: catalogIndex({ store, zip }, () => Date.parse(clock.now)),
    zip,
    oidc: oidcVerifier({ now: () => Date.parse(clock.now) }),
    login: oidcLogin({ loopback: true }),
    settings: {
      command: '/yard',
      baseUrl: 'http://127.0.0.1:4601',
      waitSeconds: 1,
      waitStepMs: 5,
      preGranted: PRE_GRANTED,
    },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    wake: () => undefined,
  };
  await setUp(deps, ORGANISATION, TEAMS);
  return {
    ...deps,
    pass: (minutes) => {
      clock.now = minutesAfter(clock.now, minutes);
    },
    change: slack.change,
    lookups: slack.lookups,
    slack: asked.slack,
    through: (client) => {
      const other = { ...store, client };
      const catalog = catalogIndex({ store: other, zip }, () => Date.parse(clock.now));
      return { ...deps, store: other, catalog };
    },
  };
}

function counters(): Pick<Deps, 'newId' | 'newSecret' | 'newCode'> {
  let count = 0;
  const next = () => {
    count += 1;
    return String(count).padStart(6, '0');
  };
  return {
    newId: (prefix) => `${prefix}_${next()}`,
    newSecret: () => `secret-for-tests-${next()}`,
    newCode: () => codeFrom(new TextEncoder().encode(`code${next()}xx`)),
  };
}

function fakePeople() {
  const known = new Map<PersonKey, FreshPerson>(
    Object.values(PEOPLE).map((someone) => [
      keyOf(someone),
      {
        key: keyOf(someone),
        name: someone.name,
        deactivated: false,
        bot: false,
        guest: false,
        outside: someone.teamId !== HOME,
      },
    ]),
  );
  let asked = 0;
  const people: Deps['people'] = {
    fresh: async (key) => {
      asked += 1;
      const person = known.get(key);
      if (person) return { kind: 'person', person };
      return refuse('lookup-failed', 'Slack could not say who you are. Try again.');
    },
  };
  const change = (key: PersonKey, how: Partial<FreshPerson>) => {
    const person = known.get(key);
    if (person) known.set(key, { ...person, ...how });
  };
  return { people, change, lookups: () => asked };
}
