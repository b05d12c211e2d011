import type { KnownBlock, ModalView } from '@slack/types';
import { count } from '../../core/count.ts';
import {
  DEFAULT_HOURS,
  DEFAULT_RETENTION_DAYS,
  type Organisation,
  type PersonKey,
} from '../../core/people.ts';
import { lacks } from '../../core/settings.ts';
import type { SettingsChange } from '../../core/settings-change.ts';
import { button, context, header, section, tellingModal, upTo } from './parts.ts';
import { changeBlocks } from './settings-card.ts';
import { channelMention, LACK_LINES } from './settings-words.ts';
import { everyone, safe } from './text.ts';

/** The parts of the settings that have a form: its callback_id is the name of the button that opens it. */
export const SETTINGS_PARTS = {
  channels: 'settings_channels',
  add: 'settings_add',
  remove: 'settings_remove',
  hours: 'settings_hours',
  holidays: 'settings_holidays',
  retention: 'settings_retention',
  issuers: 'settings_issuers',
  provider: 'settings_provider',
} as const;

/** Buttons of the settings. */
export const SETTINGS = {
  open: 'settings_open',
  people: 'settings_people',
  ...SETTINGS_PARTS,
} as const;

export interface SettingsShown {
  readonly organisation: Organisation;
  readonly open: readonly SettingsChange[];
  readonly flagged: readonly SettingsChange[];
  readonly viewer: PersonKey;
  /** Admins change, auditors read. */
  readonly admin: boolean;
  /** What has just been done, in our own words (mrkdwn). */
  readonly notice?: string | undefined;
}

const MOST_CHANGES = 8;

/** "`/yard settings`: channels, admins, auditors, hours, holidays, retention." */
export function settingsModal(shown: SettingsShown): ModalView {
  const { organisation, notice, admin } = shown;
  const missing = lacks(organisation).map((one) => `:warning: ${LACK_LINES[one]}`);
  return tellingModal('Settings', [
    ...(notice ? [section(notice)] : []),
    ...(missing.length > 0 ? [section(missing.join('\n'))] : []),
    ...rows(organisation).map((row) => rowBlock(row, admin)),
    ...changes('Waiting for a second admin', shown.open, shown),
    ...changes('In force by one admin alone', shown.flagged, shown),
    ...(admin ? [] : [context('Auditors read the settings. Platform admins change them.')]),
  ]);
}

interface Row {
  readonly label: string;
  readonly text: string;
  readonly action: string;
  readonly value: string;
}

function rows(organisation: Organisation): Row[] {
  const { admins, auditors, platformChannel, catalogChannel, timeZone } = organisation;
  const { hours = DEFAULT_HOURS, holidays = [], issuers = [] } = organisation;
  const { retentionDays = DEFAULT_RETENTION_DAYS } = organisation;
  const zone = safe(timeZone, 60);
  return [
    {
      label: 'Channels',
      text: `Platform: ${channelOr(platformChannel)} · Catalog: ${channelOr(catalogChannel)}`,
      action: SETTINGS.channels,
      value: 'channels',
    },
    { label: 'Admins', text: namesOr(admins), action: SETTINGS.people, value: 'admin' },
    { label: 'Auditors', text: namesOr(auditors), action: SETTINGS.people, value: 'auditor' },
    {
      label: 'Working hours',
      text: `Monday to Friday, ${hours.from} to ${hours.to}, ${zone}`,
      action: SETTINGS.hours,
      value: 'hours',
    },
    {
      label: 'Holidays',
      text: holidaysText(holidays),
      action: SETTINGS.holidays,
      value: 'holidays',
    },
    {
      label: 'Retention',
      text: `Payloads, names and what people and agents wrote are erased after ${count(retentionDays, 'day')}; the log keeps ids and digests.`,
      action: SETTINGS.retention,
      value: 'retention',
    },
    {
      label: 'Logins of CI',
      text: issuers.map((one) => safe(one.issuer, 120)).join('\n') || 'No issuer yet.',
      action: SETTINGS.issuers,
      value: 'issuers',
    },
    {
      label: 'Fresh logins',
      text: providerText(organisation),
      action: SETTINGS.provider,
      value: 'provider',
    },
  ];
}

function rowBlock({ label, text, action, value }: Row, admin: boolean): KnownBlock {
  const change = button('Change', action, value);
  const named = { ...change, accessibility_label: `Change ${label.toLowerCase()}` };
  return section(`*${label}*\n${text}`, admin ? named : undefined);
}

function providerText({ identityProvider: provider }: Organisation): string {
  if (!provider) return 'No identity provider yet, so no approval rule can ask for a fresh login.';
  return `At ${safe(provider.issuer, 200)}, as the client ${safe(provider.clientId, 100)}`;
}

function channelOr(channel: string): string {
  return channel === '' ? 'none yet' : channelMention(channel);
}

function namesOr(people: readonly PersonKey[]): string {
  return people.length > 0 ? everyone(people) : 'Nobody yet.';
}

const MOST_DAYS = 5;

function holidaysText(days: readonly string[]): string {
  const first = days.slice(0, MOST_DAYS).join(', ');
  if (days.length === 0) return 'No holidays are set.';
  return days.length > MOST_DAYS ? `${first} and ${days.length - MOST_DAYS} more` : first;
}

function changes(
  title: string,
  list: readonly SettingsChange[],
  { viewer, admin }: SettingsShown,
): KnownBlock[] {
  if (list.length === 0) return [];
  return [header(title), ...upTo(list, MOST_CHANGES, (one) => changeBlocks(one, viewer, admin))];
}
