import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  answerExtension,
  EXTENSION_STATES,
  EXTENSION_WORDS,
  type Extension,
  extensionSchema,
  isOpen,
  lastAnswer,
  mayNotAnswer,
  type OwnersAnswer,
  releasedSince,
  usable,
  withdrawExtension,
} from '../../lib/core/extension.ts';
import {
  ADMIN,
  COLLEAGUE,
  EXTENSION,
  LATER,
  LEAD,
  ORGANISATION,
  OWNER,
  release,
} from './perfect.ts';

const ID = 'plugin/reply-drafter';
const RELEASES = [
  release(ID, '3.2.4', { publishedAt: '2026-11-20T09:00:00.000Z' }),
  release(ID, '3.3.0', { publishedAt: LATER }),
  release(ID, '3.4.0', { publishedAt: LATER }),
  release(ID, '3.5.0', { publishedAt: LATER, lifecycle: 'closed' }),
];
const ANSWERING = { component: ID, leads: false, releases: RELEASES, calendar: ORGANISATION };
const SAID: OwnersAnswer = {
  state: 'release-planned',
  by: ADMIN,
  name: 'The admin',
  at: LATER,
  reason: '',
};
const answer = (given: Partial<OwnersAnswer>, extension: Extension = EXTENSION) =>
  answerExtension(extension, { ...SAID, ...given }, ANSWERING);

function answered(given: Partial<OwnersAnswer>, extension: Extension = EXTENSION): Extension {
  const outcome = answer(given, extension);
  if (outcome.kind !== 'answered') throw new Error(outcome.say);
  return outcome.extension;
}

describe('an owner', () => {
  test('plans a release, with a day after which it is late', () => {
    expect(answered({ date: '2026-12-01' })).toEqual({
      ...EXTENSION,
      state: 'release-planned',
      dueAt: '2026-12-02T09:00:00.000Z',
      answers: [{ ...SAID, date: '2026-12-01' }],
    });
  });

  test('who plans without a day owes nothing by then', () => {
    const planned = answered({});
    expect(planned).not.toHaveProperty('dueAt');
    expect(lastAnswer(planned)).toEqual(SAID);
  });

  test('may move the day', () => {
    const moved = answered({ date: '2026-12-04' }, answered({ date: '2026-12-01' }));
    expect(moved).toMatchObject({ state: 'release-planned', dueAt: '2026-12-07T09:00:00.000Z' });
    expect(moved.answers).toHaveLength(2);
  });

  test('says in which version it was released, and it is over', () => {
    const done = answered({ state: 'released', version: '3.3.0' }, answered({}));
    expect(done).toMatchObject({ state: 'released', endedAt: LATER });
    expect(lastAnswer(done)).toMatchObject({ version: '3.3.0' });
    expect(usable(done)).toEqual({ component: ID, version: '3.3.0' });
  });

  test('may have given it another name by then, under which it is used', () => {
    const given = { ...SAID, state: 'released' as const, version: '3.3.0' };
    const outcome = answerExtension(EXTENSION, given, { ...ANSWERING, component: 'plugin/new' });
    expect(outcome.kind === 'answered' && usable(outcome.extension)).toEqual({
      component: 'plugin/new',
      version: '3.3.0',
    });
  });

  test('offers a copy, which the team then has to make', () => {
    const offered = answered({ state: 'copy-offered', reason: 'Too special' });
    expect(isOpen(offered)).toBe(true);
    expect(offered).not.toHaveProperty('endedAt');
    expect(usable(offered)).toBeUndefined();
  });

  test('declines, and it is over', () => {
    expect(answered({ state: 'declined', reason: 'No' })).toMatchObject({ endedAt: LATER });
  });
});

