import type { Room } from './room.ts';

/** Every room besides the first day's, in the order in which App Home shows them. */
export const ROOMS: readonly Room[] = [];

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
