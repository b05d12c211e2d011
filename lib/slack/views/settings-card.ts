import type { Button, KnownBlock } from '@slack/types';
import type { PersonKey } from '../../core/people.ts';
import type { SettingsChange } from '../../core/settings-change.ts';
import { isWaiting } from '../../core/settings-change-rules.ts';
import { actions, button, context, type Message, primary, quote, section } from './parts.ts';
import { changeLine, wantedLine } from './settings-words.ts';
import { mention, when } from './text.ts';

/** Buttons under a change. They never change their meaning. */
export const CHANGE_ACTION = {
  countersign: 'change_countersign',
  refuse: 'change_refuse',
  withdraw: 'change_withdraw',
  rules: 'change_rules',
} as const;

/** A change as the platform channel and the auditors see it. `answerable`: with its buttons. */
export function settingsChangeCard(change: SettingsChange, answerable: boolean): Message {
  return {
    text: `Change of settings: ${wantedLine(change.wanted)} ${changeLine(change)}`,
    blocks: [
      section(`*Change of settings*\n${wantedLine(change.wanted)}`, rulesButton(change)),
      ...lines(change),
      ...(answerable && isWaiting(change)
        ? [actions(`change|${change.id}|${change.state}`, ...everyButton(change))]
        : []),
    ],
  };
}

/** The same on App Home and in the settings, with the buttons that this person may press. */
export function changeBlocks(
  change: SettingsChange,
  viewer: PersonKey,
  admin: boolean,
): KnownBlock[] {
  const mine = everyButton(change).filter(
    (one) => (one.action_id === CHANGE_ACTION.withdraw) === (change.by === viewer),
  );
  return [
    section(wantedLine(change.wanted), rulesButton(change)),
    ...lines(change),
    ...(admin && mine.length > 0 ? [actions(`change|${change.id}|${change.state}`, ...mine)] : []),
  ];
}

/** Rules do not fit a line: they are read in a modal of their own. */
function rulesButton({ id, wanted }: SettingsChange): Button | undefined {
  return wanted.about === 'baseline' ? button('Show Rules', CHANGE_ACTION.rules, id) : undefined;
}

function lines(change: SettingsChange): KnownBlock[] {
  const { answer } = change;
  return [
    context(`Proposed by ${mention(change.by)} · ${when(change.at)}`, changeLine(change)),
    ...(answer?.reason ? [quote(answer.reason, 1000)] : []),
  ];
}

/** What is in force already can only be countersigned. */
function everyButton({ id, state }: SettingsChange): Button[] {
  const countersign = primary('Countersign', CHANGE_ACTION.countersign, id);
  if (state === 'flagged') return [countersign];
  return [
    countersign,
    button('Refuse…', CHANGE_ACTION.refuse, id),
    button('Withdraw', CHANGE_ACTION.withdraw, id),
  ];
}
