import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeFrom, normaliseCode, secretSchema } from '../../lib/core/secret.ts';
import { COLLEAGUE, NOW } from './perfect.ts';

describe('a code', () => {
  test('has twelve letters in three groups', () => {
    expect(codeFrom(Uint8Array.from([0, 9, 10, 17, 18, 20, 21, 31, 32, 255, 1, 2]))).toBe(
      '09AH-JMNZ-0Z12',
    );
  });
  test('is found again however it was typed', () => {
    const bytes = fc.uint8Array({ minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(bytes, (given) => {
        const code = codeFrom(given);
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
        expect(normaliseCode(code)).toBe(code);
        expect(normaliseCode(code.toLowerCase().replaceAll('-', ''))).toBe(code);
        expect(normaliseCode(` ${code.replaceAll('0', 'o').replaceAll('1', 'l')} `)).toBe(code);
        expect(normaliseCode(code.replaceAll('1', 'I').replaceAll('-', ' '))).toBe(code);
      }),
    );
  });
  test.each([
    ['', ''],
    ['ab', 'AB'],
    ['<script>', 'SCR1PT'],
    ['0123-4567-89AB-C', '0123456789ABC'],
  ])('%j, which is none, comes out as %j and is found nowhere', (typed, out) => {
    expect(normaliseCode(typed)).toBe(out);
  });
});

test('a secret of an unknown type is none', () => {
  const times = { issuedAt: NOW, expiresAt: NOW };
  const login = { type: 'login', person: COLLEAGUE, login: 'login_1', ...times };
  expect(secretSchema.safeParse(login).success).toBe(true);
  expect(secretSchema.safeParse({ ...login, type: 'master-key' }).success).toBe(false);
  expect(secretSchema.safeParse({ ...login, person: 'U1' }).success).toBe(false);
  expect(secretSchema.safeParse({ ...login, type: 'login-code' }).success).toBe(false);
});
