import type { Deps } from '../acts/deps.ts';
import type { PersonKey } from '../core/people.ts';
import type { From } from './read/from.ts';
import type { Surface } from './read/press.ts';
import type { RoomReply } from './reply.ts';
import type { RoomPart } from './views/home.ts';

/** A word of the command, with the rest of the line. */
export interface WordAt extends From {
  readonly rest: string;
}

/** A pressed button or a chosen option. `part` is what follows the colon in the action_id. */
export interface PressAt extends From {
  readonly value: string;
  readonly part: string;
  readonly surface: Surface;
}

/** A submitted form: what it carried along, and what was filled in. */
export interface FormAt extends From {
  readonly metadata: string;
  readonly fields: Fields;
}

/** Values of a form by block_id, whatever the element. Texts are trimmed and well-formed. */
export interface Fields {
  /** What was typed, or the one option, person, channel, date or time that was chosen; '' for none. */
  text(block: string): string;
  /** All options, people or channels that were chosen. */
  list(block: string): readonly string[];
}

/**
 * One room of the house as Slack's door sees it: the words, buttons, forms and events that belong to
 * one subject. Each reads what it was given by itself and answers with replies. Keys never change
 * their meaning: buttons of old messages stay in channels for years.
 */
export interface Room {
  /** By the word after the command. */
  readonly words?: Readonly<
    Record<string, (deps: Deps, at: WordAt) => Promise<readonly RoomReply[]>>
  >;
  /** By action_id up to a colon. */
  readonly presses?: Readonly<
    Record<string, (deps: Deps, at: PressAt) => Promise<readonly RoomReply[]>>
  >;
  /** By callback_id. */
  readonly forms?: Readonly<
    Record<string, (deps: Deps, at: FormAt) => Promise<readonly RoomReply[]>>
  >;
  /** By the event's type; the body is as Slack sent it. */
  readonly events?: Readonly<Record<string, (deps: Deps, body: unknown) => Promise<void>>>;
  /** What App Home shows this person of it; `waiting` stands on top. At most 12 blocks each. */
  readonly home?: (deps: Deps, by: PersonKey) => Promise<RoomPart>;
}
