import { describe, expect, test } from 'vitest';
import {
  type Around,
  draftProblems,
  draftWarnings,
  wholeSurface,
} from '../../lib/core/release-checks.ts';
import type { ReleaseDraft } from '../../lib/core/release-draft.ts';
import { release, SURFACE } from './perfect.ts';
import { component, DRAFT, TONE, using } from './release-kit.ts';

const AROUND: Around = {
  team: 'team-support',
  visibility: 'team',
  newest: undefined,
  others: [],
  ...using(['2.0.0', '2.0.1', '3.0.0']),
};

function problems(change: Partial<ReleaseDraft>, around: Partial<Around> = {}) {
  const found = draftProblems({ ...DRAFT, ...change }, { ...AROUND, ...around });
  return found.map(({ field, say }) => `${field}: ${say}`);
}

test('a perfect draft has none', () => {
  expect(problems({ uses: [TONE] })).toEqual([]);
});

describe('words', () => {
  test.each([
    '',
    '  ',
    'TODO',
    'todo: write this',
    'tbd',
    'N/A',
    'Description',
    '...',
    'Lorem ipsum dolor',
  ])('the description %j says nothing', (description) =>
    expect(problems({ description })[0]).toMatch(/^description: says nothing yet/),
  );

  test.each([
    'Tests web pages.',
    'Test runner',
    'Examples of good replies',
    '返信を書く',
    'Отвечает на письма',
  ])('%j says something', (description) => expect(problems({ description })).toEqual([]));

  test('an empty title, and one that is not what it seems', () => {
    expect(problems({ title: ' ' })[0]).toContain('title: is empty');
    expect(problems({ title: 'M\u0430il' })[0]).toContain('mixes Latin and Cyrillic letters');
  });
});

describe('what scopes and tools let happen', () => {
  const maps = { scope_actions: { 'mail.send': ['send_external_email'] } };

  test('is said by connectors alone', () => {
    expect(problems({ terms: maps })).toEqual([]);
    expect(problems({ kind: 'plugin', terms: maps })).toEqual([
      'terms.scope_actions: is for connectors alone. Name what a plugin does in surface.actions.',
    ]);
  });

  test('is said of scopes and tools that it has', () => {
    const terms = {
      scope_actions: { 'mail.read': ['read'] },
      tool_actions: { send_mail: ['send'] },
    };
    expect(problems({ terms })).toEqual([
      'terms.scope_actions.mail.read: names nothing in surface.scopes. Add it there, or take this line out.',
    ]);
  });

  test('is part of what it touches, once', () => {
    const terms = { ...maps, tool_actions: { send_mail: ['send_external_email', 'log'] } };
    const surface = { ...DRAFT.surface, actions: ['log'] };
    expect(wholeSurface({ ...DRAFT, surface, terms }).actions).toEqual([
      'log',
      'send_external_email',
    ]);
  });

  test('has names that a gate can ask for', () => {
    const surface = { ...SURFACE, actions: ['send mail'] };
    expect(problems({ surface })[0]).toContain('surface.actions[0]: an action is written in lower');
  });
});

describe('what is too much for one release', () => {
  test('actions, those of scopes and tools counted in', () => {
    const many = Array.from({ length: 150 }, (_, n) => `act_${n}`);
    const others = Array.from({ length: 50 }, (_, n) => `do_${n}`);
    const surface = { ...DRAFT.surface, actions: many };
    const map = (...more: string[]) => ({ scope_actions: { 'mail.send': [...others, ...more] } });
    expect(problems({ surface, terms: map() })).toEqual([]);
    expect(problems({ surface, terms: map('one_more') })).toEqual([
      'surface.actions: are 201 with those that scopes and tools name, and 200 fit.',
    ]);
  });

  test('words', () => {
    const endpoints = Array.from({ length: 200 }, (_, n) => `https://x/${n}/`.padEnd(200, 'ü'));
    const surface = { ...SURFACE, endpoints, systems: endpoints, hooks: endpoints };
    expect(problems({ surface })[0]).toMatch(/^release: is \d{3} KB large and 200 fit\./);
  });
});

describe('a pin', () => {
  const at = (range: string, around: Partial<Around> = {}) =>
    problems({ uses: [{ ...TONE, range }] }, around);

  test.each([
    ['workspace:^2.0.0', 'points to a package of the same repository'],
    ['1.0.0 | 2.0.0', 'Write "2.0.x" instead'],
    ['latest', 'is a name that moves'],
    ['b17ad51', 'is a commit'],
    ['9.x', 'no version satisfies "9.x". The newest is 3.0.0.'],
  ])('%s is no range to pin', (range, says) => {
    const [said = ''] = at(range);
    expect(said).toMatch(/^uses\[0\]: skill\/tone: /);
    expect(said).toContain(says);
  });

  test('names what is in the catalog, once', () => {
    const uses = [TONE, { ...TONE, range: '3.0.x' }, { ...TONE, name: 'none' }];
    const found = problems({ uses });
    expect(found[0]).toBe('uses[1]: skill/tone is pinned twice; keep one line.');
    expect(found[1]).toContain('uses[2]: skill/none is not in the catalog.');
  });

  test('of a closed version is taken only by who had it', () => {
    const closed = using(['2.0.0'], undefined, 'closed');
    expect(at('2.0.x', closed)[0]).toContain('closed to new pins');
    const newest = release('connector/mail', '0.9.0', { uses: [TONE] });
    expect(at('2.0.x', { ...closed, newest })).toEqual([]);
  });

  test("of another team's component is not for this one", () => {
    const theirs = using(['2.0.0'], { team: 'team-sales', visibility: 'team' });
    expect(at('2.0.x', theirs)[0]).toContain('skill/tone is for team-sales alone.');
    const ours = using(['2.0.0'], { team: 'team-support', visibility: 'team' });
    expect(at('2.0.x', ours)).toEqual([]);
    expect(at('2.0.x', { ...ours, visibility: 'shared' })[0]).toContain(
      'Propose it for promotion first.',
    );
  });
});

describe('a warning', () => {
  const warnings = (change: Partial<ReleaseDraft>, around: Partial<Around> = {}) =>
    draftWarnings({ ...DRAFT, ...change }, { ...AROUND, ...around });

  test('for a range that moves by itself, with what to write', () => {
    expect(warnings({ uses: [{ ...TONE, range: '>=2.0.0' }] })).toEqual([
      'skill/tone: ">=2.0.0" has no upper end, so it moves by itself. Write "3.0.x" instead.',
    ]);
    expect(warnings({ uses: [TONE] })).toEqual([]);
  });

  test('for a description that others have word for word', () => {
    const others = ['skill/a', 'skill/b', 'skill/c'].map((id) =>
      component(id, { description: ' sends  MAILS to customers. ' }),
    );
    expect(warnings({}, { others })).toEqual([
      'Its description is word for word that of skill/a and 2 more. Say what sets it apart: it is found by that.',
    ]);
    const own = component('connector/mail', { description: DRAFT.description });
    expect(warnings({}, { others: [own] })).toEqual([]);
  });
});
