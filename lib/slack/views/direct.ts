import type { WorkflowRequest } from '../../core/request.ts';
import type { Workflow } from '../../core/workflow.ts';
import { ACTION } from './ids.ts';
import { actions, boldLine, button, context, fallback, type Message, quote } from './parts.ts';
import { answerLine } from './request-card.ts';
import { safe } from './text.ts';

/** What the requester reads when the platform team has answered. */
export function requestAnswer(request: WorkflowRequest, command: string): Message {
  const line = `${HEADLINE[request.state]}: ${request.workflow}`;
  return {
    text: fallback(line, answerLine(request)),
    blocks: [
      boldLine(line),
      context(answerLine(request)),
      ...(request.answer?.reason ? [quote(request.answer.reason, 1500)] : []),
      context(nextStep(request, command)),
    ],
  };
}

const HEADLINE: Readonly<Record<WorkflowRequest['state'], string>> = {
  queued: 'Your request waits for the platform team',
  approved: 'Your request was approved to build',
  'changes-asked': 'The platform team asks for changes to your request',
  rejected: 'Your request was rejected',
  reused: 'Your request was answered with what exists',
  extending: 'Your request waits for the owner of what nearly fits',
  withdrawn: 'Your request was withdrawn',
};

function nextStep(request: WorkflowRequest, command: string): string {
  const ask = `\`${safe(command, 40)} new\``;
  switch (request.state) {
    case 'approved':
      return 'The platform team starts to build it and tells you when it can be pinned.';
    case 'changes-asked':
      return `Send a new request with ${ask} that answers this.`;
    case 'rejected':
      return `If the need changes, send a new request with ${ask}.`;
    case 'queued':
    case 'extending':
    case 'withdrawn':
    case 'reused':
      return 'There is nothing left for you to do.';
  }
}

/** "Send to Colleague": tells somebody that they may run a workflow. The code comes with the button. */
export function keyOffer(workflow: Workflow, command: string): Message {
  const line = `You are asked to run the AI workflow ${workflow.id}`;
  const how =
    'Get Key Code shows a code that works once, for 15 minutes. The key itself never appears in Slack.';
  return {
    text: fallback(line, 'Get a key code to start.'),
    blocks: [
      boldLine(line),
      ...(workflow.purpose ? [quote(workflow.purpose, 600)] : []),
      context(how, `Type \`${safe(command, 40)} help\` to see what else there is.`),
      actions(`key-offer|${workflow.id}`, button('Get Key Code', ACTION.keyCode, workflow.id)),
    ],
  };
}
