import type { Deps } from '../../acts/deps.ts';
import { setUpStage } from '../../acts/set-up-first.ts';
import { readSettings } from '../../acts/settings.ts';
import { waitingChanges } from '../../acts/settings-change-list.ts';
import type { PersonKey } from '../../core/people.ts';
import { mayNot } from '../../core/roles.ts';
import type { RoomPart } from '../views/home.ts';
import { settingsHome, setUpHome } from '../views/settings-home.ts';

const NOTHING: RoomPart = { waiting: [], more: [] };

/** Changes that wait for this person's countersignature, and what the set-up still lacks. */
export async function homeOfSettings(deps: Deps, by: PersonKey): Promise<RoomPart> {
  const stage = await setUpStage(deps, by);
  if (stage.kind === 'needs-code') return setUpHome(deps.settings.command);
  const settings = await readSettings(deps, by);
  if (settings.kind === 'refused') return NOTHING;
  const changes = await waitingChanges(deps, by);
  if (changes.kind === 'refused') return NOTHING;
  const { organisation } = settings;
  const admin = mayNot('change-settings', by, { organisation }) === undefined;
  return settingsHome({ organisation, ...changes, viewer: by, admin });
}
