import { sweeper } from '../lib/deliver/jobs.ts';
import { portLater } from '../lib/deliver/port-later.ts';
import { webhookSender } from '../lib/hooks/sender.ts';
import { jobsHandler } from '../lib/jobs/run-job.ts';
import { lambdaDeps, lambdaSlack } from '../lib/wire-lambda.ts';
import { slackAskingLater } from '../lib/wire-slack.ts';

const wiring = lambdaDeps();
const { env } = wiring;
const deps = { ...wiring.deps, ...slackAskingLater(wiring) };
const token = async () => (await lambdaSlack(wiring)).bot_token;
const port = portLater({ token, apiUrl: env.SLACK_API_URL, now: deps.now });
const sweep = sweeper(deps, port, webhookSender());

/** "On AWS the deploy context names the person": by the id alone, of the app's own workspace. */
const firstAdmin = async () => {
  const { YARDMASTER_FIRST_ADMIN: id } = env;
  return id && `${(await lambdaSlack(wiring)).home}/${id}`;
};

/** The schedule's sweep (ends what is over, sends what is late), and setting up once. */
export const handler = jobsHandler(deps, { sweep, firstAdmin });
