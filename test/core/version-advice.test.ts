import { describe, expect, test } from 'vitest';
import { isVersion } from '../../lib/core/version.ts';
import { adviseVersion } from '../../lib/core/version-advice.ts';
import { DATA_ABSENT, DATA_PRESENT, versions } from './version-data.ts';

test.each(['1.2.3', '1.0.0-rc.1', '1.1.0+cli.2.29.1'])('%s stands', (version) => {
  expect(adviseVersion(version)).toEqual({ kind: 'ok', version });
});

test.each([
  ['0.1', '0.1.0'],
  ['2024.08.01', '2024.8.1'],
  ['1.0.0beta', '1.0.0-beta'],
  ['v1.2.3', '1.2.3'],
  [' 1.2.3', '1.2.3'],
  ['refs/tags/v1.2.3', '1.2.3'],
  ['git+https://example.com/x/y.git#v1.2.0', '1.2.0'],
  ['example/y#semver:1.2.0', '1.2.0'],
  ['workspace:1.2.0', '1.2.0'],
])('%j is refused with the version to write', (text, write) => {
  const say = `"${text}" is no SemVer version. Write "${write}" instead.`;
  expect(adviseVersion(text)).toEqual({ kind: 'bad', say, write });
});

test.each([
  ['', 'A release needs a version.'],
  ['^1.2.0', '"^1.2.0" is a range, and a release has one version.'],
  ['1.x', '"1.x" is a range, and a release has one version.'],
  ['main', '"main" is a name, and names have no order.'],
  ['refs/heads/main', '"refs/heads/main" is a name, and names have no order.'],
  [
    'git+https://example.com/x/y.git#main',
    '"git+https://example.com/x/y.git#main" is an address, and addresses have no order.',
  ],
  ['workspace:^', '"workspace:^" points to a package of the same repository.'],
  ['workspace:^1.2.0', '"workspace:^1.2.0" points to a package of the same repository.'],
  ['|', 'No version can be read from "|".'],
  ['0.0.q', 'No version can be read from "0.0.q".'],
])('%j holds no version: the sentence says why, and what to write', (text, why) => {
  const say = `${why} Write three numbers, like "1.4.0".`;
  expect(adviseVersion(text)).toEqual({ kind: 'bad', say });
});

test('a commit is no version, but may follow one', () => {
  const say =
    '"b17ad5148ab7" is a commit, and commits have no order. Write three numbers, like "1.4.0+b17ad5148ab7".';
  expect(adviseVersion('b17ad5148ab7')).toEqual({ kind: 'bad', say });
  expect(adviseVersion('1.4.0+b17ad5148ab7').kind).toBe('ok');
});

test('a text of any length is quoted cut', () => {
  const advice = adviseVersion('x'.repeat(10_000));
  expect(advice.kind === 'bad' && advice.say.length).toBeLessThan(300);
});

describe.runIf(DATA_PRESENT)('every version of real plugins and packages', () => {
  const found = DATA_PRESENT ? versions() : [];

  test('stands exactly when npm semver takes it', () => {
    expect(found).toHaveLength(20_620);
    const other = found.filter((one) => isVersion(one.version) !== one.isSemver);
    expect(other).toEqual([]);
  });

  test('is otherwise refused with a version that stands, or with the reason', () => {
    const refused = found.flatMap(({ version }) => {
      const advice = adviseVersion(version);
      return advice.kind === 'ok' ? [] : [{ version, ...advice }];
    });
    const advised = refused.flatMap(({ write }) => (write === undefined ? [] : [write]));
    const explained = refused.filter(({ write }) => write === undefined);
    expect([refused.length, advised.length]).toEqual([34, 32]);
    expect(advised.filter((version) => !isVersion(version))).toEqual([]);
    expect(explained.map(({ version }) => version)).toEqual(['local', '0.0.q']);
  });
});

if (!DATA_PRESENT) test(DATA_ABSENT, () => expect(DATA_PRESENT).toBe(false));
