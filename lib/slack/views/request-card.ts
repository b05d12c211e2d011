import type { Button, KnownBlock } from '@slack/types';
import type { WorkflowRequest } from '../../core/request.ts';
import { ACTION } from './ids.ts';
import {
  actions,
  boldLine,
  button,
  context,
  factLines,
  fallback,
  type Message,
  primary,
  quote,
  toldQuote,
} from './parts.ts';
import { mention, safe, type Told, when } from './text.ts';

/**
 * A request as the platform channel sees it, waiting or answered. `copies`: what of the evidence is a
 * team's copy, against what it was copied from.
 */
export function requestCard(request: WorkflowRequest, copies: readonly Told[] = []): Message {
  const line = requestLine(request);
  return {
    text: fallback(line, answerLine(request)),
    blocks: [
      boldLine(line),
      quote(request.need, 1500),
      ...factLines([{ label: 'Nothing fits because', value: request.because }]),
      ...evidence(request),
      ...(copies.length > 0 ? [toldQuote(copies)] : []),
      context(`Asked by ${mention(request.by)} · ${when(request.at)}`, answerLine(request)),
      ...(request.answer?.reason ? [quote(request.answer.reason, 1500)] : []),
      ...answerButtons(request),
    ],
  };
}

export function requestLine(request: WorkflowRequest): string {
  return `${request.team} asks for a new AI workflow: ${request.workflow}`;
}

/** "The catalog evidence shown to it." */
function evidence(request: WorkflowRequest): KnownBlock[] {
  if (request.evidence.length === 0) return [context('The catalog had nothing similar to show.')];
  const names = request.evidence.map((one) => safe(one.id, 100)).join(', ');
  return [context(`Shown from the catalog before asking: ${names}`)];
}

/** Where the request stands, in one sentence. */
export function answerLine(request: WorkflowRequest): string {
  const { answer } = request;
  const by = answer ? ` by ${mention(answer.by)} · ${when(answer.at)}` : '';
  switch (request.state) {
    case 'queued':
      return `Answer due ${when(request.dueAt)}`;
    case 'approved':
      return `Approved to build${by}`;
    case 'changes-asked':
      return `Changes asked for${by}`;
    case 'rejected':
      return `Rejected${by}`;
    case 'reused':
      return `Answered with what exists: ${safe(request.because, 200)}`;
    case 'extending':
      return 'Waits for the owner of what nearly fits';
    case 'withdrawn':
      return 'Withdrawn';
  }
}

function answerButtons(request: WorkflowRequest): KnownBlock[] {
  if (request.state !== 'queued') return [];
  return [actions(`request|${request.id}|${request.state}`, ...answers(request.id))];
}

export function answers(id: string): Button[] {
  return [
    primary('Approve', ACTION.requestApprove, id),
    button('Ask for Changes', ACTION.requestChanges, id),
    button('Reject', ACTION.requestReject, id),
  ];
}
