import { expect, it } from 'vitest';
import { folderOf } from '../../../lib/core/marketplace/files.ts';
import { readHooks } from '../../../lib/core/marketplace/hooks.ts';

const FOLDER = folderOf([
  { path: 'p/hooks/hooks.json', text: '{"description":"x","hooks":{"Stop":[]}}' },
  { path: 'p/extra.json', text: '{"PreToolUse":[]}' },
]);

it.each([
  ['the usual file, without being named', {}, 'p', ['Stop']],
  ['events in place', { hooks: { hooks: { SessionStart: [] } } }, 'q', ['SessionStart']],
  ['a named file', { hooks: './extra.json' }, 'p', ['PreToolUse', 'Stop']],
  ['a file that is not here', { hooks: './gone.json' }, 'q', ['file:./gone.json']],
  ['a file in another repository', { hooks: './extra.json' }, undefined, ['file:./extra.json']],
  ['language servers', { lspServers: { clangd: {} } }, 'q', ['lsp:clangd']],
  ['commands', { commands: ['./run.md'] }, 'q', ['command:./run.md']],
  ['nothing at all', { hooks: 7, commands: null }, 'q', []],
])('finds %s', (_, manifest, at, expected) => {
  expect(readHooks([manifest], FOLDER, at)).toEqual(expected);
});
