import { readSettings } from '../acts/settings.ts';
import { allChanges } from '../acts/settings-change-list.ts';
import {
  type ChangeAnswer,
  type SettingsAnswer,
  settingsChangesOperation,
  settingsOperation,
} from '../contract/settings.ts';
import { DEFAULT_HOURS, DEFAULT_RETENTION_DAYS, type Organisation } from '../core/people.ts';
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
    answered_by: answer?.by,
    answered_at: answer?.at,
    reason: answer?.reason || undefined,
  };
}
