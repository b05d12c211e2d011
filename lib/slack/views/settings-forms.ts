import type { KnownBlock, ModalView } from '@slack/types';
import {
  DEFAULT_HOURS,
  DEFAULT_RETENTION_DAYS,
  type Organisation,
  type PersonKey,
} from '../../core/people.ts';
import type { SettingsChange } from '../../core/settings-change.ts';
import { actions, askingModal, button, context, section, tellingModal, upTo } from './parts.ts';
import { SETTINGS, SETTINGS_PARTS } from './settings.ts';
import { channelInput, numberInput, personInput, textInput, timeInput } from './settings-inputs.ts';
import { wantedLine } from './settings-words.ts';
import { mention } from './text.ts';

/** Forms of the settings, by callback_id, and the blocks that their answers are read by. */
export const FORM = { ...SETTINGS_PARTS, refuse: 'change_refuse' } as const;

/** Named like the setting that a refusal may be about. */
export const FIELD = {
  platformChannel: 'platformChannel',
  catalogChannel: 'catalogChannel',
  person: 'person',
  timeZone: 'timeZone',
  from: 'hoursFrom',
  to: 'hoursTo',
  holidays: 'holidays',
  days: 'days',
  issuers: 'issuers',
  issuer: 'issuer',
  client: 'clientId',
  reason: 'reason',
} as const;

function form(title: string, submit: string, callback: string, blocks: KnownBlock[]): ModalView {
  return askingModal({ title, submit, callback, metadata: '' }, blocks);
}

export function channelsModal({ platformChannel, catalogChannel }: Organisation): ModalView {
  return form('Channels', 'Save', FORM.channels, [
    channelInput({
      block: FIELD.platformChannel,
      label: 'Platform channel',
      hint: 'Requests and changes of settings are posted here.',
      initial: platformChannel,
    }),
    channelInput({
      block: FIELD.catalogChannel,
      label: 'Catalog channel',
      hint: 'News of the catalog are posted here.',
      initial: catalogChannel,
    }),
    context('A channel that changes gets a test message first.'),
  ]);
}

export type Part = 'admin' | 'auditor';

const PART = {
  admin: { title: 'Admins', one: 'a platform admin', add: 'Add an Admin' },
  auditor: { title: 'Auditors', one: 'an auditor', add: 'Add an Auditor' },
} as const;

const MOST_PEOPLE = 40;

/** What happens next, said before it happens. */
function nextLine(lone: boolean): KnownBlock {
  return context(
    lone
      ? 'You are the only admin: the change holds at once, and stays flagged until a second admin countersigns it.'
      : 'Needs a second admin: the change holds once another admin has countersigned it.',
  );
}

/** Who has this part, each with a button to take it away. */
export function peopleModal(part: Part, people: readonly PersonKey[], lone: boolean): ModalView {
  const { title, add } = PART[part];
  const nobody = people.length === 0 ? [section('Nobody yet.')] : [];
  return tellingModal(title, [
    ...nobody,
    ...upTo(people, MOST_PEOPLE, (person) => [
      section(mention(person), button('Remove', SETTINGS.remove, `${part}|${person}`)),
    ]),
    actions(
      `people|${part}`,
      button(add, SETTINGS.add, part),
      button('Back', SETTINGS.open, 'settings'),
    ),
    nextLine(lone),
  ]);
}

export function addPersonModal(part: Part, lone: boolean): ModalView {
  const view = form(PART[part].add, 'Propose', FORM.add, [
    personInput({
      block: FIELD.person,
      label: `Who becomes ${PART[part].one}?`,
      hint: 'Full members of this workspace only.',
    }),
    nextLine(lone),
  ]);
  return { ...view, private_metadata: part };
}

export function removePersonModal(part: Part, person: PersonKey, lone: boolean): ModalView {
  const view = form(PART[part].title, 'Propose', FORM.remove, [
    section(`${mention(person)} stops being ${PART[part].one}?`),
    nextLine(lone),
  ]);
  return { ...view, private_metadata: `${part}|${person}` };
}

export function hoursModal({ timeZone, hours = DEFAULT_HOURS }: Organisation): ModalView {
  return form('Working hours', 'Save', FORM.hours, [
    textInput({
      block: FIELD.timeZone,
      label: 'Time zone',
      hint: 'Area and city, like Europe/Berlin or America/New_York.',
      initial: timeZone,
    }),
    timeInput({ block: FIELD.from, label: 'Monday to Friday, from', initial: hours.from }),
    timeInput({ block: FIELD.to, label: 'To', initial: hours.to }),
  ]);
}

export function holidaysModal({ holidays = [] }: Organisation): ModalView {
  return form('Holidays', 'Save', FORM.holidays, [
    textInput({
      block: FIELD.holidays,
      label: 'Days when nobody works',
      hint: 'One a line, like 2026-12-25.',
      initial: holidays.join('\n'),
      lines: true,
      optional: true,
    }),
  ]);
}

export function retentionModal(organisation: Organisation, lone: boolean): ModalView {
  const { retentionDays = DEFAULT_RETENTION_DAYS } = organisation;
  return form('Retention', 'Propose', FORM.retention, [
    numberInput({
      block: FIELD.days,
      label: 'Days',
      hint: 'Payloads, names and what people and agents wrote are erased after so many days, 30 to 3650. Ids and digests stay in the log.',
      initial: retentionDays,
      least: 30,
      most: 3650,
    }),
    nextLine(lone),
  ]);
}

export function issuersModal({ issuers = [] }: Organisation): ModalView {
  return form('Logins of CI', 'Save', FORM.issuers, [
    textInput({
      block: FIELD.issuers,
      label: 'Issuers of tokens (OIDC)',
      hint: 'One a line: its address, a space, the audience. Like https://token.actions.githubusercontent.com yardmaster',
      initial: issuers.map((one) => `${one.issuer} ${one.audience}`).join('\n'),
      lines: true,
      optional: true,
    }),
  ]);
}

/** The secret of a client that has one goes over the command line: none passes through Slack. */
export function providerModal({ identityProvider }: Organisation, lone: boolean): ModalView {
  return form('Fresh logins', 'Propose', FORM.provider, [
    textInput({
      block: FIELD.issuer,
      label: 'Identity provider (OpenID Connect)',
      hint: 'Its address, like https://login.example.com. Leave it empty to set none.',
      initial: identityProvider?.issuer ?? '',
      optional: true,
    }),
    textInput({
      block: FIELD.client,
      label: 'Client id',
      hint: 'Of a public client with PKCE. A client with a secret is set with: yardmaster settings identity-provider',
      initial: identityProvider?.clientId ?? '',
      optional: true,
    }),
    context('Approval rules with a fresh login send people there. The address is tried first.'),
    nextLine(lone),
  ]);
}

export function refuseModal(change: SettingsChange, home: boolean): ModalView {
  const view = form('Refuse', 'Refuse', FORM.refuse, [
    section(wantedLine(change.wanted)),
    textInput({
      block: FIELD.reason,
      label: 'Why?',
      hint: 'Whoever proposed it reads this, and auditors.',
      lines: true,
    }),
  ]);
  return { ...view, private_metadata: `${change.id}|${home ? 'home' : 'message'}` };
}
