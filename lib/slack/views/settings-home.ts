import type { KnownBlock } from '@slack/types';
import { lacks } from '../../core/settings.ts';
import type { SettingsChange } from '../../core/settings-change.ts';
import type { RoomPart } from './home.ts';
import { actions, button, header, section, upTo } from './parts.ts';
import { SETTINGS, type SettingsShown } from './settings.ts';
import { changeBlocks } from './settings-card.ts';
import { LACK_LINES } from './settings-words.ts';
import { safe } from './text.ts';

/** At most so many of each, so that a room stays within 12 blocks: three to a change. */
const MOST_WAITING = 3;
const MOST_OTHER = 2;

/** "Changes waiting for my countersignature", and for admins what is missing in the set-up. */
export function settingsHome(shown: Omit<SettingsShown, 'notice'>): RoomPart {
  const { organisation, open, flagged, viewer, admin } = shown;
  const all = [...open, ...flagged];
  const mine = admin ? all.filter((one) => one.by !== viewer) : [];
  const others = admin ? open.filter((one) => one.by === viewer) : all;
  const missing = admin ? lacks(organisation) : [];
  const draw = (one: SettingsChange) => changeBlocks(one, viewer, admin);
  const more: KnownBlock[] = [
    ...upTo(others, MOST_OTHER, draw),
    ...(missing.length > 0
      ? [section(missing.map((one) => `:warning: ${LACK_LINES[one]}`).join('\n'))]
      : []),
  ];
  return {
    waiting: upTo(mine, MOST_WAITING, draw),
    more:
      more.length === 0
        ? []
        : [
            header('Platform settings'),
            ...more,
            actions('home-settings', button('Open Settings', SETTINGS.open, 'settings')),
          ],
  };
}

/** On the first day everybody is told how it goes on: nobody is in charge whom they could ask. */
export function setUpHome(command: string): RoomPart {
  const how = `Nobody is in charge yet. Whoever started Yardmaster has a code: type \`${safe(command, 40)} setup\` and enter it.`;
  return { waiting: [], more: [header('Set up Yardmaster'), section(how)] };
}
