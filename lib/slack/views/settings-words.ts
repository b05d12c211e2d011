import { count } from '../../core/count.ts';
import type { IdentityProvider } from '../../core/identity-provider.ts';
import type { Lack } from '../../core/settings.ts';
import type { SettingsChange, WantedChange } from '../../core/settings-change.ts';
import { mention, safe, when } from './text.ts';

/** A channel as Slack shows it; what is no channel's id is shown as the text it is. */
export function channelMention(id: string): string {
  return /^[CG][A-Z0-9]{1,30}$/.test(id) ? `<#${id}>` : safe(id, 80);
}

/** What a change would do, as one sentence. */
export function wantedLine(wanted: WantedChange): string {
  switch (wanted.about) {
    case 'add-admin':
      return `Make ${mention(wanted.person)} a platform admin.`;
    case 'remove-admin':
      return `${mention(wanted.person)} stops being a platform admin.`;
    case 'add-auditor':
      return `Make ${mention(wanted.person)} an auditor.`;
    case 'remove-auditor':
      return `${mention(wanted.person)} stops being an auditor.`;
    case 'retention':
      return `Keep what was asked for approval for ${count(wanted.days, 'day')}, then erase it.`;
    case 'identity-provider':
      return providerLine(wanted.provider);
    case 'baseline':
      return `Put new rules into the baseline, as version ${wanted.against + 1}.`;
  }
}

function providerLine(provider: IdentityProvider | null): string {
  if (!provider) return 'Stop asking for fresh logins: no identity provider is set any more.';
  const client = safe(provider.clientId, 100);
  return `Ask for fresh logins at ${safe(provider.issuer, 200)}, as the client ${client}.`;
}

/** Where a change stands, as one sentence. */
export function changeLine({ state, at, answer }: SettingsChange): string {
  const by = answer ? ` by ${mention(answer.by)} · ${when(answer.at)}` : '';
  switch (state) {
    case 'open':
      return 'Needs a second admin: nothing changes before another admin countersigns it.';
    case 'flagged':
      return `In force since ${when(at)} by one admin alone. It stays flagged until another admin countersigns it.`;
    case 'in-force':
      return `In force: countersigned${by}`;
    case 'refused':
      return `Refused${by}`;
    case 'withdrawn':
      return `Withdrawn${by}`;
  }
}

/** What comes of a proposal, told to whoever made it. */
export function proposedLine(change: SettingsChange): string {
  const what = wantedLine(change.wanted);
  return change.state === 'open'
    ? `${what} Needs a second admin: another admin countersigns it on App Home or in the platform channel.`
    : `${what} You are the only admin, so this holds at once, and stays flagged until a second admin countersigns it.`;
}

/** What is missing, each with its fix. */
export const LACK_LINES: Readonly<Record<Lack, string>> = {
  'platform-channel':
    'There is no platform channel: requests and changes reach nobody. Choose one.',
  'catalog-channel': 'There is no catalog channel: news of the catalog reach nobody. Choose one.',
  'second-admin': 'There is no second admin: your changes stay flagged. Add one under Admins.',
  auditor: 'There is no auditor: nobody but admins sees these changes. Add one under Auditors.',
};
