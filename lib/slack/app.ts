import { App, type Receiver } from '@slack/bolt';
import type { Deps } from '../acts/deps.ts';
import {
  afterSubmission,
  answerCommand,
  answerPress,
  answerShortcut,
  ephemeral,
  submissionAnswer,
} from './carry-out.ts';
import { openHome } from './listen/home.ts';
import { onCommand, onPress, onShortcut, onSubmission } from './listen/input.ts';
import { boltLogger, errorFields } from './logger.ts';
import {
  type From,
  readCommand,
  readHomeOpened,
  readMention,
  readPress,
  readShortcut,
  readSubmission,
  type Submission,
  type Unknown,
} from './read.ts';
import { fieldErrors, type Reply, replace, say } from './reply.ts';
import { EVENTS, ROOMS } from './rooms.ts';
import { menuMessage } from './views/help.ts';
import { closedHome } from './views/home.ts';
import { MATCH } from './views/match-modal.ts';
import { REASON } from './views/reason-modal.ts';
import { OUR_FAULT, sayMessage, sayModal } from './views/refusal.ts';
import { NEED } from './views/request-modal.ts';
import { COLLEAGUE } from './views/result-modal.ts';
import { clientOptions, type WebOptions } from './web.ts';

export interface SlackAppOptions {
  readonly deps: Deps;
  readonly receiver: Receiver;
  /** The bot token, and whose it is: see `whoAmI`. */
  readonly token: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly web?: WebOptions;
}

const EVERYTHING = /[\s\S]*/;

/**
 * The Bolt app: which payload goes to which act. Every listener reads its payload into a typed
 * input, lets a function decide on replies, and carries them out. `authorize` answers from what is
 * known, so that no request costs an `auth.test`.
 */
export function createSlackApp({ deps, receiver, web = {}, ...bot }: SlackAppOptions): App {
  const { token: botToken, botId, botUserId } = bot;
  const app = new App({
    receiver,
    authorize: async () => ({ botToken, botId, botUserId }),
    clientOptions: clientOptions(web),
    convoStore: false,
    logger: boltLogger(deps.log),
  });
  app.error(async (error) => {
    deps.log.error(errorFields(error), 'a Slack listener failed');
  });
  listenToCommands(app, deps);
  listenToButtons(app, deps);
  listenToForms(app, deps);
  listenToEvents(app, deps);
  listenForRooms(app, deps);
  return app;
}

function listenToCommands(app: App, deps: Deps): void {
  app.command(EVERYTHING, async ({ ack, body, client }) => {
    const input = readCommand(body);
    if (input.kind === 'unknown') {
      unreadable(deps, 'command', input);
      await ack(OUR_FAULT);
      return;
    }
    const replies = await decided(deps, () => onCommand(deps, input));
    const answer = await orOurFault(deps, () => answerCommand(client, input, replies));
    await ack(answer);
  });
  app.shortcut(EVERYTHING, async ({ ack, body, client }) => {
    await ack();
    const input = readShortcut(body);
    if (input.kind === 'unknown') return unreadable(deps, 'shortcut', input);
    await answerShortcut(client, input, await decided(deps, () => onShortcut(deps, input)));
  });
}

function listenToButtons(app: App, deps: Deps): void {
  app.action(EVERYTHING, async ({ ack, body, client, respond }) => {
    await ack();
    const input = readPress(body);
    if (input.kind === 'unknown') return unreadable(deps, 'button', input);
    const replies = await decided(deps, () => onPress(deps, input));
    const failed = await orOurFault(deps, () => answerPress(client, input, { replies, respond }));
    if (failed) await respond?.({ ...ephemeral(sayMessage(failed)), replace_original: false });
  });
}

function listenToForms(app: App, deps: Deps): void {
  app.view(EVERYTHING, async ({ ack, body, client }) => {
    const input = readSubmission(body);
    if (input.kind === 'unknown') {
      unreadable(deps, 'form', input);
      await ack({ response_action: 'update', view: sayModal(OUR_FAULT) });
      return;
    }
    const replies = await decided(
      deps,
      () => onSubmission(deps, input),
      () => keepForm(input.submission),
    );
    const answer = submissionAnswer(replies);
    await (answer ? ack(answer) : ack());
    await afterSubmission(client, input, replies);
  });
}

function listenToEvents(app: App, deps: Deps): void {
  app.event('app_home_opened', async ({ body, client }) => {
    const input = readHomeOpened(body);
    // The Messages tab is opened with the same event and needs nothing.
    if (input.kind === 'unknown') return;
    const from: From = { by: input.by, name: '', triggerId: '' };
    const closed: Reply[] = [{ kind: 'home', view: closedHome(OUR_FAULT) }];
    const replies = await decided(
      deps,
      () => openHome(deps, input.by),
      () => closed,
    );
    await answerShortcut(client, from, replies);
  });
  app.event('app_mention', async ({ body, client }) => {
    const input = readMention(body);
    if (input.kind === 'unknown') return;
    const { channel, userId: user } = input;
    await client.chat.postEphemeral({ channel, user, ...menuMessage(deps.settings.command) });
  });
}

/** What the rooms want to hear of. Slack sends an event again when it was not taken. */
function listenForRooms(app: App, deps: Deps): void {
  for (const type of EVENTS) {
    app.event(type, async ({ body }) => {
      for (const room of ROOMS) await room.events?.[type]?.(deps, body);
    });
  }
}

function unreadable(deps: Deps, what: string, { why }: Unknown): void {
  deps.log.warn({ what, fields: why }, 'a Slack payload could not be read');
}

/** The replies; when deciding failed, our own fault in words, so that nobody waits for nothing. */
async function decided(
  deps: Deps,
  decide: () => Promise<Reply[]>,
  instead: () => Reply[] = () => say(sayMessage(OUR_FAULT)),
): Promise<Reply[]> {
  try {
    return await decide();
  } catch (error) {
    deps.log.error(errorFields(error), 'a Slack request failed');
    return instead();
  }
}

/** The form stays open with what was typed, and says that it was not the person's fault. */
function keepForm(submission: Submission): Reply[] {
  const field = {
    need: NEED.need,
    match: MATCH.because,
    reason: REASON.reason,
    colleague: COLLEAGUE.person,
  };
  if (submission.kind === 'other') return replace(sayModal(OUR_FAULT));
  return fieldErrors({ [field[submission.kind]]: OUR_FAULT });
}

async function orOurFault<T>(deps: Deps, answer: () => Promise<T>): Promise<T | string> {
  try {
    return await answer();
  } catch (error) {
    deps.log.error(errorFields(error), 'Slack did not take an answer');
    return OUR_FAULT;
  }
}
