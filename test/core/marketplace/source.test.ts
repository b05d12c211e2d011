import { expect, it } from 'vitest';
import { folderOf } from '../../../lib/core/marketplace/files.ts';
import { readSource } from '../../../lib/core/marketplace/source.ts';

const FOLDER = folderOf([{ path: 'plugins/a/.mcp.json', text: '{}' }]);
const GIT = 'https://git.example/depot/a.git';

it.each([
  ['a path', './plugins/a', '', { kind: 'here', at: 'plugins/a' }],
  ['the folder itself', './', '', { kind: 'here', at: '' }],
  ['a path under the plugin root', 'a', './plugins', { kind: 'here', at: 'plugins/a' }],
  [
    'a whole path despite a plugin root',
    './plugins/a',
    './plugins',
    { kind: 'here', at: 'plugins/a' },
  ],
  ['a path that leaves', '../a', '', { kind: 'bad' }],
  ['an address', GIT, '', { kind: 'elsewhere', source: GIT }],
  [
    'a repository',
    { source: 'github', repo: 'depot/a', ref: 'v1' },
    '',
    { source: 'depot/a', revision: 'v1' },
  ],
  [
    'a folder in one',
    { source: 'git-subdir', url: GIT, path: 'x', sha: 'c0ffee', ref: 'v1' },
    '',
    { source: `${GIT}#x`, revision: 'c0ffee' },
  ],
  [
    'a package',
    { source: 'npm', package: '@depot/a', version: '1.0.0' },
    '',
    { source: '@depot/a', revision: '1.0.0' },
  ],
  [
    'an address with a password',
    { source: 'url', url: 'https://u:hunter2@git.example/a' },
    '',
    { source: 'https://git.example/a' },
  ],
  ['an object that names nothing', { source: 'command' }, '', { kind: 'bad' }],
  ['nothing', undefined, '', { kind: 'bad' }],
])('reads %s', (_, written, root, expected) => {
  expect(readSource(written, FOLDER, root)).toMatchObject(expected);
});
