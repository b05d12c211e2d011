import type { Deps } from '../../acts/deps.ts';
import { answerChange, loadChange } from '../../acts/settings-change.ts';
import { rulesOfChange } from '../../acts/settings-change-list.ts';
import { mayNotHere } from '../../acts/standing.ts';
import {
  fieldErrors,
  HOME_ANEW,
  open,
  type Reply,
  type RoomReply,
  replace,
  say,
  sayRefusal,
} from '../reply.ts';
import type { FormAt, PressAt } from '../room.ts';
import { OLD_BUTTON, OLD_VIEW, sayMessage, sayModal } from '../views/refusal.ts';
import { FIELD, refuseModal } from '../views/settings-forms.ts';
import { changedRulesModal } from '../views/settings-rules.ts';
import { changeLine, wantedLine } from '../views/settings-words.ts';
import { settingsView } from './settings-show.ts';

/** Countersign, or Withdraw: on the card, on Home, in the settings. Each place shows itself anew. */
export function pressAnswer(answer: 'countersign' | 'withdraw') {
  return async (deps: Deps, at: PressAt): Promise<readonly RoomReply[]> => {
    const { by, name, value: id, surface } = at;
    const outcome = await answerChange(deps, by, id, { answer, name, reason: '' });
    if (surface.kind === 'home') {
      const said = outcome.kind === 'refused' ? sayRefusal(outcome) : [];
      return [...said, ...HOME_ANEW];
    }
    if (outcome.kind === 'refused') return sayRefusal(outcome);
    // The card in the channel is brought up to date by the outbox.
    if (surface.kind === 'message') return [];
    const { change } = outcome;
    const shown = await settingsView(
      deps,
      by,
      `${wantedLine(change.wanted)} ${changeLine(change)}`,
    );
    return shown.kind === 'view' ? replace(shown.view) : shown.replies;
  };
}

/** "Refuse…": asks why, if the person may. */
export async function pressRefuse(deps: Deps, at: PressAt): Promise<Reply[]> {
  const refusal = await mayNotHere(deps, 'countersign', at.by);
  if (refusal) return sayRefusal(refusal);
  const head = await loadChange(deps, at.value);
  if (!head) return say(sayMessage(OLD_BUTTON));
  return open(refuseModal(head.state, at.surface.kind === 'home'));
}

export async function submitRefusal(deps: Deps, at: FormAt): Promise<readonly RoomReply[]> {
  const [, id, from] = /^(\w{1,100})\|(home|message)$/.exec(at.metadata) ?? [];
  if (!id) return replace(sayModal(OLD_VIEW));
  const { by, name } = at;
  const reason = at.fields.text(FIELD.reason);
  const outcome = await answerChange(deps, by, id, { answer: 'refuse', name, reason });
  if (outcome.kind === 'refused') return fieldErrors({ [FIELD.reason]: outcome.say });
  return from === 'home' ? HOME_ANEW : [];
}

/** "Show Rules": what a change of the baseline would change, to admins and auditors. */
export async function pressRules(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const outcome = await rulesOfChange(deps, by, value);
  if (outcome.kind === 'refused') return sayRefusal(outcome);
  return open(changedRulesModal(outcome.before, outcome.after));
}
