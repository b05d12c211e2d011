import { portLater } from '../lib/deliver/port-later.ts';
import { queueHandler } from '../lib/deliver/queue.ts';
import { webhookSender } from '../lib/hooks/sender.ts';
import { lambdaDeps, lambdaSlack } from '../lib/wire-lambda.ts';

const wiring = lambdaDeps();
const { deps, env } = wiring;
const token = async () => (await lambdaSlack(wiring)).bot_token;

/** Messages of the outbox's queues: makes each row's Slack thing true, or tells a webhook. */
export const handler = queueHandler(
  deps,
  portLater({ token, apiUrl: env.SLACK_API_URL, now: deps.now }),
  webhookSender(),
);
