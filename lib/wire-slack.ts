import type { Deps } from './acts/deps.ts';
import { loadOrganisation } from './acts/standing.ts';
import { slackDirectory } from './slack/directory.ts';
import { slackPeople } from './slack/people.ts';
import { webClient } from './slack/web.ts';
import { type LambdaWiring, lambdaSlack } from './wire-lambda.ts';

type AsksSlack = Pick<Deps, 'people' | 'directory'>;

/** What is asked of Slack with this token. */
export function slackAsking(token: string, { deps, env }: LambdaWiring): AsksSlack {
  const client = webClient(token, { apiUrl: env.SLACK_API_URL });
  const home = async () => (await loadOrganisation(deps)).home;
  return { people: slackPeople(client, home), directory: slackDirectory(client, { home }) };
}

/**
 * The same for a function that seldom asks: the secret is read when it is first needed, once for the
 * life of the process; one that could not be had is asked for again the next time.
 */
export function slackAskingLater(wiring: LambdaWiring): AsksSlack {
  let made: Promise<AsksSlack> | undefined;
  const make = async () => slackAsking((await lambdaSlack(wiring)).bot_token, wiring);
  const later = () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
  return {
    people: { fresh: async (person) => (await later()).people.fresh(person) },
    directory: {
      byEmail: async (address) => (await later()).directory.byEmail(address),
      members: async (group) => (await later()).directory.members(group),
      hasGroups: async () => (await later()).directory.hasGroups(),
      groups: async () => (await later()).directory.groups(),
      probe: async (channel) => (await later()).directory.probe(channel),
    },
  };
}
