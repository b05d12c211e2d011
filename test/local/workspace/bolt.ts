import { createServer } from 'node:http';
import { App, AwsLambdaReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { onTestFinished } from 'vitest';
import type { Workspace } from '../../../lib/local/workspace/server.ts';
import { options, SECRET, serveRequests } from './kit.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });

const MODAL = {
  type: 'modal' as const,
  callback_id: 'ask',
  title: plain('New request'),
  submit: plain('Send'),
  close: plain('Cancel'),
  notify_on_close: true,
  blocks: [
    {
      type: 'input' as const,
      block_id: 'need',
      label: plain('What do you need?'),
      hint: plain('One sentence'),
      element: { type: 'plain_text_input' as const, action_id: 'text', multiline: true },
    },
    {
      type: 'input' as const,
      block_id: 'kind',
      label: plain('Kind'),
      element: {
        type: 'static_select' as const,
        action_id: 'pick',
        options: [
          { text: plain('Plugin'), value: 'plugin' },
          { text: plain('Connector'), value: 'connector' },
        ],
        initial_option: { text: plain('Plugin'), value: 'plugin' },
      },
    },
    {
      type: 'input' as const,
      block_id: 'entry',
      optional: true,
      label: plain('Catalog entry'),
      element: { type: 'external_select' as const, action_id: 'entry', min_query_length: 0 },
    },
  ],
};

/** The card a request makes, with its Approve button until somebody pressed it. */
function card(need: string, approvedBy?: string) {
  const said = {
    type: 'section' as const,
    text: { type: 'mrkdwn' as const, text: `*Request:* ${need}` },
  };
  const line = approvedBy ? `Approved by <@${approvedBy}>` : 'Waiting for one decision';
  const note = { type: 'context' as const, elements: [{ type: 'mrkdwn' as const, text: line }] };
  const actions = {
    type: 'actions' as const,
    block_id: 'decide',
    elements: [
      {
        type: 'button' as const,
        action_id: 'approve',
        style: 'primary' as const,
        text: plain('Approve'),
        value: need,
        confirm: {
          title: plain('Approve this request?'),
          text: plain('It is filed at once.'),
          confirm: plain('Approve'),
          deny: plain('Not Yet'),
        },
      },
      { type: 'button' as const, action_id: 'deny', text: plain('Deny'), value: need },
    ],
  };
  return approvedBy ? [said, note] : [said, note, actions];
}

/** A small counterpart: command → modal → field error → message → approve → message replaced → Home. */
function listen(app: App): void {
  app.command('/yard', async ({ ack, body, client, respond }) => {
    await ack();
    if (body.text.startsWith('find')) {
      await respond({ text: `Nothing found for *${body.text.slice(5)}*` });
      return;
    }
    await client.views.open({ trigger_id: body.trigger_id, view: MODAL });
  });
  app.shortcut('request', async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: MODAL });
  });
  app.options('entry', async ({ ack, payload }) => {
    const found = [`${payload.value}-drafter`, `${payload.value}-checker`];
    await ack({ options: found.map((value) => ({ text: plain(value), value })) });
  });
  app.view('ask', async ({ ack, view, client }) => {
    const need = view.state.values.need?.text?.value ?? '';
    if (need.length < 10) {
      await ack({ response_action: 'errors', errors: { need: 'Please say a little more' } });
      return;
    }
    await ack();
    await client.chat.postMessage({ channel: 'C1', text: `Request: ${need}`, blocks: card(need) });
  });
  app.action('approve', async ({ ack, body, client, payload }) => {
    await ack();
    if (body.type !== 'block_actions' || payload.type !== 'button') return;
    const need = payload.value ?? '';
    const text = `Approved by <@${body.user.id}>: ${need}`;
    const blocks = card(need, body.user.id);
    await client.chat.update({
      channel: body.channel?.id ?? '',
      ts: body.message?.ts ?? '',
      text,
      blocks,
    });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    const blocks = [{ type: 'header' as const, text: plain('Nothing waits for you') }];
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
  });
}

const identity = {
  token: options.bot.token,
  botId: options.bot.botId,
  botUserId: options.bot.userId,
  logLevel: LogLevel.ERROR,
  convoStore: false as const,
};

/** The app behind Lambda's receiver, reached by signed HTTP. */
export async function lambdaApp(of: Workspace): Promise<void> {
  const receiver = new AwsLambdaReceiver({ signingSecret: SECRET, logLevel: LogLevel.ERROR });
  const app = new App({ ...identity, receiver, clientOptions: { slackApiUrl: of.apiUrl } });
  listen(app);
  const handler = receiver.toHandler();
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    const event = {
      body: Buffer.concat(parts).toString('utf8'),
      headers,
      httpMethod: 'POST',
      isBase64Encoded: false,
      path: '/slack/events',
      resource: '',
      queryStringParameters: null,
      pathParameters: null,
      stageVariables: null,
      multiValueHeaders: {},
      multiValueQueryStringParameters: null,
      requestContext: {},
    };
    const answer = await handler(event, {});
    response.writeHead(answer.statusCode).end(String(answer.body ?? ''));
  });
  await serveRequests(of, server);
}

/** The same app over Socket Mode. */
export async function socketApp(of: Workspace): Promise<App> {
  const clientOptions = { slackApiUrl: of.apiUrl };
  const receiver = new SocketModeReceiver({
    appToken: options.bot.appToken,
    logLevel: LogLevel.ERROR,
    installerOptions: { clientOptions },
  });
  const app = new App({ ...identity, receiver, clientOptions });
  listen(app);
  await app.start();
  onTestFinished(async () => {
    await app.stop();
  });
  return app;
}
