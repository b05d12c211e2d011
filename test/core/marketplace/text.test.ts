import { describe, expect, it } from 'vitest';
import { nameSchema } from '../../../lib/core/component.ts';
import { cut, readVersion, slug } from '../../../lib/core/marketplace/text.ts';

describe('names become ours', () => {
  it.each([
    ['crm-readonly', 'crm-readonly'],
    ['Google Calendar', 'google-calendar'],
    ['wordpress.com', 'wordpress.com'],
    ['Café_Übersicht', 'cafe_ubersicht'],
    ['--x--', 'x'],
    ['__proto__', 'proto'],
    ['a'.repeat(90), 'a'.repeat(80)],
    [`${'a'.repeat(79)}-b`, 'a'.repeat(79)],
  ])('%s → %s', (written, name) => {
    expect(slug(written)).toBe(name);
    expect(nameSchema.safeParse(name).success).toBe(true);
  });

  it.each(['', '…', '会議', '🚌'])('gives up on %j', (written) => {
    expect(slug(written)).toBeUndefined();
  });
});

describe('versions are read as meant, and what was changed is said', () => {
  it.each([
    ['1.2.3', '1.2.3', false],
    ['1.1.0+cli.2.29.1', '1.1.0+cli.2.29.1', false],
    ['1.0', '1.0.0', true],
    [1.5, '1.5.0', true],
    ['v2', '2.0.0', true],
    ['1.0.0beta', '1.0.0-beta', true],
    ['2024.08.01', '2024.8.1', true],
    ['b17ad5148ab7', undefined, true],
    ['7f3a9c1', undefined, true],
    ['latest', undefined, true],
    ['^1.2.0', undefined, true],
    ['1'.repeat(300), undefined, true],
    ['', undefined, false],
    [undefined, undefined, false],
  ])('%s → %s', (written, version, noted) => {
    const read = readVersion(written);
    expect(read.version).toBe(version);
    expect(read.note !== undefined).toBe(noted);
  });
});

describe('long texts are cut visibly', () => {
  it.each([
    ['short', 10, 'short'],
    ['exactly10!', 10, 'exactly10!'],
    ['longer than ten', 10, 'longer th…'],
    ['12345678🚌x', 10, '12345678…'],
  ])('%s', (text, most, expected) => {
    expect(cut(text, most)).toBe(expected);
  });

  it('repairs a lone surrogate', () => {
    expect(cut('a\uD800', 10)).toBe('a\uFFFD');
  });
});
