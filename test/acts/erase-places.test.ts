import { beforeEach, describe, expect, test } from 'vitest';
import { answerRequest, readRequest } from '../../lib/acts/answer-request.ts';
import { eraseIn } from '../../lib/acts/erase-places.ts';
import { fileRequest } from '../../lib/acts/request.ts';
import { ERASED } from '../../lib/core/erasure.ts';
import { type Proposed, proposedSchema } from '../../lib/core/proposed.ts';
import { type SettingsChange, settingsChangeSchema } from '../../lib/core/settings-change.ts';
import { commit } from '../../lib/store/commit.ts';
import { partKey, type Subject } from '../../lib/store/keys.ts';
import { readHead, readItem } from '../../lib/store/read.ts';
import { ADMIN, COLLEAGUE, OWNER } from '../kit/people.ts';
import { FAULTS, race, track } from './race.ts';
import { breaks, kindsOf, NEED, unsent } from './stage.ts';

const at = track();
const BY = { kind: 'person', id: 'T0YARD/U0OTHER' } as const;
const erasing = (person: string, dryRun = false) => ({ person, by: BY, dryRun });
const ANSWER = { by: ADMIN, name: 'Platform admin', at: '2026-11-23T09:00:00.000Z' };

/** Writes a head and a part of it as the act that owns it would. */
async function keep(subject: Subject, state: unknown, part: string): Promise<void> {
  const { deps } = at;
  const actor = { kind: 'person' as const, id: ADMIN };
  const event = { kind: 'tests', at: deps.now(), actor, data: {} };
  await commit(deps.store, {
    changes: [{ subject, from: undefined, state, event }],
    puts: [{ ...partKey(subject, part), kind: 'tests', data: { text: 'words', salt: 's' } }],
    writeId: deps.newId('w'),
  });
}

function part(subject: Subject, name: string) {
  return readItem(at.deps.store, at.deps.store.registry, partKey(subject, name));
}

describe('a request that an admin rejected', () => {
  beforeEach(async () => {
    await fileRequest(at.deps, NEED, 'nothing fits');
    const said = { state: 'rejected', reason: 'too wide', name: 'Platform admin' } as const;
    await answerRequest(at.deps, ADMIN, 'req_1', said);
  });

  test('loses the name, the reason and the salt of its digest', async () => {
    expect(await part('request/req_1', 'SALT')).toBeDefined();
    expect(await eraseIn(at.deps, 'request/req_1', erasing(ADMIN))).toBe(true);
    expect(await readRequest(at.deps, 'req_1')).toMatchObject({
      need: NEED.need,
      answer: { by: ADMIN, name: ERASED, reason: ERASED },
    });
    expect(await part('request/req_1', 'SALT')).toBeUndefined();
    const again = (await unsent(at.deps)).filter((row) => row.lane === 'bulk');
    expect(again.map((row) => row.what).sort()).toEqual(['request-answer', 'request-card']);
  });

  test.each(FAULTS)('is erased once by two at once (fault: %s)', async (fault) => {
    const { left, right, proxy } = at;
    const outcomes = await race(
      { proxy, subject: 'request/req_1', fault },
      () => eraseIn(left, 'request/req_1', erasing(ADMIN)),
      () => eraseIn(right, 'request/req_1', erasing(OWNER)),
    );
    expect(outcomes).toEqual([true, true]);
    expect(await readRequest(at.deps, 'req_1')).toMatchObject({
      need: ERASED,
      answer: { name: ERASED },
    });
    expect((await kindsOf(at.deps, 'request/req_1')).slice(-2)).toEqual(['erased', 'erased']);
    expect(await breaks(at.deps)).toEqual([]);
  });
});

test('a settings change loses name, reason and salt', async () => {
  const change: SettingsChange = {
    id: 'chg_1',
    wanted: { about: 'retention', days: 90 },
    state: 'refused',
    by: OWNER,
    at: ANSWER.at,
    answer: { ...ANSWER, reason: 'too short' },
  };
  await keep('settings-change/chg_1', change, 'SALT');
  expect(await eraseIn(at.deps, 'settings-change/chg_1', erasing(ADMIN))).toBe(true);
  const head = await readHead(at.deps.store, 'settings-change/chg_1', settingsChangeSchema);
  expect(head?.state.answer).toMatchObject({ by: ADMIN, name: ERASED, reason: ERASED });
  expect(await part('settings-change/chg_1', 'SALT')).toBeUndefined();
});

test('a proposed revision loses the names of reviewers and the reason of its refusal', async () => {
  const proposed: Proposed = {
    ...{ id: 'rev_1', workflow: 'x', team: 'team-support', against: 1, home: 'slack' },
    ...{ by: OWNER, at: ANSWER.at, scopes: [], state: 'refused' },
    reasons: [{ review: 'team', field: 'gates', say: 'A gate goes.' }],
    answers: [{ ...ANSWER, review: 'team' }],
    end: ANSWER,
  };
  await keep('proposed-revision/rev_1', proposed, 'REASON');
  expect(await eraseIn(at.deps, 'proposed-revision/rev_1', erasing(ADMIN))).toBe(true);
  const head = await readHead(at.deps.store, 'proposed-revision/rev_1', proposedSchema);
  expect(JSON.stringify(head?.state)).not.toContain(ANSWER.name);
  expect(await part('proposed-revision/rev_1', 'REASON')).toBeUndefined();
});

test.each([
  ['somebody who left no words there', 'request/req_1', COLLEAGUE],
  ['what is not there', 'approval/apr_none', ADMIN],
  ['a kind of thing that keeps no words', 'organisation/home', ADMIN],
  ['a name that anybody can write', 'constructor/x', ADMIN],
])('nothing changes for %s', async (_name, subject, person) => {
  await fileRequest(at.deps, NEED, 'nothing fits');
  const before = await kindsOf(at.deps, subject);
  expect(await eraseIn(at.deps, subject, erasing(person))).toBe(false);
  expect(await kindsOf(at.deps, subject)).toEqual(before);
});

test('a dry run looks and leaves', async () => {
  await fileRequest(at.deps, NEED, 'nothing fits');
  expect(await eraseIn(at.deps, 'request/req_1', erasing(OWNER, true))).toBe(true);
  expect(await readRequest(at.deps, 'req_1')).toMatchObject({ need: NEED.need });
});
