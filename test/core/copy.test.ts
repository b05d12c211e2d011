import { describe, expect, test } from 'vitest';
import type { Component } from '../../lib/core/component.ts';
import { copyDraft, FIRST_VERSION, suggestCopyName } from '../../lib/core/copy.ts';
import { OWNER, release, SURFACE, TEAM } from './perfect.ts';

const ORIGIN: Component = {
  id: 'plugin/reply-drafter',
  kind: 'plugin',
  name: 'reply-drafter',
  title: 'Reply drafter',
  description: 'Drafts replies.',
  keywords: ['mail'],
  team: 'platform',
  visibility: 'shared',
  latest: '3.2.4',
  connectors: ['crm-readonly'],
  actions: ['send_external_email'],
  origin: { marketplace: 'somewhere' },
  credit: { builtBy: [OWNER], team: 'team-sales', at: '2026-11-23T09:00:00.000Z' },
};
const RELEASE = release(ORIGIN.id, '3.2.4', {
  surface: { ...SURFACE, actions: ['send_external_email'], scopes: ['crm.read'] },
  uses: [{ kind: 'connector', name: 'crm-readonly', range: '1.4.x' }],
  terms: { license: 'MIT', task_class: 'analytical' },
});
const made = (name = 'reply-drafter-support', change: Partial<Component> = {}) =>
  copyDraft({ component: { ...ORIGIN, ...change }, release: RELEASE }, { name, team: TEAM });

test('a copy begins as its origin is, belongs to the team, and says where it comes from', () => {
  const { surface, uses, terms } = RELEASE;
  expect(made()).toEqual({
    kind: 'plugin',
    name: 'reply-drafter-support',
    owner: 'team-support',
    version: FIRST_VERSION,
    title: 'Reply drafter (Support)',
    description: 'The copy that Support made of plugin/reply-drafter. Drafts replies.',
    keywords: ['mail'],
    ...{ surface, uses, terms },
    derivedFrom: { component: ORIGIN.id, version: '3.2.4' },
  });
});

test('a title too long to say whose it is gives way to the name', () => {
  expect(made('short', { title: 'x'.repeat(195) }).title).toBe('short');
});

test('a description that fills all the room is cut, never in the middle of a letter', () => {
  const { description } = made('short', { description: '🚂'.repeat(2500) });
  expect(description).toHaveLength(5000);
  expect(description.isWellFormed()).toBe(true);
});

describe('a copy is suggested to be called', () => {
  test.each([
    ['plugin/reply-drafter', 'team-support', 'reply-drafter-support'],
    ['skill/tone', 'platform', 'tone-platform'],
    [`plugin/${'x'.repeat(79)}`, 'team-support', 'x'.repeat(79)],
  ])('%s of %s: %s', (component, team, name) =>
    expect(suggestCopyName({ component, team })).toBe(name),
  );
});
