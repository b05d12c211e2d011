import { beforeEach, describe, expect, test } from 'vitest';
import type { LoggedInAt } from '../../lib/acts/deps.ts';
import { erasePerson } from '../../lib/acts/erase.ts';
import { linkKey, personBehind } from '../../lib/acts/identity-link.ts';
import { loadPerson } from '../../lib/acts/logins.ts';
import { readItem } from '../../lib/store/read.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OWNER } from '../kit/people.ts';
import { breaks, changeTeam, exported, kindsOf, stage } from './stage.ts';
import { LOGIN } from './step-up-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const login = (change: Partial<LoggedInAt> = {}): LoggedInAt => ({
  kind: 'logged-in',
  at: deps.now(),
  ...LOGIN,
  ...change,
});

describe('the first login', () => {
  test('links the provider’s name for a person to whoever has the address in Slack', async () => {
    expect(await personBehind(deps, login())).toEqual({ kind: 'person', person: COLLEAGUE });
    expect((await loadPerson(deps, COLLEAGUE))?.state.identity).toMatchObject({
      issuer: LOGIN.issuer,
      subject: LOGIN.subject,
    });
    expect(await kindsOf(deps, `person/${COLLEAGUE}`)).toEqual(['person.identity-linked']);
    const log = (await exported(deps)).join('\n');
    expect(log).not.toContain(LOGIN.subject);
    expect(log).not.toContain(LOGIN.email);
    expect(await breaks(deps)).toEqual([]);
  });

  test.each([
    ['not verified', { unverified: true }, 'address-not-verified'],
    ['unknown to Slack', { email: 'nobody@example.com' }, 'no-such-address'],
  ])('with an address that is %s links nobody', async (_, change, why) => {
    expect(await personBehind(deps, login(change))).toMatchObject({ why });
    expect(await loadPerson(deps, COLLEAGUE)).toBeUndefined();
  });

  test('without an address links nobody', async () => {
    const { email: _, ...nameless } = login();
    expect(await personBehind(deps, nameless)).toMatchObject({ why: 'no-address' });
  });

  test.each(['not-granted', 'lookup-failed'] as const)('while Slack is %s waits', async (why) => {
    deps.slack.answers = why;
    expect(await personBehind(deps, login())).toMatchObject({ why });
  });

  test.each(['guest', 'deactivated', 'bot', 'outside'] as const)(
    'of somebody who is %s is refused',
    async (how) => {
      deps.change(COLLEAGUE, { [how]: true });
      expect(await personBehind(deps, login())).toMatchObject({ why: how });
    },
  );

  test('of somebody else than was expected links nobody', async () => {
    expect(await personBehind(deps, login(), OWNER)).toMatchObject({ why: 'other-person' });
    expect(await loadPerson(deps, COLLEAGUE)).toBeUndefined();
  });

  test('twice at once links once', async () => {
    const both = await Promise.all([personBehind(deps, login()), personBehind(deps, login())]);
    const person = { kind: 'person', person: COLLEAGUE };
    expect(both).toEqual([person, person]);
    expect(await kindsOf(deps, `person/${COLLEAGUE}`)).toHaveLength(1);
  });
});

describe('a link', () => {
  beforeEach(() => personBehind(deps, login()));

  test('is enough from then on, whatever becomes of the address', async () => {
    deps.slack.answers = 'lookup-failed';
    const moved = login({ email: 'owner@example.com' });
    expect(await personBehind(deps, moved)).toEqual({ kind: 'person', person: COLLEAGUE });
  });

  test('is of nobody who has left Slack', async () => {
    deps.change(COLLEAGUE, { deactivated: true });
    expect(await personBehind(deps, login())).toMatchObject({ why: 'deactivated' });
  });

  test('is the only one of its person at a provider', async () => {
    const second = login({ subject: 'another account' });
    expect(await personBehind(deps, second)).toMatchObject({ why: 'other-account' });
  });

  test('moves with the organisation to another provider', async () => {
    const elsewhere = login({ issuer: 'https://new.example.com', subject: 'x' });
    expect(await personBehind(deps, elsewhere)).toMatchObject({ person: COLLEAGUE });
    const old = linkKey(deps, LOGIN.issuer, LOGIN.subject);
    expect(await readItem(deps.store, deps.store.registry, old)).toBeUndefined();
  });

  test('goes when the person is erased', async () => {
    await changeTeam(deps, [OWNER]);
    const erased = await erasePerson(deps, ADMIN, COLLEAGUE);
    expect(erased).toMatchObject({ kind: 'erased' });
    const key = linkKey(deps, LOGIN.issuer, LOGIN.subject);
    expect(await readItem(deps.store, deps.store.registry, key)).toBeUndefined();
    expect((await loadPerson(deps, COLLEAGUE))?.state.identity).toBeUndefined();
  });
});
