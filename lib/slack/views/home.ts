import type { HomeView, KnownBlock } from '@slack/types';
import { count } from '../../core/count.ts';
import type { Team } from '../../core/people.ts';
import type { WorkflowRequest } from '../../core/request.ts';
import type { Workflow } from '../../core/workflow.ts';
import { LIMITS } from '../limits.ts';
import { choices, lineOnly } from './approval-card.ts';
import { DELEGATION } from './delegation-ids.ts';
import { EDIT } from './edit-modal.ts';
import { statusWords } from './find.ts';
import { ACTION, decisionValue } from './ids.ts';
import {
  actions,
  boldLine,
  button,
  context,
  header,
  primary,
  quote,
  section,
  upTo,
} from './parts.ts';
import { answerLine, answers, requestLine } from './request-card.ts';
import { mention, oneLine, safe, when } from './text.ts';
import { type WaitingShown, waitingFacts } from './waiting.ts';

export interface HomeShown {
  readonly at: string;
  readonly waiting: readonly WaitingShown[];
  readonly queue: readonly WorkflowRequest[];
  readonly mine: readonly Workflow[];
  readonly teams: readonly { readonly team: Team; readonly workflows: readonly Workflow[] }[];
}

/** What another room shows here: what waits, and the rest. */
export interface RoomPart {
  readonly waiting: readonly KnownBlock[];
  readonly more: readonly KnownBlock[];
}

/** How many of each are shown, so that all of it stays within 100 blocks. */
const MOST = { waiting: 8, queue: 6, mine: 10, team: 5, teams: 3 } as const;

/** App Home: "what waits for me on top; 1–2 main actions; empty states that teach". */
export function homeView(
  shown: HomeShown,
  command: string,
  rooms: readonly RoomPart[] = [],
): HomeView {
  const more = rooms.flatMap((room) => room.waiting);
  const blocks = [
    ...waiting(shown.waiting, more),
    ...queue(shown.queue),
    ...mine(shown.mine, command),
    ...rooms.flatMap((room) => room.more),
    ...teams(shown.teams, command),
  ];
  const end = context(`Updated ${when(shown.at)}`);
  return { type: 'home', blocks: [...blocks.slice(0, LIMITS.blocksPerView - 1), end] };
}

/** Home for somebody it cannot be shown to. */
export function closedHome(text: string): HomeView {
  return { type: 'home', blocks: [section(text)] };
}

function waiting(approvals: readonly WaitingShown[], more: readonly KnownBlock[]): KnownBlock[] {
  const empty = section(
    'Nothing waits for you. When an agent of your team wants to do something that needs an approval, it shows here and in your team’s channel.',
  );
  return [
    header('Waiting for you'),
    ...(approvals.length + more.length === 0 ? [empty] : []),
    ...upTo(approvals, MOST.waiting, waitingCard),
    ...(approvals.length > MOST.waiting ? [showAll(approvals.length)] : []),
    ...more,
  ];
}

/** What does not fit here is a press away, a page at a time. */
function showAll(all: number): KnownBlock {
  return actions('home-waiting', button(`Show All ${all}`, DELEGATION.all, '0'));
}

function waitingCard(approval: WaitingShown): KnownBlock[] {
  const { id, digest, decisions, heldSince } = approval;
  const held = heldSince !== undefined;
  return [
    boldLine(lineOnly(approval).line),
    waitingFacts(approval),
    actions(
      `home-approval|${id}|${decisions.length}${held ? '|held' : ''}`,
      ...(held ? [] : choices(decisionValue(id, digest))),
      button('Details', ACTION.details, id),
    ),
  ];
}

function queue(requests: readonly WorkflowRequest[]): KnownBlock[] {
  if (requests.length === 0) return [];
  return [
    header('Workflow requests'),
    ...upTo(requests, MOST.queue, (request) => [
      boldLine(requestLine(request), 200),
      quote(request.need, 300),
      context(`Asked by ${mention(request.by)} · ${answerLine(request)}`),
      actions(`home-request|${request.id}`, ...answers(request.id)),
    ]),
  ];
}

function mine(workflows: readonly Workflow[], command: string): KnownBlock[] {
  const ask = primary('Request an AI Workflow', ACTION.homeNew, 'home');
  const teach = `You own no AI workflow yet. Look for what exists with \`${safe(command, 40)} find\` and a few words, or say what you need.`;
  return [
    header('My workflows'),
    ...(workflows.length === 0 ? [section(teach)] : []),
    ...upTo(workflows, MOST.mine, (workflow) => [
      section(workflowLine(workflow)),
      actions(
        `home-workflow|${workflow.id}`,
        button('Get Key Code', ACTION.keyCode, workflow.id),
        button('Send to Colleague', ACTION.keySend, workflow.id),
        button('Edit', EDIT.open, workflow.id),
      ),
    ]),
    actions('home-new', ask),
  ];
}

/** Name, status in words, versions, last change. */
function workflowLine(workflow: Workflow): string {
  const first = workflow.locks
    .slice(0, 3)
    .map((lock) => safe(`${lock.component} ${lock.version}`, 120));
  const more = workflow.locks.length - first.length;
  const versions = [...first, ...(more > 0 ? [`${more} more`] : [])].join(', ');
  const status = statusWords(workflow.status);
  const key = workflow.keys?.length ? 'key in use' : 'no key yet';
  const changed = `changed ${when(workflow.updatedAt)} by ${mention(workflow.lastEditor)}`;
  return `*${safe(workflow.id, 80)}* · ${status} · ${key}\n${versions}\nRevision ${workflow.revision}, ${changed}`;
}

function teams(groups: HomeShown['teams'], command: string): KnownBlock[] {
  const filled = groups.filter((group) => group.workflows.length > 0);
  if (groups.length > 0 && filled.length === 0) return [];
  if (filled.length === 0) {
    const how = `You are in no team yet. Ask your lead to add you. Platform admins create teams with \`${safe(command, 40)} teams\`.`;
    return [header('My teams'), section(how)];
  }
  return upTo(filled, MOST.teams, ({ team, workflows }) => [
    header(`${oneLine(team.name)}: ${count(workflows.length, 'other workflow')}`),
    ...upTo(workflows, MOST.team, (workflow) => [section(workflowLine(workflow))]),
  ]);
}
