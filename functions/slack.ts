import { providerCheck } from '../lib/oidc/discovery.ts';
import { type SlackDoor, slackDoor } from '../lib/slack/door.ts';
import { gatewayHandler } from '../lib/slack/lambda.ts';
import { lambdaDeps, lambdaSlack } from '../lib/wire-lambda.ts';
import { slackAsking } from '../lib/wire-slack.ts';

const wiring = lambdaDeps();

/** Settings are checked here; people log in at the API's own pages. */
const login = { ...wiring.deps.login, check: providerCheck() };

async function openDoor(): Promise<SlackDoor> {
  const secret = await lambdaSlack(wiring);
  const web = { apiUrl: wiring.env.SLACK_API_URL };
  const { bot_token: token, bot_id: botId, bot_user_id: botUserId } = secret;
  return slackDoor({
    deps: { ...wiring.deps, ...slackAsking(secret.bot_token, wiring), login },
    signingSecret: secret.signing_secret,
    token,
    botId,
    botUserId,
    web,
  });
}

// Begun while the function starts: the secret is on its way before the first request is.
let opening = openDoor();
opening.catch(() => undefined);

/** Slack's commands, buttons, forms and events. */
export const handler = gatewayHandler(() => {
  const door = opening;
  door.catch(() => {
    if (door === opening) opening = openDoor();
    opening.catch(() => undefined);
  });
  return door;
});
