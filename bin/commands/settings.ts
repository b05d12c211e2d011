import type { Command } from 'commander';
import type { ChangeAnswer, ChangesAnswer, SettingsAnswer } from '../../lib/contract/settings.ts';
import type { ServerOptions } from '../identity.ts';
import { asPerson, type Shell } from '../shell.ts';
import { addSettingsProvider } from './settings-provider.ts';

/** `yardmaster settings`: to be read; they are changed in Slack. */
export function addSettings(program: Command, shell: Shell): void {
  const settings = program.command('settings');
  addSettingsProvider(settings, shell);
  asPerson(settings)
    .description(
      'the settings, and changes that need two admins (admins and auditors; changed in Slack)',
    )
    .action((options: ServerOptions) =>
      shell.person(options, 'auditor', async ({ client, print, fail }) => {
        const settings = await client.settings();
        if (settings.kind !== 'ok') return fail(settings);
        const changes = await client.settingsChanges();
        if (changes.kind !== 'ok') return fail(changes);
        const all = { settings: settings.value, changes: changes.value };
        print(all, [...settingsLines(all.settings), ...changesLines(all.changes)].join('\n'));
        return 0;
      }),
    );
}

const MISSING: Readonly<Record<SettingsAnswer['missing'][number], string>> = {
  'platform-channel': 'a platform channel',
  'catalog-channel': 'a catalog channel',
  'second-admin': 'a second admin',
  auditor: 'an auditor',
};

function settingsLines(settings: SettingsAnswer): string[] {
  const { hours, missing } = settings;
  const facts: [string, string][] = [
    ['Organisation', settings.name],
    ['Admins', settings.admins.join(', ')],
    ['Auditors', settings.auditors.join(', ')],
    ['Platform channel', settings.platform_channel],
    ['Catalog channel', settings.catalog_channel],
    ['Working hours', `${hours.from} to ${hours.to}, ${settings.time_zone}`],
    ['Holidays', settings.holidays.join(', ')],
    ['Retention', `${settings.retention_days} days`],
    ['CI issuers', settings.issuers.map((one) => `${one.issuer} (${one.audience})`).join(', ')],
    ['Fresh logins', providerText(settings)],
    ['Missing', missing.map((one) => MISSING[one]).join(', ')],
  ];
  return facts.map(([label, value]) => `${label.padEnd(17)} ${value || 'none'}`);
}

function providerText({ identity_provider: provider }: SettingsAnswer): string {
  if (!provider) return '';
  const secret = provider.has_secret ? ', with a secret' : '';
  return `${provider.issuer} (client ${provider.client_id}${secret})`;
}

function changesLines({ open, flagged, recent }: ChangesAnswer): string[] {
  return [
    ...group('Waiting for a second admin', open),
    ...group('In force by one admin alone', flagged),
    ...group('Answered', recent),
  ];
}

function group(title: string, list: readonly ChangeAnswer[]): string[] {
  return list.length === 0 ? [] : ['', `${title}:`, ...list.map(changeLine)];
}

function changeLine(change: ChangeAnswer): string {
  const what = change.person ?? change.days ?? change.against ?? change.issuer ?? '';
  const answered = change.answered_by ? `, ${change.state} by ${change.answered_by}` : '';
  const reason = change.reason ? `: ${change.reason}` : '';
  return `  ${change.at}  ${change.about} ${what}  proposed by ${change.by}${answered}${reason}`;
}
