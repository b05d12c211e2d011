import { expect, test } from 'vitest';
import { isSigned } from '../../lib/slack/signature.ts';

// Worked out once with `openssl dgst -sha256 -hmac`, not with the code under test.
const right = {
  signature: 'v0=a77dc8e7c1c43ae8341327e2d43f5d909b6e4b5a32b70ab8ee0324a300de2adb',
  timestamp: '1795424400',
  body: new TextEncoder().encode('token=&text=grüße'),
};
const SECRET = 'a signing secret of the tests';
const NOW = 1_795_424_400;

test('a right signature at the right time counts', () => {
  expect(isSigned(right, SECRET, NOW)).toBe(true);
});

test.each([
  ['five minutes old', 300, true],
  ['older', 301, false],
  ['five minutes ahead', -300, true],
  ['further ahead', -301, false],
  ['a day ahead', -86_400, false],
])('a timestamp %s', (_name, age, counts) => {
  expect(isSigned(right, SECRET, NOW + age)).toBe(counts);
});

test.each([
  ['another body', { body: new TextEncoder().encode('token=&text=gruesse') }],
  ['another timestamp', { timestamp: '1795424401' }],
  ['no signature', { signature: '' }],
  ['no timestamp', { timestamp: '' }],
  ['a timestamp that is no number', { timestamp: '1795424400.0' }],
  ['a negative timestamp', { timestamp: '-1795424400' }],
  ['another version with the same digest', { signature: right.signature.replace('v0', 'v1') }],
  ['upper-case digits', { signature: right.signature.toUpperCase().replace('V0', 'v0') }],
  ['half a digest', { signature: right.signature.slice(0, 35) }],
  ['a digest with something behind', { signature: `${right.signature}00` }],
  [
    'one wrong digit',
    { signature: right.signature.replace(/.$/, (last) => (last === '0' ? '1' : '0')) },
  ],
  ['no hex', { signature: `v0=${'g'.repeat(64)}` }],
])('%s does not count', (_name, spoiled) => {
  expect(isSigned({ ...right, ...spoiled }, SECRET, NOW)).toBe(false);
});

test('another secret does not count', () => {
  expect(isSigned(right, `${SECRET}!`, NOW)).toBe(false);
});
