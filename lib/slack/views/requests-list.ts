import type { KnownBlock } from '@slack/types';
import { count } from '../../core/count.ts';
import type { Extension } from '../../core/extension.ts';
import type { WorkflowRequest } from '../../core/request.ts';
import { ownExtensionsBlocks, ownExtensionsText } from './extension-told.ts';
import type { RoomPart } from './home.ts';
import {
  actions,
  boldLine,
  context,
  fallback,
  header,
  type Message,
  quote,
  section,
  upTo,
} from './parts.ts';
import { answers, requestLine } from './request-card.ts';
import { mention, safe, shown, when } from './text.ts';

/** Where a request stands in the platform's queue, from 1. */
export interface Placed {
  readonly place: number;
  readonly of: number;
}

export interface Waiting extends Placed {
  readonly request: WorkflowRequest;
}

const MOST = { home: 4, list: 10 } as const;

/** `requests`: what the person asked for and still waits for, of the platform and of owners. */
export function requestsMessage(
  waiting: readonly Waiting[],
  at: string,
  command: string,
  asked: readonly Extension[] = [],
): Message {
  if (asked.length === 0) return requestsAlone(waiting, at, command);
  const { text, blocks } = waiting.length > 0 ? requestsAlone(waiting, at, command) : NONE;
  const told = ownExtensionsText(asked);
  return { text: fallback(`${told} ${text}`), blocks: [...blocks, ...ownExtensionsBlocks(asked)] };
}

const NONE: Message = { text: '', blocks: [] };

function requestsAlone(waiting: readonly Waiting[], at: string, command: string): Message {
  if (waiting.length === 0) return noRequests(command);
  const head = `You wait for ${count(waiting.length, 'answer')} of the platform team.`;
  const told = waiting
    .slice(0, MOST.list)
    .map(({ request, ...place }) => `${request.workflow}: ${plainLine(request, place, at)}`);
  return {
    text: fallback(`${head} ${told.join(' ')}`),
    blocks: [section(`*${head}*`), ...upTo(waiting, MOST.list, (one) => waitingBlocks(one, at))],
  };
}

function noRequests(command: string): Message {
  const text = 'None of your requests waits for an answer.';
  const ask = `\`${safe(command, 40)} new\``;
  return {
    text: `${text} Ask for a workflow with ${safe(command, 40)} new.`,
    blocks: [section(text), context(`Ask for an AI workflow with ${ask} and what it should do.`)],
  };
}

/** The same on App Home; nothing when nothing waits. */
export function requestsPart(waiting: readonly Waiting[], at: string): RoomPart {
  if (waiting.length === 0) return { waiting: [], more: [] };
  const list = upTo(waiting, MOST.home, (one) => waitingBlocks(one, at));
  return { waiting: [], more: [header('My requests'), ...list] };
}

function waitingBlocks({ request, ...place }: Waiting, at: string): KnownBlock[] {
  return [boldLine(request.workflow, 120), context(whereLine(request, place, at))];
}

/** "Our own failures are never shown as the requester's fault": who is late is the platform team. */
function whereLine(request: WorkflowRequest, { place, of }: Placed, at: string): string {
  const where = place > 0 ? `Place ${place} of ${of}` : 'Waiting';
  if (at < request.dueAt) return `${where} · Answer due ${when(request.dueAt)}`;
  return `${where} · The answer was due ${when(request.dueAt)}. The platform team is late and is reminded every working day; there is nothing for you to do.`;
}

function plainLine(request: WorkflowRequest, { place, of }: Placed, at: string): string {
  const late = at < request.dueAt ? '' : ' The platform team is late and was reminded.';
  return `${place > 0 ? `place ${place} of ${of}` : 'waiting'}.${late}`;
}

/** What the platform's own channel reads when it owes an answer. */
export function requestReminder(request: WorkflowRequest, { place, of }: Placed): Message {
  const line = `Overdue: ${requestLine(request)}`;
  const due = `The answer was due ${when(request.dueAt)}`;
  const queue = place > 0 ? ` · place ${place} of ${of}` : '';
  return {
    text: fallback(line, `${due}. Approve it, ask for changes or reject it.`),
    blocks: [
      boldLine(shown(line, 300)),
      quote(request.need, 600),
      context(`${due}${queue} · ${mention(request.by)} waits for it.`),
      actions(`reminder|${request.id}|${request.remindAt ?? ''}`, ...answers(request.id)),
    ],
  };
}
