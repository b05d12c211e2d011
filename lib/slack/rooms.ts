import { baselineRoom } from './listen/baseline-room.ts';
import { editRoom } from './listen/edit-room.ts';
import { estateRoom } from './listen/estate-room.ts';
import { keysRoom } from './listen/keys-room.ts';
import { leavingRoom } from './listen/leaving-room.ts';
import { reportRoom } from './listen/report-room.ts';
import { requestsRoom } from './listen/requests-room.ts';
import { revisionRoom } from './listen/revision-room.ts';
import { settingsRoom } from './listen/settings-room.ts';
import { statsRoom } from './listen/stats-room.ts';
import { teamRoom } from './listen/team-room.ts';
import { whoRoom } from './listen/who-room.ts';
import type { Room } from './room.ts';

/** Every room besides the first day's, in the order in which App Home shows them. */
export const ROOMS: readonly Room[] = [
  keysRoom,
  leavingRoom,
  requestsRoom,
  whoRoom,
  statsRoom,
  settingsRoom,
  teamRoom,
  estateRoom,
  revisionRoom,
  editRoom,
  baselineRoom,
  reportRoom,
];

export const wordOf = (name: string) => named('words', name)?.words?.[name];
export const pressOf = (name: string) => named('presses', name)?.presses?.[name];
export const formOf = (name: string) => named('forms', name)?.forms?.[name];

/** The room that has this entry of its own: "constructor" is a name that anybody can write. */
function named(part: 'words' | 'presses' | 'forms', name: string): Room | undefined {
  return ROOMS.find((room) => Object.hasOwn(room[part] ?? {}, name));
}

/** The types of event that some room listens to. */
export const EVENTS: readonly string[] = [
  ...new Set(ROOMS.flatMap((room) => Object.keys(room.events ?? {}))),
];
