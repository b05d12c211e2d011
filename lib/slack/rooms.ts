import { accessRoom } from './listen/access-room.ts';
import { baselineRoom } from './listen/baseline-room.ts';
import { breakGlassRoom } from './listen/break-glass-room.ts';
import { campaignRoom } from './listen/campaign-room.ts';
import { changeRoom } from './listen/change-room.ts';
import { delegationRoom } from './listen/delegation-room.ts';
import { departureRoom } from './listen/departure-room.ts';
import { digestRoom } from './listen/digest-room.ts';
import { duplicatesRoom } from './listen/duplicates-room.ts';
import { editRoom } from './listen/edit-room.ts';
import { estateRoom } from './listen/estate-room.ts';
import { extensionRoom } from './listen/extension-room.ts';
import { helpRoom } from './listen/help-room.ts';
import { keysRoom } from './listen/keys-room.ts';
import { leavingRoom } from './listen/leaving-room.ts';
import { listRoom } from './listen/list-room.ts';
import { logRoom } from './listen/log-room.ts';
import { modelsRoom } from './listen/models-room.ts';
import { noticeRoom } from './listen/notice-room.ts';
import { notificationsRoom } from './listen/notifications-room.ts';
import { pauseRoom } from './listen/pause-room.ts';
import { promotionRoom } from './listen/promotion-room.ts';
import { reachRoom } from './listen/reach-room.ts';
import { releasesRoom } from './listen/releases-room.ts';
import { reportRoom } from './listen/report-room.ts';
import { requestsRoom } from './listen/requests-room.ts';
import { retireRoom } from './listen/retire-room.ts';
import { revisionRoom } from './listen/revision-room.ts';
import { settingsRoom } from './listen/settings-room.ts';
import { showRoom } from './listen/show-room.ts';
import { statsRoom } from './listen/stats-room.ts';
import { stepUpRoom } from './listen/step-up-room.ts';
import { teamRoom } from './listen/team-room.ts';
import { transferRoom } from './listen/transfer-room.ts';
import { unseenRoom } from './listen/unseen-room.ts';
import { upgradeRoom } from './listen/upgrade-room.ts';
import { whoRoom } from './listen/who-room.ts';
import { widePauseRoom } from './listen/wide-pause-room.ts';
import type { Room } from './room.ts';

/** Every room besides the first day's, in the order in which App Home shows them. */
export const ROOMS: readonly Room[] = [
  unseenRoom,
  notificationsRoom,
  keysRoom,
  leavingRoom,
  requestsRoom,
  extensionRoom,
  whoRoom,
  releasesRoom,
  reachRoom,
  showRoom,
  listRoom,
  logRoom,
  modelsRoom,
  noticeRoom,
  pauseRoom,
  widePauseRoom,
  retireRoom,
  statsRoom,
  settingsRoom,
  teamRoom,
  estateRoom,
  revisionRoom,
  stepUpRoom,
  accessRoom,
  promotionRoom,
  transferRoom,
  delegationRoom,
  departureRoom,
  editRoom,
  upgradeRoom,
  changeRoom,
  campaignRoom,
  digestRoom,
  baselineRoom,
  reportRoom,
  duplicatesRoom,
  breakGlassRoom,
  helpRoom,
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
