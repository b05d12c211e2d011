import type { Deps } from '../../../lib/acts/deps.ts';
import type { PersonKey } from '../../../lib/core/people.ts';
import { onCommand, onPress, onSubmission } from '../../../lib/slack/listen/input.ts';
import type { Surface } from '../../../lib/slack/read/press.ts';
import type { Reply } from '../../../lib/slack/reply.ts';
import type { Fields } from '../../../lib/slack/room.ts';

export const MODAL: Surface = { kind: 'modal', viewId: 'V1', hash: 'h' };
export const HOME: Surface = { kind: 'home' };
export const MESSAGE: Surface = { kind: 'message', channel: 'C0PLATFORM' };

/** Somebody at Slack: types, presses, submits, as the door hands it on. */
export function at(deps: Deps, by: PersonKey) {
  const from = { by, name: 'somebody', triggerId: '1.2' };
  return {
    type: (typed: string, rest = ''): Promise<Reply[]> =>
      onCommand(deps, { kind: 'command', ...from, word: { kind: 'other', typed, rest } }),
    press: (action: string, value: string, surface: Surface = MODAL): Promise<Reply[]> => {
      const press = { kind: 'other', action, part: '', value } as const;
      return onPress(deps, { kind: 'press', ...from, press, surface });
    },
    submit: (callback: string, given: Record<string, string>, metadata = ''): Promise<Reply[]> => {
      const submission = { kind: 'other', callback, metadata, fields: filled(given) } as const;
      return onSubmission(deps, { kind: 'submission', ...from, submission });
    },
  };
}

function filled(given: Record<string, string>): Fields {
  return {
    text: (block) => given[block] ?? '',
    list: (block) => (given[block] ? [given[block]] : []),
  };
}

/** What kinds of replies there are, and the field errors among them. */
export function kinds(replies: readonly Reply[]): string[] {
  return replies.map((reply) => reply.kind);
}

export function errorsOf(replies: readonly Reply[]): Readonly<Record<string, string>> {
  const [first] = replies;
  return first?.kind === 'errors' ? first.errors : {};
}
