import { createServer } from 'node:http';
import { inject, onTestFinished } from 'vitest';
import { readRequest } from '../../lib/acts/answer-request.ts';
import { loadApproval, loadPayload } from '../../lib/acts/approvals.ts';
import { askApproval, type Call } from '../../lib/acts/ask.ts';
import { catalogIndex } from '../../lib/acts/catalog-index.ts';
import { loadDenial } from '../../lib/acts/decision-words.ts';
import type { Deps, Log } from '../../lib/acts/deps.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import { loadWorkflow } from '../../lib/acts/standing.ts';
import { stateOf } from '../../lib/core/approval.ts';
import type { Manifest } from '../../lib/core/manifest.ts';
import { CHANNELS, HOME, keyOf, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { createTables } from '../../lib/local/tables.ts';
import {
  type Acting,
  startWorkspace,
  type Workspace,
  type WorkspaceOptions,
} from '../../lib/local/workspace/server.ts';
import { type SlackDoor, slackDoor } from '../../lib/slack/door.ts';
import { slackPeople } from '../../lib/slack/people.ts';
import { startSocket } from '../../lib/slack/socket.ts';
import { approvalCard } from '../../lib/slack/views/approval-card.ts';
import type { Message } from '../../lib/slack/views/parts.ts';
import { requestCard } from '../../lib/slack/views/request-card.ts';
import { webClient } from '../../lib/slack/web.ts';
import type { Store } from '../../lib/store/store.ts';
import { publish, REPLY_CATALOG } from '../kit/catalog.ts';
import { type TestDeps, testDeps } from '../kit/deps.ts';
import type { TestEngine } from '../kit/engine.ts';
import { served } from '../kit/served.ts';

export const SECRET = 'a signing secret of the tests';
export const BOT = {
  userId: 'U0BOT',
  botId: 'B0BOT',
  appId: 'A0YARD',
  name: 'Yardmaster',
  token: 'xoxb-tests',
  appToken: 'xapp-tests',
};

const everybody = [BOT.userId, ...Object.values(PEOPLE).map((person) => person.id)];

function workspaceOptions(now: () => number): WorkspaceOptions {
  return {
    port: 0,
    team: { id: HOME, name: 'Sample' },
    bot: BOT,
    people: Object.values(PEOPLE),
    channels: Object.values(CHANNELS).map((channel) => ({ ...channel, members: everybody })),
    commands: [{ command: '/yard', description: 'Find, request and follow AI workflows' }],
    shortcuts: [
      { name: 'Request an AI Workflow', callbackId: 'request_workflow' },
      { name: 'Of an older version', callbackId: 'long_gone' },
    ],
    signingSecret: SECRET,
    now,
  };
}

/** How Slack reaches the app. */
export type Mode = 'signed HTTP and the Lambda receiver' | 'Socket Mode';
export const MODES: readonly Mode[] = ['signed HTTP and the Lambda receiver', 'Socket Mode'];

export interface Stage {
  readonly deps: TestDeps;
  readonly workspace: Workspace;
  readonly owner: Acting;
  readonly colleague: Acting;
  readonly admin: Acting;
  readonly outsider: Acting;
  /** Everything that was logged, as text. */
  readonly logged: string[];
  /** From now on every read and write fails. */
  readonly breakStore: () => void;
}

let tables = 0;

async function freshTables({ client }: TestEngine) {
  tables += 1;
  const names = { registry: `registry-${tables}`, audit: `audit-${tables}` };
  await createTables(client, inject('tablesTemplate'), names);
  return names;
}

/** A workspace with the app connected and the reply catalog published; it closes with the test. */
export async function stage(engine: TestEngine, mode: Mode): Promise<Stage> {
  const logged: string[] = [];
  const standing = await testDeps({ client: engine.client, tables: await freshTables(engine) });
  await publish(standing, REPLY_CATALOG);
  const workspace = await startWorkspace(workspaceOptions(() => Date.parse(standing.now())));
  onTestFinished(() => workspace.close());
  const web = { apiUrl: workspace.apiUrl };
  const people = slackPeople(webClient(BOT.token, web), HOME);
  const { store, breakStore } = breakable(standing.store);
  const catalog = catalogIndex({ store, zip: standing.zip }, () => Date.parse(standing.now()));
  const deps: TestDeps = { ...standing, store, catalog, people, log: logInto(logged) };
  const app = { deps, web, ...BOT, botUserId: BOT.userId };
  if (mode === 'Socket Mode') {
    const socket = await startSocket(app);
    onTestFinished(socket.stop);
  } else {
    workspace.setRequestUrl(await servedDoor(slackDoor({ ...app, signingSecret: SECRET })));
  }
  const as = (someone: { id: string }) => workspace.driver.as(someone.id);
  const { owner, colleague, admin, outsider } = PEOPLE;
  const acting = { owner, colleague, admin, outsider };
  return {
    deps,
    workspace,
    logged,
    breakStore,
    owner: as(acting.owner),
    colleague: as(acting.colleague),
    admin: as(acting.admin),
    outsider: as(acting.outsider),
  };
}

/** A store whose client can be told to fail, as when the network to it is gone. */
function breakable(store: Store) {
  let broken = false;
  const client = new Proxy(store.client, {
    get: (target, name, receiver) => {
      if (broken && name === 'send') throw new Error('the registry is broken');
      return Reflect.get(target, name, receiver);
    },
  });
  return {
    store: { ...store, client },
    breakStore: () => {
      broken = true;
    },
  };
}

export function logInto(lines: string[]): Log {
  const write: Log['info'] = (fields, message) => {
    lines.push(`${message} ${JSON.stringify(fields)}`);
  };
  return { info: write, warn: write, error: write };
}

/** The door behind a plain server, as API Gateway would call it. */
async function servedDoor(door: SlackDoor): Promise<string> {
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const answer = await door({
      method: request.method ?? '',
      headers: request.headers,
      body: Buffer.concat(parts).toString('base64'),
      isBase64Encoded: true,
    });
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  return `${await served(server)}/slack`;
}

export const MANIFEST = {
  workflow: 'support-reply-drafter',
  owner: 'team-support',
  uses: [
    { plugin: 'reply-drafter', version: '3.2.x' },
    { connector: 'crm-readonly', version: '1.4.0' },
  ],
  review_required_actions: ['send_external_email'],
};

const CALL: Call = {
  action: 'send_external_email',
  target: 'ticket 4711',
  arguments: { to: 'customer@example.com', body: 'Hello <!channel>' },
  reason: 'The customer asked',
  onBehalfOf: keyOf(PEOPLE.owner),
  idempotencyKey: 'first',
};

/** Registers the workflow as the owner and asks for one approval. Returns the approval's id. */
export async function asked(
  deps: Deps,
  call: Partial<Call> = {},
  manifest: Manifest = MANIFEST,
): Promise<string> {
  await registerManifest(deps, keyOf(PEOPLE.owner), manifest, 'repo');
  const workflow = await loadWorkflow(deps, MANIFEST.workflow);
  if (!workflow) throw new Error('the workflow is not there');
  const outcome = await askApproval(deps, workflow.state, { ...CALL, ...call });
  if (outcome.kind === 'refused') throw new Error(outcome.say);
  return outcome.approval.id;
}

/** Posts an approval's card to the support channel, as deliver would. Returns where it is. */
export async function postCard({ deps, workspace }: Stage, id: string) {
  return post(workspace, CHANNELS.support.id, await cardOf(deps, id));
}

async function cardOf(deps: Deps, id: string): Promise<Message> {
  const loaded = await loadApproval(deps, id);
  if (!loaded) throw new Error('there is no such approval');
  const approval = loaded.head.state;
  const denial = await loadDenial(deps, approval);
  const payload = await loadPayload(deps, id);
  return approvalCard({ approval, asked: loaded.asked, card: payload?.card, denial });
}

/** Posts a request's card to the platform channel. */
export async function postRequest({ deps, workspace }: Stage, id: string) {
  const request = await readRequest(deps, id);
  if (!request) throw new Error('there is no such request');
  return post(workspace, CHANNELS.platform.id, requestCard(request));
}

export async function post(workspace: Workspace, channel: string, message: Message) {
  const client = webClient(BOT.token, { apiUrl: workspace.apiUrl });
  const { ts = '' } = await client.chat.postMessage({ channel, ...message });
  return { channel, ts };
}

/** Where an approval stands. */
export async function stateNow({ deps }: Stage, id: string) {
  const loaded = await loadApproval(deps, id);
  return loaded && stateOf(loaded.head.state);
}
