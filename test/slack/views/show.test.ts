import { expect, test } from 'vitest';
import type { Component, Release } from '../../../lib/core/component.ts';
import { CREDENTIAL_KINDS } from '../../../lib/core/credentials.ts';
import { componentPage, showPicker } from '../../../lib/slack/views/show.ts';
import {
  buttons,
  COLLEAGUE,
  expectGoodMessage,
  expectGoodView,
  HOSTILE,
  OWNER,
  words,
} from './kit.ts';

const AT = '2026-11-23T09:00:00.000Z';
const COMPONENT: Component = {
  ...{ id: 'plugin/reply', kind: 'plugin', name: 'reply', title: 'Reply drafter' },
  ...{ description: 'Drafts replies.', keywords: [], team: 'platform', visibility: 'shared' },
  ...{ latest: '2.0.0', connectors: [], actions: [] },
  derivedFrom: { component: 'plugin/other', version: '1.0.0' },
  credit: { builtBy: [OWNER], team: 'team-support', reviewedBy: COLLEAGUE, at: AT },
};
const RELEASE: Release = {
  component: 'plugin/reply',
  version: '2.0.0',
  lifecycle: 'active',
  surface: {
    ...{ systems: ['CRM'], scopes: ['read'], tools: [], actions: ['send'], hooks: [] },
    endpoints: [],
  },
  uses: [{ kind: 'skill', name: 'tone', range: '1.x' }],
  fingerprint: 'f',
  publishedAt: AT,
  publishedBy: OWNER,
  terms: { model_default: 'model-a', license: 'MIT', known_failures: ['Long threads'] },
};
const PAGE = {
  component: COMPONENT,
  releases: [RELEASE, { ...RELEASE, version: '1.0.0', lifecycle: 'deprecated' as const }],
  workflows: 3,
  teams: 2,
  sameJob: [{ others: ['plugin/answers'], best: 'plugin/reply', because: 'Fewer scopes.' }],
};

test('a page of a block or skill says how its runs went', () => {
  const page = componentPage({ ...PAGE, success: { kind: 'not-enough', runs: 3 } });
  expectGoodMessage(page);
  expect(words(page)).toContain('Not enough runs in the last 30 days');
});

test.each(CREDENTIAL_KINDS)(
  'a page of a connector says only of which kind its credentials are: %s',
  (kind) => {
    const page = componentPage({ ...PAGE, credentials: kind });
    expectGoodMessage(page);
    expect(words(page)).toContain('Credentials: ');
  },
);

test('what is closed to new pins is not offered for use', () => {
  const releases = [{ ...RELEASE, lifecycle: 'closed' as const }];
  const page = componentPage({ ...PAGE, releases });
  expect(buttons(page)).toEqual(['Who Uses It']);
  expect(words(page)).toContain('closed to new pins');
});

test('a page says what it touches, who built it and who uses it', () => {
  const page = componentPage(PAGE);
  expectGoodMessage(page);
  const text = words(page);
  for (const says of [
    'Used by 3 AI workflows in 2 teams',
    'systems: CRM',
    'skill/tone 1.x',
    'model model-a · licence MIT',
    'Long threads',
    '1.0.0 · retiring',
    'Built by <@U0OWNER> (team-support), reviewed by <@U0COLLEAGUE>',
    'A copy of plugin/other 1.0.0',
    'Said to do the same job as plugin/answers; this one is the one to keep. “Fewer scopes.”',
  ]) {
    expect(text).toContain(says);
  }
  expect(buttons(page)).toEqual(['Use This', 'Who Uses It', 'What Changed']);
  expect(JSON.stringify(page)).toContain('"plugin/reply|1.0.0|2.0.0"');
});

test('a first version has nothing to compare, and a connector is used by pinning it', () => {
  const bare = { ...COMPONENT, kind: 'connector' as const, visibility: 'team' as const };
  const { credit: _, derivedFrom: __, ...component } = bare;
  const { terms: ___, ...release } = { ...RELEASE, uses: [] };
  const surface = { ...RELEASE.surface, systems: [], scopes: [], actions: [] };
  const first = { ...release, surface };
  const page = componentPage({ component, releases: [first], workflows: 0, teams: 0, sameJob: [] });
  expectGoodMessage(page);
  expect(buttons(page)).toEqual(['Who Uses It']);
  expect(words(page)).toContain('Not used yet');
  expect(words(page)).not.toContain('same job');
  expect(words(page)).toContain('nothing that anybody named');
});

test('the form asks for a name', () => {
  const view = showPicker('/yard');
  expectGoodView(view);
  expect(JSON.stringify(view)).toContain('/yard find looks for words');
});

test.each(HOSTILE)('a page stays whole with %s', (_, text) => {
  const list = Array.from({ length: 50 }, () => text);
  const release: Release = {
    ...RELEASE,
    version: text.slice(0, 128),
    surface: {
      systems: list,
      scopes: list,
      tools: list,
      actions: list,
      hooks: list,
      endpoints: list,
    },
    terms: { model_default: text, license: text, known_failures: list },
  };
  const component = { ...COMPONENT, title: text, description: text, team: text };
  const releases = Array.from({ length: 20 }, () => release);
  const sameJob = list.map(() => ({ others: list, best: text, because: text }));
  expectGoodMessage(componentPage({ component, releases, workflows: 9, teams: 9, sameJob }));
});
