import { describe, expect, test } from 'vitest';
import {
  changed,
  lacks,
  readHolidays,
  readIssuers,
  type SettingsPatch,
} from '../../lib/core/settings.ts';
import { ADMIN, ORGANISATION, THIRD } from './perfect.ts';

const GITHUB = { issuer: 'https://token.actions.githubusercontent.com', audience: 'yardmaster' };

describe('a change of settings', () => {
  test('names what differs, and keeps the rest', () => {
    const patch = { timeZone: 'UTC', hours: { from: '08:00', to: '16:30' }, catalogChannel: 'C8' };
    expect(changed(ORGANISATION, patch)).toEqual({
      kind: 'changed',
      organisation: { ...ORGANISATION, ...patch },
      fields: ['timeZone', 'hours'],
    });
  });
  test('that changes nothing names nothing', () => {
    expect(changed(ORGANISATION, {})).toMatchObject({ fields: [] });
  });
  test('writes the time zone as it is written properly', () => {
    const outcome = changed(ORGANISATION, { timeZone: 'asia/tokyo' });
    expect(outcome).toMatchObject({ organisation: { timeZone: 'Asia/Tokyo' } });
  });

  const WRONG: readonly [string, SettingsPatch, string][] = [
    ['a time zone that is none', { timeZone: 'Europe/Nowhere' }, 'timeZone'],
    ['an offset, which knows no summer time', { timeZone: '+01:00' }, 'timeZone'],
    ['an empty time zone', { timeZone: '' }, 'timeZone'],
    ['a day that ends before it begins', { hours: { from: '17:00', to: '09:00' } }, 'hours'],
    ['a day without length', { hours: { from: '09:00', to: '09:00' } }, 'hours'],
    ['no channel', { platformChannel: '' }, 'platformChannel'],
    ['a person for a channel', { catalogChannel: 'U1' }, 'catalogChannel'],
    ['an open issuer', { issuers: [{ ...GITHUB, issuer: 'http://issuer.example' }] }, 'issuers'],
  ];
  test.each(WRONG)('refuses %s, and names the field', (_name, patch, field) => {
    expect(changed(ORGANISATION, patch)).toMatchObject({ why: 'bad-setting', facts: { field } });
  });
});

describe('holidays', () => {
  test('are one date a line, in order, each once', () => {
    const text = '2026-12-26\n\n  2026-12-25 \r\n2026-12-26';
    expect(readHolidays(text)).toEqual({ kind: 'read', values: ['2026-12-25', '2026-12-26'] });
    expect(readHolidays(' \n ')).toEqual({ kind: 'read', values: [] });
  });
  test.each([
    ['2026-12-25\n25.12.2026', 'Line 2: "25.12.2026" is no date. Write it like 2026-12-25.'],
    ['2026-02-30', 'Line 1: "2026-02-30" is no date. Write it like 2026-12-25.'],
    ['\n2026-12-25 Christmas', 'Line 2: "2026-12-25 Christmas" is no date.'],
  ])('%j is refused with its line', (text, say) => {
    expect(readHolidays(text)).toMatchObject({
      why: 'bad-setting',
      say: expect.stringContaining(say),
      facts: { field: 'holidays' },
    });
  });
  test('are at most 200', () => {
    const days = Array.from(
      { length: 201 },
      (_, day) =>
        `20${String(10 + Math.floor(day / 28)).padStart(2, '0')}-01-${String((day % 28) + 1).padStart(2, '0')}`,
    );
    expect(readHolidays(days.join('\n'))).toMatchObject({ why: 'bad-setting' });
    expect(readHolidays(days.slice(1).join('\n'))).toMatchObject({ kind: 'read' });
  });
});

describe('issuers', () => {
  test('are an address and an audience a line', () => {
    const text = `${GITHUB.issuer}   yardmaster\n`;
    expect(readIssuers(text)).toEqual({ kind: 'read', values: [GITHUB] });
  });
  test.each(['https://issuer.example', 'yardmaster https://issuer.example', 'a b c'])(
    '%j is refused with its line and how to write it',
    (line) => {
      expect(readIssuers(`${GITHUB.issuer} yardmaster\n${line}`)).toMatchObject({
        why: 'bad-setting',
        say: expect.stringContaining('Line 2: Write an address that begins with https://'),
      });
    },
  );
  test('are at most 10', () => {
    const lines = Array.from({ length: 11 }, (_, n) => `https://issuer.example/${n} yardmaster`);
    expect(readIssuers(lines.join('\n'))).toMatchObject({ why: 'bad-setting' });
  });
});

test('what is lacking is named, the most urgent first', () => {
  const bare = { ...ORGANISATION, auditors: [], platformChannel: '', catalogChannel: '' };
  expect(lacks(bare)).toEqual(['platform-channel', 'catalog-channel', 'second-admin', 'auditor']);
  expect(lacks({ ...ORGANISATION, admins: [ADMIN, THIRD] })).toEqual([]);
});
