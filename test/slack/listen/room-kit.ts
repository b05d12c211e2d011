import type { Deps } from '../../../lib/acts/deps.ts';
import type { PersonKey } from '../../../lib/core/people.ts';
import { onCommand, onPress, onSubmission } from '../../../lib/slack/listen/input.ts';
import { readCommand } from '../../../lib/slack/read/command.ts';
import { readPress } from '../../../lib/slack/read/press.ts';
import { readSubmission } from '../../../lib/slack/read/submission.ts';
import type { Reply } from '../../../lib/slack/reply.ts';

/** One element's state as Slack sends it, by block_id. */
export type State = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const idsOf = (by: PersonKey) => {
  const [team = '', id = ''] = by.split('/');
  return { team, id };
};

/** What somebody types after the command, read as Slack sends it. */
export async function typed(deps: Deps, by: PersonKey, text: string): Promise<Reply[]> {
  const { team, id } = idsOf(by);
  const input = readCommand({ user_id: id, user_name: id, team_id: team, trigger_id: '1', text });
  if (input.kind !== 'command') throw new Error('no command');
  return onCommand(deps, input);
}

const SURFACES = {
  message: { channel: { id: 'C0SUPPORT' } },
  modal: { view: { id: 'V1', type: 'modal', hash: 'h' } },
  home: { view: { id: 'V1', type: 'home', hash: 'h' } },
} as const;

/** A pressed button. */
export async function pressed(
  deps: Deps,
  by: PersonKey,
  button: { readonly action: string; readonly value: string },
  where: keyof typeof SURFACES = 'message',
): Promise<Reply[]> {
  const { team, id } = idsOf(by);
  const input = readPress({
    user: { id, name: id, team_id: team },
    team: { id: team },
    trigger_id: '1',
    actions: [{ type: 'button', action_id: button.action, value: button.value }],
    ...SURFACES[where],
  });
  if (input.kind !== 'press') throw new Error('no press');
  return onPress(deps, input);
}

/** A submitted form. */
export async function submitted(
  deps: Deps,
  by: PersonKey,
  form: { readonly callback: string; readonly metadata: string },
  state: State = {},
): Promise<Reply[]> {
  const { team, id } = idsOf(by);
  const fields = Object.entries(state).map(([block, value]) => [block, { value }]);
  const input = readSubmission({
    user: { id, name: id, team_id: team },
    team: { id: team },
    trigger_id: '1',
    view: {
      callback_id: form.callback,
      private_metadata: form.metadata,
      state: { values: Object.fromEntries(fields) },
    },
  });
  if (input.kind !== 'submission') throw new Error('no submission');
  return onSubmission(deps, input);
}
