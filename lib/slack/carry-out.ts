import type { RespondArguments, ViewResponseAction } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { slackUserId } from '../core/people.ts';
import type { From, PressInput } from './read.ts';
import type { Reply } from './reply.ts';
import { type Message, tellingModal } from './views/parts.ts';

interface Ephemeral {
  readonly response_type: 'ephemeral';
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** A message for the person alone, as a command's answer or over a response_url. */
export function ephemeral({ text, blocks }: Message): Ephemeral {
  return { response_type: 'ephemeral', text, blocks };
}

/** A command: modals first, while the trigger is fresh; the message is the acknowledgement itself. */
export async function answerCommand(
  client: WebClient,
  from: From,
  replies: readonly Reply[],
): Promise<Ephemeral | undefined> {
  let message: Message | undefined;
  for (const reply of replies) {
    if (reply.kind === 'say') message = reply.message;
    else await showAnywhere(client, from, reply);
  }
  return message && ephemeral(message);
}

/** Where there is no conversation to answer in: modals only. */
export async function answerShortcut(
  client: WebClient,
  from: From,
  replies: readonly Reply[],
): Promise<void> {
  for (const reply of replies) await showAnywhere(client, from, asModal(reply));
}

/** A button: on a message the person is answered there, in a modal on top of it, on Home in a modal. */
export async function answerPress(
  client: WebClient,
  input: PressInput,
  to: { replies: readonly Reply[]; respond: (message: RespondArguments) => Promise<unknown> },
): Promise<void> {
  const { surface } = input;
  await Promise.all(
    to.replies.map(async (reply) => {
      if (reply.kind === 'say' && surface.kind === 'message') {
        await to.respond({ ...ephemeral(reply.message), replace_original: false });
        return;
      }
      const shown = asModal(reply);
      if (surface.kind !== 'modal') await showAnywhere(client, input, shown);
      else await showInModal(client, { ...input, ...surface }, shown);
    }),
  );
}

async function showInModal(
  client: WebClient,
  at: From & { viewId: string; hash: string },
  reply: Reply,
): Promise<void> {
  if (reply.kind === 'replace') {
    await client.views.update({ view_id: at.viewId, hash: at.hash, view: reply.view });
  } else if (reply.kind === 'open') {
    await client.views.push({ trigger_id: at.triggerId, view: reply.view });
  } else await showAnywhere(client, at, reply);
}

/** Modals and Home; field errors and messages have no place here. */
async function showAnywhere(client: WebClient, from: From, reply: Reply): Promise<void> {
  if (reply.kind === 'home') {
    await client.views.publish({ user_id: slackUserId(from.by), view: reply.view });
  } else if (reply.kind === 'open' || reply.kind === 'replace') {
    await client.views.open({ trigger_id: from.triggerId, view: reply.view });
  }
}

function asModal(reply: Reply): Reply {
  return reply.kind === 'say' ? { kind: 'open', view: messageModal(reply.message) } : reply;
}

function messageModal({ blocks }: Message): ModalView {
  return tellingModal('Yardmaster', [...blocks], 'Close');
}

/** A form's answer: what stands in the acknowledgement. Nothing closes it. */
export function submissionAnswer(replies: readonly Reply[]): ViewResponseAction | undefined {
  for (const reply of replies) {
    if (reply.kind === 'errors') return { response_action: 'errors', errors: { ...reply.errors } };
    if (reply.kind === 'replace') return { response_action: 'update', view: reply.view };
    if (reply.kind === 'open') return { response_action: 'push', view: reply.view };
    if (reply.kind === 'say')
      return { response_action: 'update', view: messageModal(reply.message) };
  }
  return undefined;
}

/** What a form shows besides its own answer: Home. */
export async function afterSubmission(
  client: WebClient,
  from: From,
  replies: readonly Reply[],
): Promise<void> {
  for (const reply of replies) {
    if (reply.kind === 'home') await showAnywhere(client, from, reply);
  }
}
