import type { Deps } from '../../acts/deps.ts';
import type { PersonKey } from '../../core/people.ts';
import type {
  CommandInput,
  PressInput,
  ShortcutInput,
  Submission,
  SubmissionInput,
} from '../read.ts';
import { type Reply, type RoomReply, replace, say } from '../reply.ts';
import { formOf, pressOf, wordOf } from '../rooms.ts';
import { helpMessage, menuMessage, unknownMessage } from '../views/help.ts';
import { OLD_BUTTON, OLD_VIEW, sayMessage, sayModal } from '../views/refusal.ts';
import { pressAnswer, pressReason, submitAnswer } from './answer.ts';
import { findWords } from './catalog.ts';
import { pressApprove, pressDetails, pressReject, submitDecision } from './decide.ts';
import { showHome } from './home.ts';
import { pressKeyCode, pressKeySend, submitColleague } from './key.ts';
import { showLog } from './log-room.ts';
import { answerMatch, openRequest, showMatches } from './new-request.ts';

/** What each word of the command does. */
export async function onCommand(deps: Deps, input: CommandInput): Promise<Reply[]> {
  return withHome(deps, input.by, await worded(deps, input));
}

/** The replies, with App Home drawn where a room asked for it. */
async function withHome(
  deps: Deps,
  by: PersonKey,
  replies: readonly RoomReply[],
): Promise<Reply[]> {
  const lists = replies.map((one) => (one.kind === 'home-anew' ? showHome(deps, by) : [one]));
  return (await Promise.all(lists)).flat();
}

async function worded(deps: Deps, input: CommandInput): Promise<readonly RoomReply[]> {
  const { by, word } = input;
  const { command, baseUrl } = deps.settings;
  switch (word.kind) {
    case 'menu':
      return say(menuMessage(command));
    case 'new':
      return openRequest(deps, by, { need: word.need });
    case 'find':
      return findWords(deps, by, word.query);
    case 'log':
      return showLog(deps, by, word.subject);
    case 'help':
      return say(helpMessage(command, baseUrl));
    case 'other': {
      const { typed, rest } = word;
      const answer = wordOf(typed.toLowerCase());
      return answer ? answer(deps, { ...input, rest }) : say(unknownMessage(typed, command));
    }
  }
}

export async function onShortcut(deps: Deps, { by, shortcut }: ShortcutInput): Promise<Reply[]> {
  return shortcut === 'new' ? openRequest(deps, by, {}) : say(sayMessage(OLD_BUTTON));
}

/** What each button does. A decision taken on Home shows Home anew. */
export async function onPress(deps: Deps, input: PressInput): Promise<Reply[]> {
  const replies = await withHome(deps, input.by, await pressed(deps, input));
  const decides = input.press.kind === 'approve' || input.press.kind === 'answer-approve';
  if (input.surface.kind !== 'home' || !decides) return replies;
  return [...replies, ...(await showHome(deps, input.by))];
}

async function pressed(deps: Deps, input: PressInput): Promise<readonly RoomReply[]> {
  const { by, press, surface } = input;
  const home = surface.kind === 'home';
  switch (press.kind) {
    case 'approve':
      return pressApprove(deps, by, { ...press, home });
    case 'reject':
      return pressReject(deps, by, { ...press, home });
    case 'details':
      return pressDetails(deps, by, { ...press, inModal: surface.kind === 'modal' });
    case 'answer-approve':
      return pressAnswer(deps, input, press.id);
    case 'ask-changes':
    case 'reject-request':
      return pressReason(deps, input, { asks: press.kind, id: press.id, home });
    case 'key-code':
      return pressKeyCode(deps, by, press.workflow);
    case 'key-send':
      return pressKeySend(deps, by, press.workflow);
    case 'use':
      return openRequest(deps, by, { component: press.component });
    case 'new':
      return openRequest(deps, by, {});
    case 'log':
      return showLog(deps, by, '');
    case 'other': {
      const { action, part, value } = press;
      const answer = pressOf(action);
      return answer ? answer(deps, { ...input, part, value }) : say(sayMessage(OLD_BUTTON));
    }
  }
}

/** What each form does. A reason given from Home shows Home anew once it counts. */
export async function onSubmission(deps: Deps, input: SubmissionInput): Promise<Reply[]> {
  const { submission } = input;
  const replies = await withHome(deps, input.by, await submitted(deps, input, submission));
  const fromHome = submission.kind === 'reason' && submission.about.home;
  return fromHome && replies.length === 0 ? showHome(deps, input.by) : replies;
}

async function submitted(
  deps: Deps,
  input: SubmissionInput,
  submission: Submission,
): Promise<readonly RoomReply[]> {
  switch (submission.kind) {
    case 'need':
      return showMatches(deps, input.by, submission);
    case 'match':
      return answerMatch(deps, input.by, submission);
    case 'reason': {
      const { about, reason, suggestion } = submission;
      return 'digest' in about
        ? submitDecision(deps, input.by, about, { reason, suggestion })
        : submitAnswer(deps, input, about, reason);
    }
    case 'colleague':
      return submitColleague(deps, input.by, submission);
    case 'other': {
      const { callback, metadata, fields } = submission;
      const answer = formOf(callback);
      return answer ? answer(deps, { ...input, metadata, fields }) : replace(sayModal(OLD_VIEW));
    }
  }
}
