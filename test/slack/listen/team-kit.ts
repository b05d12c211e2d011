import type { PersonKey } from '../../../lib/core/people.ts';
import { onCommand, onPress, onSubmission } from '../../../lib/slack/listen/input.ts';
import type { Reply } from '../../../lib/slack/reply.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { expectGoodMessage, expectGoodView } from '../views/kit.ts';

export type Filled = Readonly<Record<string, string | readonly string[]>>;

/** Somebody at the door of the room of teams. Every view and message that comes back is a good one. */
export function at(deps: TestDeps, by: PersonKey) {
  const from = { by, name: 'somebody', triggerId: '1.2' };
  const surface = { kind: 'modal', viewId: 'V1', hash: 'h' } as const;
  return {
    type: async (rest: string) =>
      good(
        await onCommand(deps, {
          kind: 'command',
          ...from,
          word: { kind: 'other', typed: 'team', rest },
        }),
      ),
    press: async (action: string, value: string, part = '') =>
      good(
        await onPress(deps, {
          kind: 'press',
          ...from,
          press: { kind: 'other', action, part, value },
          surface,
        }),
      ),
    submit: async (callback: string, filled: Filled, metadata = '{}') =>
      good(
        await onSubmission(deps, {
          kind: 'submission',
          ...from,
          submission: { kind: 'other', callback, metadata, fields: fieldsOf(filled) },
        }),
      ),
  };
}

function fieldsOf(filled: Filled) {
  return {
    text: (block: string) => {
      const value = filled[block] ?? '';
      return typeof value === 'string' ? value : (value[0] ?? '');
    },
    list: (block: string) => [filled[block] ?? []].flat(),
  };
}

function good(replies: Reply[]): Reply[] {
  for (const reply of replies) {
    if (reply.kind === 'say') expectGoodMessage(reply.message);
    else if (reply.kind !== 'errors') expectGoodView(reply.view);
  }
  return replies;
}

/** What a modal carries along: the state that it was opened on. */
export function metadataOf(replies: readonly Reply[]): string {
  const [reply] = replies;
  const view = reply && 'view' in reply ? reply.view : undefined;
  return (view?.type === 'modal' && view.private_metadata) || '';
}
