import type { WebClient } from '@slack/web-api';
import type { Deps } from '../acts/deps.ts';
import { bareOrganisation, setUp } from '../acts/set-up.ts';
import type { LocalEnvironment } from '../environment.ts';
import { slackDirectory } from '../slack/directory.ts';
import { type SlackDoor, slackDoor } from '../slack/door.ts';
import { slackPeople } from '../slack/people.ts';
import { startSocket } from '../slack/socket.ts';
import { type BotIdentity, webClient, whoAmI } from '../slack/web.ts';
import type { Ground } from './ground.ts';
import { readOrganisationFile } from './organisation-file.ts';
import { HOME, ORGANISATION } from './sample/organisation.ts';
import { seedSample } from './sample/seed.ts';
import { BOT, sampleWorkspace } from './sample/workspace.ts';
import { isSample } from './settings.ts';
import type { Workspace } from './workspace/server.ts';

/** The half of this machine that talks to Slack: a real workspace, or the one on the local page. */
export interface SlackSide {
  readonly asking: Pick<Deps, 'people' | 'directory'>;
  readonly token: string;
  readonly apiUrl: string | undefined;
  readonly workspace: Workspace | undefined;
  /** Writes down the organisation where there is none yet. */
  readonly setUp: (deps: Deps) => Promise<void>;
  /** Begins to take what Slack sends. Over HTTP that is a door to serve; a socket needs none. */
  readonly connect: (deps: Deps) => Promise<SlackDoor | undefined>;
  readonly close: () => Promise<void>;
}

/** The local workspace: signed requests over HTTP, as on AWS. */
export async function sampleSide(env: LocalEnvironment, ground: Ground): Promise<SlackSide> {
  const { keyring, folder } = ground;
  const workspace = await sampleWorkspace({
    port: env.YARDMASTER_PAGE_PORT,
    command: env.YARDMASTER_COMMAND,
    keyring,
    statePath: folder.path('workspace.json'),
  });
  const { apiUrl } = workspace;
  const identity = { botId: BOT.botId, botUserId: BOT.userId, home: HOME };
  const signingSecret = keyring.slackSigning;
  return {
    asking: asking(webClient(BOT.token, { apiUrl }), HOME),
    token: BOT.token,
    apiUrl,
    workspace,
    setUp: (deps) =>
      isSample(env) ? seedSample(deps) : setUp(deps, bareOrganisation(HOME, ORGANISATION.name), []),
    connect: async (deps) =>
      slackDoor({ deps, signingSecret, token: BOT.token, ...identity, web: { apiUrl } }),
    close: () => workspace.close(),
  };
}

/** A real workspace over Socket Mode, or whatever SLACK_API_URL points at. */
export async function realSide(env: LocalEnvironment): Promise<SlackSide> {
  const { SLACK_BOT_TOKEN: token = '', SLACK_APP_TOKEN: appToken = '' } = env;
  const apiUrl = env.SLACK_API_URL;
  const client = webClient(token, { apiUrl });
  const identity = await whoAmI(client).catch((error: Error) => {
    throw new Error(
      `Slack did not say whose SLACK_BOT_TOKEN this is: ${error.message}. Check the token, the network and SLACK_API_URL.`,
    );
  });
  const closers: (() => Promise<void>)[] = [];
  return {
    asking: asking(client, identity.home),
    token,
    apiUrl,
    workspace: undefined,
    setUp: (deps) => setUpReal(deps, env, identity),
    connect: async (deps) => {
      const socket = await startSocket({ deps, token, appToken, ...identity, web: { apiUrl } });
      closers.push(socket.stop);
      return undefined;
    },
    close: async () => {
      for (const close of closers) await close();
    },
  };
}

function asking(client: WebClient, home: string): SlackSide['asking'] {
  return { people: slackPeople(client, home), directory: slackDirectory(client, { home }) };
}

async function setUpReal(deps: Deps, env: LocalEnvironment, { home }: BotIdentity): Promise<void> {
  const file = env.YARDMASTER_ORGANISATION;
  const { organisation, teams } = file
    ? readOrganisationFile(file, home)
    : { organisation: bareOrganisation(home, home), teams: [] };
  await setUp(deps, organisation, teams);
}
