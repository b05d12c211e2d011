import { sealProviderSecret } from '../acts/identity-provider.ts';
import { readSettings } from '../acts/settings.ts';
import { proposeChange } from '../acts/settings-change.ts';
import { allChanges } from '../acts/settings-change-list.ts';
import { mayNotHere } from '../acts/standing.ts';
import {
  type ChangeAnswer,
  removeProviderOperation,
  type SettingsAnswer,
  setProviderOperation,
  settingsChangesOperation,
  settingsOperation,
} from '../contract/settings.ts';
import type { IdentityProvider } from '../core/identity-provider.ts';
import {
  DEFAULT_HOURS,
  DEFAULT_RETENTION_DAYS,
  type Organisation,
  type PersonKey,
} from '../core/people.ts';
import { lacks } from '../core/settings.ts';
import type { SettingsChange } from '../core/settings-change.ts';
import { servePerson } from './serve.ts';
import { answer, type Door } from './types.ts';

/** Settings and the changes that need two admins, to be read. */
export function serveSettings(door: Door): void {
  const { deps } = door;
  servePerson(door, settingsOperation, async ({ caller }) => {
    const settings = await readSettings(deps, caller);
    return settings.kind === 'refused' ? settings : answer(settingsView(settings.organisation));
  });
  servePerson(door, settingsChangesOperation, async ({ caller }) => {
    const all = await allChanges(deps, caller);
    if (all.kind === 'refused') return all;
    return answer({
      open: all.open.map(changeView),
      flagged: all.flagged.map(changeView),
      recent: all.recent.map(changeView),
    });
  });
}

/** "Set like other settings that need a second admin." */
export function serveProvider(door: Door): void {
  const { deps } = door;
  const propose = async (by: PersonKey, provider: IdentityProvider | null) => {
    const outcome = await proposeChange(deps, by, { about: 'identity-provider', provider });
    return outcome.kind === 'refused' ? outcome : answer(changeView(outcome.change));
  };
  servePerson(door, setProviderOperation, async ({ caller, body }) => {
    const refusal = await mayNotHere(deps, 'propose-change', caller);
    if (refusal) return refusal;
    const { issuer, client_id: clientId, client_secret: secret, email_claim: emailClaim } = body;
    const sealed = secret ? { sealedSecret: await sealProviderSecret(deps, secret) } : {};
    return propose(caller, { issuer, clientId, ...sealed, ...(emailClaim ? { emailClaim } : {}) });
  });
  servePerson(door, removeProviderOperation, ({ caller }) => propose(caller, null));
}

function providerView({ identityProvider: provider }: Organisation) {
  if (!provider) return undefined;
  const { issuer, clientId, sealedSecret, emailClaim = 'email' } = provider;
  const has_secret = sealedSecret !== undefined;
  return { issuer, client_id: clientId, has_secret, email_claim: emailClaim };
}

function settingsView(organisation: Organisation): SettingsAnswer {
  const { name, admins, auditors, holidays = [], issuers = [] } = organisation;
  return {
    ...{ name, admins, auditors, holidays, issuers },
    platform_team: organisation.platformTeam,
    platform_channel: organisation.platformChannel,
    catalog_channel: organisation.catalogChannel,
    time_zone: organisation.timeZone,
    hours: organisation.hours ?? DEFAULT_HOURS,
    retention_days: organisation.retentionDays ?? DEFAULT_RETENTION_DAYS,
    identity_provider: providerView(organisation),
    missing: [...lacks(organisation)],
  };
}

/** Without the rules of a baseline: those are read at `/v1/baseline`. */
function changeView({ id, wanted, state, by, at, answer }: SettingsChange): ChangeAnswer {
  return {
    ...{ id, about: wanted.about, state, by, at },
    person: 'person' in wanted ? wanted.person : undefined,
    days: 'days' in wanted ? wanted.days : undefined,
    against: 'against' in wanted ? wanted.against : undefined,
    issuer: 'provider' in wanted ? (wanted.provider?.issuer ?? 'none') : undefined,
    answered_by: answer?.by,
    answered_at: answer?.at,
    reason: answer?.reason || undefined,
  };
}
