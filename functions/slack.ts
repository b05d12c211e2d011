import { loadOrganisation } from '../lib/acts/standing.ts';
import { type SlackDoor, slackDoor } from '../lib/slack/door.ts';
import { gatewayHandler } from '../lib/slack/lambda.ts';
import { slackPeople } from '../lib/slack/people.ts';
import { webClient } from '../lib/slack/web.ts';
import { lambdaDeps, lambdaSlack } from '../lib/wire-lambda.ts';

const wiring = lambdaDeps();

async function openDoor(): Promise<SlackDoor> {
  const secret = await lambdaSlack(wiring);
  const web = { apiUrl: wiring.env.SLACK_API_URL };
  const home = async () => (await loadOrganisation(wiring.deps)).home;
  const people = slackPeople(webClient(secret.bot_token, web), home);
  const { bot_token: token, bot_id: botId, bot_user_id: botUserId } = secret;
  return slackDoor({
    deps: { ...wiring.deps, people },
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
