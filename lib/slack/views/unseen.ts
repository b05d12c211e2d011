import type { ModalView } from '@slack/types';
import { type Approval, stateOf } from '../../core/approval.ts';
import type { Team } from '../../core/people.ts';
import { LIMITS } from '../limits.ts';
import { lineOnly } from './approval-card.ts';
import { ending } from './approval-words.ts';
import {
  actions,
  askingModal,
  boldLine,
  context,
  fallback,
  type Message,
  plain,
  primary,
  section,
  tellingModal,
} from './parts.ts';
import { channelInput } from './settings-inputs.ts';
import { channelMention } from './settings-words.ts';
import { safe, when } from './text.ts';

/** Button, form and fields. They never change their meaning. */
export const UNSEEN = {
  choose: 'unseen_choose',
  form: 'unseen_move',
  channel: 'channel',
  scope: 'scope',
  value: 'value',
} as const;

const FOR = { team: 'team', request: 'request' } as const;

/** What the owner is told: that nobody can answer yet and what to do, or that it is all right by now. */
export function unseenMessage(approval: Approval, seen: boolean): Message {
  const { line } = lineOnly(approval);
  if (stateOf(approval) !== 'waiting') return settled(line, ending(approval));
  const where = channelMention(approval.channel);
  if (seen) return settled(line, `People see this request now, in ${where}.`);
  const say = `Nobody has seen this request: I can’t post in ${where}.`;
  return {
    text: fallback(line, say),
    blocks: [
      section(`*${say}*`),
      boldLine(line),
      context(
        'I am not in that channel, or it is archived, private or gone.',
        'Invite me there, and I post it by myself. Or choose another channel.',
        `It ends ${when(approval.expiresAt)}`,
      ),
      actions(
        `unseen|${approval.id}`,
        primary('Choose Another Channel', UNSEEN.choose, approval.id),
      ),
    ],
  };
}

function settled(line: string, say: string): Message {
  return { text: fallback(line, say), blocks: [boldLine(line), context(say)] };
}

/** Where the request is to be asked; `team`: whose channel that may become. */
export function moveForm(approval: Approval, team: Team | undefined): ModalView {
  const ask = { title: 'Choose a channel', submit: 'Ask There', callback: UNSEEN.form };
  return askingModal({ ...ask, metadata: approval.id }, [
    boldLine(lineOnly(approval).line),
    channelInput({
      block: UNSEEN.channel,
      label: 'Channel',
      hint: 'Invite me first where it is private. I post a short test message there.',
    }),
    ...(team ? [scopeInput(team)] : [context('It counts for this request alone.')]),
  ]);
}

function scopeInput(team: Team) {
  const option = (value: string, text: string) => ({
    value,
    text: plain(text, LIMITS.optionText),
  });
  const forTeam = option(FOR.team, `All requests of ${team.id} from now on`);
  return {
    type: 'input' as const,
    block_id: UNSEEN.scope,
    label: plain('For which requests?', LIMITS.inputLabel),
    element: {
      type: 'radio_buttons' as const,
      action_id: UNSEEN.value,
      initial_option: forTeam,
      options: [forTeam, option(FOR.request, 'This request alone')],
    },
  };
}

export function isForTeam(chosen: string): boolean {
  return chosen === FOR.team;
}

export function movedModal({ channel }: Approval, team: Team | undefined): ModalView {
  const where = channelMention(channel);
  const all = team ? ` So will all requests of ${safe(team.id, 80)} from now on.` : '';
  return tellingModal('Asked there', [section(`This request is asked in ${where} now.${all}`)]);
}
