import { expect, it } from 'vitest';
import { META, readRow } from '../../../lib/core/mcp/server.ts';

it.each([null, 1, 'x', [], {}, { name: 5 }, { server: { title: 'x' } }])(
  '%j is no server',
  (value) => {
    expect(readRow(value)).toBeUndefined();
  },
);

it('reads a bare server, and what a registry puts beside it', () => {
  const server = { name: 'a/b', _meta: { [META.publisher]: { built: 1 } } };
  expect(readRow(server)).toMatchObject({ raw: server, publisher: { built: 1 }, official: {} });
  const answered = { server, _meta: { [META.official]: { status: 'deprecated' } } };
  expect(readRow(answered)).toMatchObject({
    raw: server,
    publisher: { built: 1 },
    official: { status: 'deprecated' },
  });
});

it('a broken part does not break the rest', () => {
  const read = readRow({
    name: 'a/b',
    description: 7,
    packages: ['x', { identifier: 'y' }],
    remotes: {},
    tools: ['one', { name: 'two' }, 3],
  });
  expect(read?.server).toMatchObject({
    packages: [{ identifier: 'y' }],
    remotes: [],
    tools: ['one', 'two'],
    tags: [],
  });
  expect(read?.server.description).toBeUndefined();
});
