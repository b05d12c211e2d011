import { expect, test } from 'vitest';
import {
  identityProviderSchema,
  identityText,
  providerHost,
} from '../../lib/core/identity-provider.ts';

const PROVIDER = { issuer: 'https://login.example.com/tenant', clientId: 'yardmaster' };

test('an address and a client are enough', () => {
  expect(identityProviderSchema.parse(PROVIDER)).toEqual(PROVIDER);
  expect(providerHost(PROVIDER)).toBe('login.example.com');
});

test.each([
  ['no address', { issuer: 'login' }],
  ['no client', { clientId: '' }],
  ['a claim that is none', { emailClaim: 'the address' }],
  ['a secret that is not sealed', { clientSecret: 'open' }],
])('%s is refused', (_, change) => {
  expect(identityProviderSchema.safeParse({ ...PROVIDER, ...change }).success).toBe(false);
});

test('no two pairs of issuer and subject read alike', () => {
  expect(identityText('https://a', '"],["b')).not.toBe(identityText('https://a"],["', 'b'));
});