describe('no answer', () => {
  const declined = answered({ state: 'declined', reason: 'No' });
  test.each<[string, Partial<OwnersAnswer>, Extension, string, string]>([
    [
      'to decline without why',
      { state: 'declined', reason: ' ' },
      EXTENSION,
      'reason-required',
      '',
    ],
    ['to offer without why', { state: 'copy-offered' }, EXTENSION, 'reason-required', ''],
    ['a day before today', { date: '2026-11-22' }, EXTENSION, 'bad-date', 'from today on'],
    ['what is no day', { date: '2026-13-45' }, EXTENSION, 'bad-date', ''],
    [
      'no version',
      { state: 'released' },
      EXTENSION,
      'no-release',
      'Published since: 3.4.0, 3.3.0.',
    ],
    ['an older one', { state: 'released', version: '3.2.4' }, EXTENSION, 'no-release', '3.2.4 was'],
    ['a closed one', { state: 'released', version: '3.5.0' }, EXTENSION, 'no-release', ''],
    ['one that is not there', { state: 'released', version: '9.0.0' }, EXTENSION, 'no-release', ''],
    ['of whoever asked', { by: OWNER }, EXTENSION, 'own-request', 'somebody else'],
    ['a second ending', {}, declined, 'answered-already', 'by The admin: declined.'],
  ])('is %s', (_, given, extension, why, say) => {
    const outcome = answer(given, extension);
    expect(outcome).toMatchObject({ kind: 'refused', why });
    expect(outcome.kind === 'refused' && outcome.say).toContain(say);
  });

  test('where nothing was published since says to publish first', () => {
    const outcome = answerExtension(
      EXTENSION,
      { ...SAID, state: 'released', version: '3.2.4' },
      { ...ANSWERING, releases: RELEASES.slice(0, 1) },
    );
    expect(outcome).toMatchObject({ say: expect.stringContaining('Publish it first') });
  });

  test('whoever leads the owners may answer also what they asked themselves', () => {
    expect(mayNotAnswer(EXTENSION, { by: OWNER }, { leads: true })).toBeUndefined();
    expect(mayNotAnswer(EXTENSION, { by: OWNER }, { leads: false })?.why).toBe('own-request');
  });

  test('comes after twenty: a plan that only moves is none', () => {
    let extension = EXTENSION;
    for (let n = 0; n < 20; n += 1) extension = answered({}, extension);
    expect(answer({}, extension)).toMatchObject({ why: 'answered-already' });
  });
});

test('what was published since is told newest first, without what is closed', () => {
  expect(releasedSince(EXTENSION, RELEASES)).toEqual(['3.4.0', '3.3.0']);
});

describe('taking it back', () => {
  test.each([
    ['whoever asked', { by: OWNER, leads: false }],
    ['the lead of the team', { by: LEAD, leads: true }],
  ])('is for %s', (_, who) => {
    expect(withdrawExtension(EXTENSION, { ...who, at: LATER })).toMatchObject({
      kind: 'withdrawn',
      extension: { state: 'withdrawn', endedAt: LATER },
    });
  });

  test('is for nobody else', () => {
    const who = { by: COLLEAGUE, leads: false, at: LATER };
    expect(withdrawExtension(EXTENSION, who)).toMatchObject({ why: 'not-allowed' });
  });

  test('is too late once something came of it', () => {
    const done = answered({ state: 'released', version: '3.3.0' });
    const who = { by: OWNER, leads: false, at: LATER };
    expect(withdrawExtension(done, who)).toMatchObject({ why: 'answered-already' });
  });
});

describe('what can be used', () => {
  test('is the copy', () => {
    const copied: Extension = { ...EXTENSION, state: 'copied', copy: 'plugin/mine' };
    expect(usable(copied)).toEqual({ component: 'plugin/mine' });
    expect(usable({ ...copied, used: 'french-replies' })).toBeUndefined();
  });

  test.each(EXTENSION_STATES)('is nothing of itself in %s', (state) => {
    expect(usable({ ...EXTENSION, state })).toBeUndefined();
    expect(EXTENSION_WORDS[state]).not.toBe('');
  });
});

test('no answer leaves an end, and every state that is reached is one that is kept', () => {
  const step = fc.record({
    state: fc.constantFrom('release-planned', 'released', 'copy-offered', 'declined'),
    by: fc.constantFrom(ADMIN, OWNER, LEAD),
    reason: fc.constantFrom('', 'why'),
    version: fc.constantFrom('3.3.0', '3.2.4'),
    date: fc.constantFrom(undefined, '2026-12-01'),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
      let extension: Extension = EXTENSION;
      for (const one of steps) {
        const ended = extension.endedAt !== undefined;
        const next = answer(one, extension);
        if (ended) expect(next.kind).toBe('refused');
        if (next.kind === 'answered') extension = next.extension;
        expect(extensionSchema.parse(extension)).toEqual(extension);
        expect(extension.endedAt === undefined).toBe(isOpen(extension));
      }
    }),
  );
});
