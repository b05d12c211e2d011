import * as z from 'zod';
import { type Organisation, organisationSchema } from './people.ts';
import { type Refusal, refuse } from './result.ts';

/** What one admin changes alone: "channels, hours, holidays". Every field may be left out. */
export const settingsPatchSchema = organisationSchema
  .pick({
    platformChannel: true,
    catalogChannel: true,
    timeZone: true,
    hours: true,
    holidays: true,
    issuers: true,
  })
  .partial();
export type SettingsPatch = z.infer<typeof settingsPatchSchema>;
export type SettingsField = keyof SettingsPatch;

const FIELDS: readonly SettingsField[] = settingsPatchSchema.keyof().options;
const CHANNEL = /^[CG][A-Z0-9]{1,30}$/;

export type BadSetting = Refusal<'bad-setting'>;

/** `field` of the facts names the setting that is wrong. */
function bad(field: SettingsField, say: string): BadSetting {
  return refuse('bad-setting', say, { field });
}

/** The organisation with the patch in it, and which settings differ; or what is wrong with one. */
export function changed(
  organisation: Organisation,
  patch: SettingsPatch,
): { kind: 'changed'; organisation: Organisation; fields: readonly SettingsField[] } | BadSetting {
  const wrong = wrongIn(patch);
  if (wrong) return wrong;
  const zone = patch.timeZone === undefined ? {} : { timeZone: zoneOf(patch.timeZone) ?? '' };
  const after = { ...organisation, ...patch, ...zone };
  const fields = FIELDS.filter(
    (field) => JSON.stringify(after[field]) !== JSON.stringify(organisation[field]),
  );
  return { kind: 'changed', organisation: after, fields };
}

function wrongIn(patch: SettingsPatch): BadSetting | undefined {
  for (const field of ['platformChannel', 'catalogChannel'] as const) {
    const channel = patch[field];
    if (channel !== undefined && !CHANNEL.test(channel)) return bad(field, 'Choose a channel.');
  }
  if (patch.timeZone !== undefined && !zoneOf(patch.timeZone))
    return bad('timeZone', 'There is no such time zone. Write it like Europe/Berlin.');
  if (patch.hours && patch.hours.from >= patch.hours.to)
    return bad('hours', 'The working day has to end after it begins.');
  // Whoever sits between could hand out keys of his own.
  const open = patch.issuers?.find((one) => !one.issuer.startsWith('https://'));
  if (open) return bad('issuers', `${open.issuer.slice(0, 200)} does not begin with https://.`);
  return undefined;
}

/** The time zone as it is written properly: `europe/berlin` → `Europe/Berlin`; undefined for none. */
export function zoneOf(typed: string): string | undefined {
  // An offset like +01:00 knows no summer time.
  if (!/^[A-Za-z]/.test(typed)) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: typed }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

type Lines<T> = { readonly kind: 'read'; readonly values: readonly T[] } | BadSetting;
type Line<T> = { readonly value: T } | { readonly problem: string };

/** One date a line, written YYYY-MM-DD; in order, each once. At most 200. */
export function readHolidays(text: string): Lines<string> {
  const read = readLines('holidays', text, (line): Line<string> => {
    const value = z.iso.date().safeParse(line).data;
    return value
      ? { value }
      : { problem: `"${line.slice(0, 40)}" is no date. Write it like 2026-12-25.` };
  });
  if (read.kind === 'refused') return read;
  const values = [...new Set(read.values)].sort();
  if (values.length > 200) return bad('holidays', 'At most 200 days are kept.');
  return { kind: 'read', values };
}

type Issuer = NonNullable<SettingsPatch['issuers']>[number];
const issuerLine = z.tuple([z.url(), z.string().min(1).max(200)]);
const ISSUER_SHAPE = 'Write an address that begins with https://, a space, and the audience.';

/** One issuer a line: its address, a space, the audience that its tokens must name. At most 10. */
export function readIssuers(text: string): Lines<Issuer> {
  const read = readLines('issuers', text, (line): Line<Issuer> => {
    const parts = issuerLine.safeParse(line.split(/\s+/)).data;
    return parts ? { value: { issuer: parts[0], audience: parts[1] } } : { problem: ISSUER_SHAPE };
  });
  if (read.kind === 'refused') return read;
  if (read.values.length > 10) return bad('issuers', 'At most 10 issuers are kept.');
  return read;
}

/** A line that cannot be read is named by its number; empty ones are skipped. */
function readLines<T>(
  field: SettingsField,
  text: string,
  read: (line: string) => Line<T>,
): Lines<T> {
  const values: T[] = [];
  for (const [index, typed] of text.split('\n').entries()) {
    const line = typed.trim();
    if (line === '') continue;
    const outcome = read(line);
    if ('problem' in outcome) return bad(field, `Line ${index + 1}: ${outcome.problem}`);
    values.push(outcome.value);
  }
  return { kind: 'read', values };
}

/** What an organisation still lacks, most urgent first: "what is missing is said in one sentence with the fix". */
export const LACKS = ['platform-channel', 'catalog-channel', 'second-admin', 'auditor'] as const;
export type Lack = (typeof LACKS)[number];

/** What the organisation still has to set up, in the order in which it is said. */
export function lacks(organisation: Organisation): readonly Lack[] {
  const { admins, auditors, platformChannel, catalogChannel } = organisation;
  const missing: Readonly<Record<Lack, boolean>> = {
    'platform-channel': platformChannel === '',
    'catalog-channel': catalogChannel === '',
    'second-admin': admins.length < 2,
    auditor: auditors.length === 0,
  };
  return LACKS.filter((one) => missing[one]);
}
