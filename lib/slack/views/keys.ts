import type { Button, KnownBlock, ModalView } from '@slack/types';
import type { Identity } from '../../core/ci.ts';
import type { Login } from '../../core/login.ts';
import type { PersonKey, Team } from '../../core/people.ts';
import type { Workflow } from '../../core/workflow.ts';
import { LIMITS } from '../limits.ts';
import { ACTION } from './ids.ts';
import { actions, button, header, plain, section, tellingModal, upTo } from './parts.ts';
import { mention, safe, when } from './text.ts';

/** Buttons of this view. They never change their meaning. */
export const KEYS = {
  revoke: 'key_revoke',
  revokeCi: 'ci_revoke',
  rotateCi: 'ci_code',
  newCi: 'ci_new',
  endLogin: 'login_end',
} as const;

export interface KeyLine {
  readonly id: string;
  readonly holder: PersonKey;
  readonly issuedAt: string;
  readonly endsAt: string | undefined;
  /** Undefined: never used. */
  readonly lastUsed: string | undefined;
}

interface WithKeys<T> {
  readonly it: T;
  readonly keys: readonly KeyLine[];
}

export interface KeysSeen {
  readonly logins: readonly Login[];
  readonly workflows: readonly WithKeys<Workflow>[];
  readonly identities: readonly WithKeys<Identity>[];
  /** Where CI identities may be created. */
  readonly ciTeams: readonly Team[];
  /** One workflow's keys alone, for somebody who does not keep it. */
  readonly only?: boolean;
}

/** How many of each are shown, so that all of it stays within 100 blocks. */
const MOST = { logins: 5, workflows: 8, keys: 5, identities: 5 } as const;

/** `/yard keys`: my logins, my workflows' keys, my team's CI. */
export function keysModal(seen: KeysSeen, command: string): ModalView {
  const { workflows } = seen;
  if (seen.only) return tellingModal('Keys', upTo(workflows, 1, workflowBlocks));
  return tellingModal('Keys', [
    ...loginBlocks(seen.logins),
    header("Your workflows' keys"),
    ...(workflows.length === 0 ? [section(noWorkflows(command))] : []),
    ...upTo(workflows, MOST.workflows, workflowBlocks),
    ...ciBlocks(seen),
  ]);
}

function noWorkflows(command: string): string {
  return `You keep no AI workflow. \`${safe(command, 40)} new\` requests one.`;
}

function loginBlocks(logins: readonly Login[]): KnownBlock[] {
  const none = 'You are logged in nowhere. Run `yardmaster login` in a terminal to begin.';
  return [
    header('Your logins'),
    ...(logins.length === 0 ? [section(none)] : []),
    ...upTo(logins, MOST.logins, (login) => [
      section(
        `${safe(login.client, 80)} on ${safe(login.host, 80)}\nSince ${when(login.confirmedAt)}${until(login)}`,
        surely(button('End…', KEYS.endLogin, login.id), {
          title: 'End this login?',
          text: 'The program is logged out at once.',
          yes: 'End Login',
        }),
      ),
    ]),
  ];
}

function until({ token }: Login): string {
  return token ? ` · ends ${when(token.expiresAt)}` : '';
}

function workflowBlocks({ it, keys }: WithKeys<Workflow>): KnownBlock[] {
  const label = keys.length === 0 ? 'Get Key Code' : 'Rotate';
  const none = keys.length === 0 ? '\nNo key yet.' : '';
  return [
    section(`*${safe(it.id, 80)}*${none}`, button(label, ACTION.keyCode, it.id)),
    ...upTo(keys, MOST.keys, (key) => [keyLine(key, KEYS.revoke, it.id)]),
  ];
}

function ciBlocks({ identities, ciTeams }: KeysSeen): KnownBlock[] {
  if (identities.length === 0 && ciTeams.length === 0) return [];
  const none = 'No CI registers for your teams yet.';
  return [
    header('CI of your teams'),
    ...(identities.length === 0 ? [section(none)] : []),
    ...upTo(identities, MOST.identities, ({ it, keys }) => [
      section(
        `*${safe(it.id, 80)}* registers for ${safe(it.team, 80)}${keys.length === 0 ? '\nNo key yet.' : ''}`,
        button(keys.length === 0 ? 'Get Key Code' : 'Rotate', KEYS.rotateCi, it.id),
      ),
      ...upTo(keys, MOST.keys, (key) => [keyLine(key, KEYS.revokeCi, it.id)]),
    ]),
    ...(ciTeams.length > 0
      ? [actions('ci-new', button('New CI Identity', KEYS.newCi, 'new'))]
      : []),
  ];
}

/** Whose, since when, last used, and until when where an end is set. */
function keyLine(key: KeyLine, action: string, of: string): KnownBlock {
  const used = key.lastUsed ? `last used ${when(key.lastUsed)}` : 'never used';
  const ends = key.endsAt ? ` · ends ${when(key.endsAt)}` : '';
  return section(
    `Held by ${mention(key.holder)} since ${when(key.issuedAt)}\n${used}${ends}`,
    surely(button('Revoke…', action, `${of}|${key.id}`), {
      title: 'Revoke this key?',
      text: 'Whatever uses it is refused at once. This cannot be undone.',
      yes: 'Revoke',
    }),
  );
}

/** A button that asks once more. */
function surely(one: Button, ask: { title: string; text: string; yes: string }): Button {
  return {
    ...one,
    confirm: {
      title: plain(ask.title, LIMITS.confirmTitle),
      text: plain(ask.text, LIMITS.confirmText),
      confirm: plain(ask.yes, LIMITS.confirmButton),
      deny: plain('Cancel', LIMITS.confirmButton),
      style: 'danger',
    },
  };
}
