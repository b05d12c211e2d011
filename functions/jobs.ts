import { sweeper } from '../lib/deliver/jobs.ts';
import { portLater } from '../lib/deliver/port-later.ts';
import { jobsHandler } from '../lib/jobs/run-job.ts';
import { lambdaDeps, lambdaSlack } from '../lib/wire-lambda.ts';

const wiring = lambdaDeps();
const { deps, env } = wiring;
const token = async () => (await lambdaSlack(wiring)).bot_token;
const sweep = sweeper(deps, portLater({ token, apiUrl: env.SLACK_API_URL, now: deps.now }));

/** The schedule's sweep (ends what is over, sends what is late), and setting up once. */
export const handler = jobsHandler(deps, sweep);
