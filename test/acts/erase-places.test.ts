import { beforeEach, describe, expect, test } from 'vitest';
import { answerRequest as answerAccess } from '../../lib/acts/access-answer.ts';
import { answerRequest, readRequest } from '../../lib/acts/answer-request.ts';
import { eraseIn } from '../../lib/acts/erase-places.ts';
import { fileRequest } from '../../lib/acts/request.ts';
import { answerTransfer, loadTransfer, offerTransfer } from '../../lib/acts/transfer.ts';
import { ERASED } from '../../lib/core/erasure.ts';
import { type Proposed, proposedSchema } from '../../lib/core/proposed.ts';
import { type SettingsChange, settingsChangeSchema } from '../../lib/core/settings-change.ts';
import { commit } from '../../lib/store/commit.ts';
import { partKey, type Subject } from '../../lib/store/keys.ts';
import { readHead, readItem } from '../../lib/store/read.ts';
import { ADMIN, COLLEAGUE, OWNER, SALES_LEAD } from '../kit/people.ts';
import { askedFor, billed, requestNow } from './access-kit.ts';
import { askedOwner, extensionNow, SAY, said } from './extending.ts';
import { BRIEF, ownRelease, promoted, promotionNow, rejectIt } from './promotion-kit.ts';
import { who } from './proposing.ts';
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

describe('what an owner declined', () => {
  beforeEach(async () => {
    await askedOwner(at.deps);
    await said(at.deps, SAY.decline);
  });

  test('loses the owner’s words, their salt, and is drawn anew where it stands', async () => {
    expect(await eraseIn(at.deps, 'extension/ext_1', erasing(ADMIN))).toBe(true);
    const { answers } = await extensionNow(at.deps);
    expect(answers).toMatchObject([{ by: ADMIN, name: ERASED, reason: ERASED }]);
    expect(await part('extension/ext_1', 'SALT#1')).toBeUndefined();
    const again = (await unsent(at.deps)).filter((row) => row.lane === 'bulk');
    expect(again.map((row) => row.subject).sort()).toEqual([
      'extension-answer/ext_1/1',
      'extension/ext_1',
    ]);
  });

  test('and its request lose what the team wrote, and no card of it comes up at the platform', async () => {
    for (const subject of ['extension/ext_1', 'request/req_1']) {
      expect(await eraseIn(at.deps, subject, erasing(OWNER))).toBe(true);
    }
    expect(await extensionNow(at.deps)).toMatchObject({ need: ERASED, missing: ERASED });
    expect(await readRequest(at.deps, 'req_1')).toMatchObject({ need: ERASED, because: ERASED });
    expect((await unsent(at.deps)).map((row) => row.what)).not.toContain('request-card');
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

test('a promotion loses the name and the reason of its reviewer; its cards are drawn anew', async () => {
  await ownRelease(at.deps);
  const promotion = await promoted(at.deps);
  await rejectIt(at.deps, promotion, 'We have one.');
  const before = (await unsent(at.deps)).length;
  const subject: Subject = `promotion/${promotion.id}`;
  expect(await eraseIn(at.deps, subject, erasing(ADMIN))).toBe(true);
  expect(await promotionNow(at.deps, promotion)).toMatchObject({
    review: { by: ADMIN, name: ERASED, reason: ERASED },
  });
  expect(await part(subject, 'SALT#rejected#1')).toBeUndefined();
  expect((await unsent(at.deps)).length - before).toBe(2);
  expect(await breaks(at.deps)).toEqual([]);
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

test('an offer of a component loses the name of whoever answered it', async () => {
  const { deps } = at;
  await ownRelease(deps);
  const offer = await offerTransfer(deps, OWNER, { component: BRIEF, to: 'team-sales' });
  if (offer.kind === 'refused') throw new Error(offer.say);
  const { id } = offer.transfer;
  await answerTransfer(deps, { ...ANSWER, by: SALES_LEAD, name: 'Their lead' }, id, 'refuse');
  expect(await eraseIn(deps, `transfer/${id}`, erasing(OWNER))).toBe(false);
  expect(await eraseIn(deps, `transfer/${id}`, erasing(SALES_LEAD))).toBe(true);
  expect((await loadTransfer(deps, id))?.state.end).toMatchObject({ by: SALES_LEAD, name: ERASED });
  expect(await eraseIn(deps, `transfer/${id}`, erasing(SALES_LEAD))).toBe(false);
});

test('a dry run looks and leaves', async () => {
  await fileRequest(at.deps, NEED, 'nothing fits');
  expect(await eraseIn(at.deps, 'request/req_1', erasing(OWNER, true))).toBe(true);
  expect(await readRequest(at.deps, 'req_1')).toMatchObject({ need: NEED.need });
});

test('an access request loses name and reason of whoever answered; its cards are drawn anew', async () => {
  await billed(at.deps);
  const { id } = await askedFor(at.deps);
  await answerAccess(at.deps, who.admin, id, { wants: [], reason: 'Not this quarter.' });
  const before = (await unsent(at.deps)).length;
  expect(await eraseIn(at.deps, `access/${id}`, erasing(ADMIN))).toBe(true);
  expect((await requestNow(at.deps, id)).end).toMatchObject({ by: ADMIN, name: '(erased)' });
  expect(await part(`access/${id}`, 'REASON')).toBeUndefined();
  const drawn = (await unsent(at.deps)).slice(before);
  expect(drawn.map((row) => row.what)).toEqual(['access-card', 'access-card']);
  expect(await eraseIn(at.deps, `access/${id}`, erasing(ADMIN))).toBe(false);
});
