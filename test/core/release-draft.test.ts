import { describe, expect, test } from 'vitest';
import { draftOf, readReleaseFile } from '../../lib/core/release-draft.ts';
import { DATA_ABSENT, DATA_PRESENT, versions } from './version-data.ts';

const FILE = {
  kind: 'plugin',
  name: 'reply-drafter',
  owner: 'team-support',
  version: '3.2.4',
  title: 'Reply drafter',
  description: 'Drafts replies to customers.',
};
const PLACE = { kind: 'plugin', name: 'reply-drafter' } as const;

function problems(change: object) {
  const read = readReleaseFile({ ...FILE, ...change });
  return read.kind === 'problems' ? read.problems.map(({ field, say }) => `${field}: ${say}`) : [];
}

function draft(change: object = {}, place: Parameters<typeof draftOf>[1] = PLACE) {
  const read = readReleaseFile({ ...FILE, ...change });
  if (read.kind === 'problems') throw new Error(JSON.stringify(read.problems));
  return draftOf(read.file, place);
}

test('what is left out is empty', () => {
  expect(draft()).toMatchObject({
    kind: 'draft',
    draft: { ...PLACE, keywords: [], uses: [], surface: { scopes: [], hooks: [] } },
  });
});

test.each(['', ' ', '\n', ' crm', 'crm\t'])('%j is nothing that a release could touch', (word) => {
  const say = 'is empty, or begins or ends with a space';
  expect(problems({ surface: { systems: ['crm', word] } })).toEqual([`surface.systems[1]: ${say}`]);
  expect(problems({ surface: { endpoints: [word] } })).toEqual([`surface.endpoints[0]: ${say}`]);
  expect(problems({ surface: { systems: ['CRM of Sales'] } })).toEqual([]);
});

test('a fault that a schema has no words for is said in plain ones', () => {
  expect(problems({ title: undefined, kind: 'widget', keywords: 'x' })).toEqual([
    'kind: is none of these: plugin, connector, skill, block',
    'title: is missing',
    'keywords: is not a list',
  ]);
});

test('pins are written as in a manifest, or as the registry shows them', () => {
  const uses = [
    { connector: 'crm-readonly', version: '1.4.x' },
    { kind: 'skill', name: 'tone', range: '2.0.x' },
  ];
  expect(draft({ uses })).toMatchObject({
    draft: {
      uses: [
        { kind: 'connector', name: 'crm-readonly', range: '1.4.x' },
        { kind: 'skill', name: 'tone', range: '2.0.x' },
      ],
    },
  });
});

describe('junk in the place of a version gets the version to write', () => {
  test.each([
    ['0.1', 'Write "0.1.0" instead.'],
    ['2024.08.01', 'Write "2024.8.1" instead.'],
    ['1.0.0beta', 'Write "1.0.0-beta" instead.'],
    ['v1.2.3', 'Write "1.2.3" instead.'],
    ['b17ad5148ab7', 'is a commit'],
    ['main', 'is a name'],
    ['^1.2.0', 'is a range'],
    ['', 'needs a version'],
  ])('%j', (version, says) => {
    const [said, ...others] = problems({ version });
    expect(said).toMatch(/^version: /);
    expect(said).toContain(says);
    expect(others).toEqual([]);
  });

  test('a number, as YAML and JSON write 1.0', () => {
    expect(problems({ version: 1.0 })).toEqual([
      'version: is written as text, in quotes, like "1.4.0"',
    ]);
  });

  test('one that nobody could print', () => {
    expect(problems({ version: `1.0.0-${'a'.repeat(200)}` })[0]).toContain('longer than 128');
  });
});

test.each(['1.0.0', '1.0.0-rc.1', '1.0.0+build.5', '0.0.0', '1.1.0+cli.2.29.1'])(
  '%s is a version',
  (version) => expect(problems({ version })).toEqual([]),
);

test('a description of 6,012 characters is told its length and what fits', () => {
  expect(problems({ description: 'x'.repeat(6012) })).toEqual([
    'description: is 6012 characters long and 5000 fit. Keep what helps to choose it, and link the rest.',
  ]);
  expect(problems({ description: 'x'.repeat(5000) })).toEqual([]);
  expect(problems({ title: 'x'.repeat(201) })[0]).toContain('201 characters long and 200 fit');
});

test('every problem is named at once, at its place', () => {
  const found = problems({
    uses: [{ connector: 'crm', version: '1.x', scope: 'all' }],
    terms: { task_class: 'fast' },
    derived_from: { component: 'reply-drafter', version: '1' },
    licence: 'MIT',
  });
  expect(found.map((one) => one.split(':')[0]).sort()).toEqual([
    'derived_from.component',
    'derived_from.version',
    'release',
    'terms.task_class',
    'uses[0]',
  ]);
  expect(found.join('\n')).toContain('unknown: licence. Known fields: kind, name, owner, version');
});

test.each([undefined, null, 'text', [], 5])('%j is no release', (value) => {
  expect(readReleaseFile(value).kind).toBe('problems');
});

test('more than 40 pins are too many', () => {
  const uses = Array.from({ length: 41 }, (_, n) => ({ skill: `s${n}`, version: '1.0.x' }));
  expect(problems({ uses })).toEqual(['uses: a release pins at most 40 components']);
});

test('the address names the component; the file may leave it out and say no other', () => {
  const { kind: _, name: __, ...without } = FILE;
  const read = readReleaseFile(without);
  expect(read.kind === 'file' && draftOf(read.file, PLACE)).toMatchObject({ draft: PLACE });
  expect(draft({}, { kind: 'skill', name: 'tone' })).toEqual({
    kind: 'problems',
    problems: [
      { field: 'kind', say: 'says plugin, and the address says skill.' },
      { field: 'name', say: 'says reply-drafter, and the address says tone.' },
    ],
  });
});

describe.runIf(DATA_PRESENT)('20,620 versions as written in real plugins and packages', () => {
  const said = DATA_PRESENT ? versions() : [];

  test('are accepted exactly where npm semver accepts them written out in full', () => {
    const written = said.filter(({ version }) => version.length <= 128 && !/^[v=\s]/.test(version));
    const wrong = written.filter(
      ({ version, isSemver }) => (problems({ version }).length === 0) !== isSemver,
    );
    expect(wrong).toEqual([]);
    expect(written.length).toBeGreaterThan(20_000);
  });

  test('or refused in one sentence that says what to write', () => {
    for (const { version } of said.filter((one) => !one.isSemver)) {
      const [sentence = '', ...others] = problems({ version });
      expect(sentence).toMatch(/Write (?:"[^"]+" instead|three numbers, like "[^"]+")\.$/);
      expect(others).toEqual([]);
    }
  });
});

if (!DATA_PRESENT) test(DATA_ABSENT, () => expect(DATA_PRESENT).toBe(false));
