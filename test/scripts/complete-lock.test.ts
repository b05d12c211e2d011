import { expect, test } from 'vitest';
import { completed, missingEntries, readLock } from '../../scripts/complete-lock.ts';

test('every platform package of the lock file has an entry, or npm 11 refuses to install', () => {
  expect(missingEntries(readLock('package-lock.json'))).toEqual([]);
});

test('adds what is missing once, for its own platform alone', () => {
  const tool = {
    version: '1.0.0',
    dev: true,
    optionalDependencies: { '@tool/linux-arm64-musl': '1.0.0' },
  };
  const lock = completed({ packages: { '': {}, 'node_modules/tool': tool } });
  expect(lock.packages['node_modules/@tool/linux-arm64-musl']).toEqual({
    version: '1.0.0',
    cpu: ['arm64'],
    os: ['linux'],
    dev: true,
    optional: true,
  });
  expect(completed(lock)).toEqual(lock);
});

test('finds an entry in a folder further up', () => {
  const inner = { optionalDependencies: { near: '1.0.0', far: '1.0.0' } };
  const packages = {
    'node_modules/a/node_modules/b': inner,
    'node_modules/a/node_modules/near': {},
    'node_modules/far': {},
  };
  expect(missingEntries({ packages })).toEqual([]);
});
