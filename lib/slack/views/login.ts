import type { ModalView } from '@slack/types';
import type { Login } from '../../core/login.ts';
import type { UserCode } from '../../core/secret.ts';
import { LIMITS } from '../limits.ts';
import {
  actions,
  askingModal,
  button,
  code,
  context,
  factLines,
  fallback,
  type Message,
  plain,
  section,
  tellingModal,
} from './parts.ts';
import { when } from './text.ts';

export const LOGIN = {
  askCode: 'login_code',
  confirm: 'login_confirm',
  notMe: 'login_not_me',
  field: 'code',
  value: 'value',
} as const;

/** `/yard login` without a code. */
export function loginCodeModal(): ModalView {
  const ask = { title: 'Log in', submit: 'Continue', callback: LOGIN.askCode, metadata: '' };
  return askingModal(ask, [
    section('Run `yardmaster login` in your terminal. It shows a code.'),
    {
      type: 'input',
      block_id: LOGIN.field,
      label: plain('Code', LIMITS.inputLabel),
      element: {
        type: 'plain_text_input',
        action_id: LOGIN.value,
        max_length: 40,
        placeholder: plain('ABCD-EFGH-JKMN', LIMITS.placeholder),
      },
    },
  ]);
}

/** Which machine asks, as it says of itself, and what a login may do. `typed`: the code, normalised. */
export function confirmLoginModal(asked: UserCode, typed: string): ModalView {
  const ask = { title: 'Log in', submit: 'Confirm', callback: LOGIN.confirm, metadata: typed };
  return askingModal(ask, [
    section('*A program asks to log in as you.*'),
    code(typed),
    ...claims(asked),
    context(`Asked ${when(asked.askedAt)}. What it says of itself is not checked.`),
    section('If you confirm, it may do everything you may do, for 12 hours.'),
    section('*Only confirm if you started this yourself just now.*'),
    actions('login-not-me', button('That Was Not Me', LOGIN.notMe, typed)),
  ]);
}

/** Rich text parses nothing, so nothing in the claims comes alive. */
function claims({ client, host }: Pick<Login, 'client' | 'host'>) {
  return factLines([
    { label: 'Program', value: client },
    { label: 'Machine', value: host },
  ]);
}

export function answeredLoginModal(choice: 'confirmed' | 'denied', command: string): ModalView {
  const said =
    choice === 'confirmed'
      ? `Confirmed. Your terminal goes on by itself. You end the login with \`yardmaster logout\`, or with \`${command} keys\`.`
      : 'Turned down. Whoever asked gets nothing. If somebody sent you that code, tell your platform team.';
  return tellingModal('Log in', [section(said)]);
}

/** "Somebody asked for your login a second time; it was ended." */
export function loginEndedMessage(login: Login | undefined, command: string): Message {
  const line = 'Somebody asked for your login a second time, so it was ended.';
  return {
    text: fallback(line, 'Log in again if you still need it.'),
    blocks: [
      section(`*${line}*`),
      ...(login ? claims(login) : []),
      section(
        'Two programs knew its secret code. Log in again with `yardmaster login`; if this happens again, tell your platform team.',
      ),
      context(`\`${command} keys\` shows what you are logged in with.`),
    ],
  };
}
