import { expect, test } from 'vitest';
import {
  edgeKey,
  extensionPairKey,
  headKey,
  lineKey,
  outboxKey,
  postedKey,
  releaseKey,
  revisionKey,
  secretKey,
} from '../../lib/store/keys.ts';

test.each([
  ['a head', headKey('approval/apr_1'), 'approval/apr_1', 'HEAD'],
  [
    'a release',
    releaseKey('plugin/x', '3.2.10'),
    'component/plugin/x',
    'RELEASE#0000000000000003.0000000000000002.0000000000000010#3.2.10',
  ],
  [
    'an edge',
    edgeKey('plugin/x', '3.2.10', 'w'),
    'component/plugin/x',
    'EDGE#0000000000000003.0000000000000002.0000000000000010#w',
  ],
  ['a revision', revisionKey('w', 12), 'workflow/w', 'REVISION#00000012'],
  ['an audit line', lineKey('workflow/w', 12), 'workflow/w', '0000000000000012'],
  ['a secret', secretKey('abc'), 'secret/abc', 'HEAD'],
  ['an outbox row', outboxKey('out_1'), 'outbox/out_1', 'ROW'],
  [
    'what a team asked of a component',
    extensionPairKey('team-x', 'plugin/x', 'OPEN'),
    'extension-pair/team-x/plugin/x',
    'OPEN',
  ],
  ['what is posted', postedKey('approval/apr_1', 'C1'), 'posted/approval/apr_1', 'C1'],
])('%s has its place', (_, key, pk, sk) => expect(key).toEqual({ pk, sk }));

test('text order is number order', () => {
  expect(lineKey('x', 9).sk < lineKey('x', 10).sk).toBe(true);
  expect(revisionKey('x', 9).sk < revisionKey('x', 10).sk).toBe(true);
  expect(releaseKey('plugin/x', '3.9.0').sk < releaseKey('plugin/x', '3.10.0').sk).toBe(true);
});

test('a pre-release has a place of its own beside its release', () => {
  expect(releaseKey('plugin/x', '1.0.0-rc.1').sk).not.toBe(releaseKey('plugin/x', '1.0.0').sk);
});
