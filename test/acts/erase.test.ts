import canonicalize from 'canonicalize';
import { beforeEach, describe, expect, test } from 'vitest';
import { readRequest } from '../../lib/acts/answer-request.ts';
import { loadApproval } from '../../lib/acts/approvals.ts';
import { authenticate } from '../../lib/acts/authenticate.ts';
import { decideApproval } from '../../lib/acts/decide.ts';
import { loadDenial } from '../../lib/acts/decision-words.ts';
import type { Deps } from '../../lib/acts/deps.ts';
import { erasePerson } from '../../lib/acts/erase.ts';
import { fileRequest } from '../../lib/acts/request.ts';
import type { PersonKey } from '../../lib/core/people.ts';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { partKey } from '../../lib/store/keys.ts';
import { readItem } from '../../lib/store/read.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { loggedIn } from '../kit/logins.ts';

import { ADMIN, AUDITOR, COLLEAGUE, OUTSIDER, OWNER } from '../kit/people.ts';
import { asked, breaks, changeTeam, kindsOf, NEED, registered, stage, unsent } from './stage.ts';

const engine = engineOfFile();
const REASON = 'Wrong customer, said Anna';
let deps: TestDeps;
let denied: string;

/** The colleague denies, asks for a workflow, logs in, and leaves. */
async function leave(on: TestDeps): Promise<string> {
  const approval = await asked(on, await registered(on));
  const said = { choice: 'deny' as const, digest: approval.digest, reason: REASON };
  await decideApproval(on, COLLEAGUE, approval.id, said);
  const need = { ...NEED, by: COLLEAGUE, need: 'sort my own parcels' };
  await fileRequest(on, need, 'mine are special');
  await changeTeam(on, [OWNER]);
  return approval.id;
}

beforeEach(async () => {
  deps = await stage(engine());
  denied = await leave(deps);
});

/** All that the registry holds, as text. */
async function everything(on: Deps): Promise<string> {
  const loaded = await loadApproval(on, denied);
  const request = await readRequest(on, 'req_1');
  const reason = await readItem(
    on.store,
    on.store.registry,
    partKey(`approval/${denied}`, 'REASON'),
  );
  return canonicalize([loaded, request, reason]) ?? '';
}

const WORDS = [PEOPLE.colleague.name, REASON, 'my own parcels', 'mine are special'];

test('erases names and words wherever the person left them, and keeps the ids', async () => {
  const before = await everything(deps);
  for (const word of WORDS) expect(before).toContain(word);
  const outcome = await erasePerson(deps, ADMIN, COLLEAGUE);
  expect(outcome).toEqual({
    kind: 'erased',
    person: COLLEAGUE,
    dryRun: false,
    done: true,
    things: 2,
    logins: 0,
  });
  const after = await everything(deps);
  for (const word of WORDS) expect(after).not.toContain(word);
  expect(after).toContain(COLLEAGUE);
  const head = (await loadApproval(deps, denied))?.head.state;
  expect(head && (await loadDenial(deps, head))).toBeUndefined();
  expect(await kindsOf(deps, `approval/${denied}`)).toContain('erased');
  expect(await kindsOf(deps, `person/${COLLEAGUE}`)).toEqual(['person.erased']);
  expect(await breaks(deps)).toEqual([]);
});

test('cards that showed their words are drawn anew', async () => {
  await erasePerson(deps, ADMIN, COLLEAGUE);
  const bulk = (await unsent(deps)).filter((row) => row.lane === 'bulk');
  expect(bulk.map((row) => row.what).sort()).toEqual(['approval-card', 'request-card']);
});

test('done twice it changes nothing more', async () => {
  await erasePerson(deps, ADMIN, COLLEAGUE);
  const events = await kindsOf(deps, `person/${COLLEAGUE}`);
  expect(await erasePerson(deps, ADMIN, COLLEAGUE)).toMatchObject({ things: 0, done: true });
  expect(await kindsOf(deps, `person/${COLLEAGUE}`)).toEqual(events);
});

test('a dry run says how much, and changes nothing', async () => {
  const before = await everything(deps);
  const outcome = await erasePerson(deps, ADMIN, COLLEAGUE, { dryRun: true });
  expect(outcome).toMatchObject({ things: 2, done: true, dryRun: true });
  expect(await everything(deps)).toBe(before);
  expect(await kindsOf(deps, `person/${COLLEAGUE}`)).toEqual([]);
});

test('logins end at once, and what the machine was called goes with them', async () => {
  const { token } = await loggedIn(deps, COLLEAGUE);
  expect(await authenticate(deps, token)).toMatchObject({ kind: 'caller' });
  expect(await erasePerson(deps, ADMIN, COLLEAGUE)).toMatchObject({ logins: 1 });
  expect(await authenticate(deps, token)).toMatchObject({ why: 'unauthenticated' });
});

describe('is refused', () => {
  test.each<[string, PersonKey, PersonKey, string]>([
    ['to an owner who is no admin', OWNER, COLLEAGUE, 'not-allowed'],
    ['to an auditor, who changes nothing', AUDITOR, COLLEAGUE, 'not-allowed'],
    ['of somebody of another organisation', ADMIN, OUTSIDER, 'no-person'],
    ['of what is no Slack id', ADMIN, 'T0YARD/colleague@example.com', 'no-person'],
    ['of an id in small letters', ADMIN, COLLEAGUE.toLowerCase(), 'no-person'],
    ['of an admin', ADMIN, ADMIN, 'still-holds'],
    ['of an owner and lead', ADMIN, OWNER, 'still-holds'],
  ])('%s', async (_name, by, person, why) => {
    expect(await erasePerson(deps, by, person)).toMatchObject({ kind: 'refused', why });
    expect(await kindsOf(deps, `person/${person}`)).toEqual([]);
  });

  test('with all that has to be handed over first', async () => {
    const refusal = await erasePerson(deps, ADMIN, OWNER);
    expect(refusal).toMatchObject({ say: expect.stringContaining('owner of reply-bot') });
    expect(refusal).toMatchObject({ say: expect.stringContaining('lead of team-support') });
  });
});

test('goes on where the time for one request was used up', async () => {
  let calls = 0;
  const now = () => {
    calls += 1;
    // The first look at the clock begins; the next one is too late for a function that has 15 seconds.
    return calls === 1 ? deps.now() : new Date(Date.parse(deps.now()) + 5_000).toISOString();
  };
  const slow = { ...deps, now, store: onePerPage(deps) };
  let outcome = await erasePerson(slow, ADMIN, COLLEAGUE);
  expect(outcome).toMatchObject({ kind: 'erased', done: false });
  for (let rounds = 0; rounds < 60 && outcome.kind === 'erased' && !outcome.done; rounds += 1) {
    calls = 0;
    outcome = await erasePerson(slow, ADMIN, COLLEAGUE);
  }
  expect(outcome).toMatchObject({ kind: 'erased', done: true });
  for (const word of WORDS) expect(await everything(deps)).not.toContain(word);
});

/** A store that gives the log a few lines at a time. */
function onePerPage({ store }: TestDeps): Deps['store'] {
  const client = new Proxy(store.client, {
    get: (target, name, receiver) =>
      name === 'send'
        ? (command: { input: { Limit?: number } }) => {
            if (command.constructor.name === 'ScanCommand') command.input.Limit = 5;
            return Reflect.apply(target.send, target, [command]);
          }
        : Reflect.get(target, name, receiver),
  });
  return { ...store, client };
}
