import { writeFileSync } from 'node:fs';
import type { Deps } from '../acts/deps.ts';
import { newSetUpCode, type SetUpCode } from '../acts/set-up-code.ts';
import { loadOrganisation } from '../acts/standing.ts';
import { openAgain } from '../acts/stop.ts';
import { createApi } from '../api/app.ts';
import type { Organisation } from '../core/people.ts';
import { drain } from '../deliver/drain.ts';
import { paced } from '../deliver/pace.ts';
import { slackPort } from '../deliver/slack.ts';
import { drainWebhooks } from '../deliver/webhook-lane.ts';
import {
  type Environment,
  EnvironmentProblem,
  type LocalEnvironment,
  readLocalEnvironment,
} from '../environment.ts';
import { webhookSender } from '../hooks/sender.ts';
import { oidcLogin } from '../oidc/login.ts';
import { oidcVerifier } from '../oidc/verify.ts';
import { commonDeps, createLog } from '../wire.ts';
import { ARCHIVE, folderArchive } from './archive.ts';
import { type Ground, openGround } from './ground.ts';
import { localCheckpointSigner, localSealer, localSigner } from './keyring.ts';
import { CONNECTOR_SECRETS, localLending } from './lending.ts';
import { LOCAL_WORKS, type Loops, startLoops } from './loops.ts';
import { sampleLogins } from './sample/seed.ts';
import { type Served, serve } from './serve.ts';
import { localSettings } from './settings.ts';
import { realSide, type SlackSide, sampleSide } from './slack-side.ts';
import type { Workspace } from './workspace/server.ts';

/** Yardmaster, running on one machine. */
export interface Machine {
  readonly kind: 'machine';
  readonly apiUrl: string;
  /** The local workspace; absent when a real one is served. */
  readonly workspace: Workspace | undefined;
  /** Logins of the sample people, by handle; empty when a real workspace is served. */
  readonly logins: Readonly<Record<string, string>>;
  readonly command: string;
  /** Where the data are kept, as it was named. */
  readonly dataFolder: string;
  /** Makes whoever types it the first admin; undefined where there is one. */
  readonly setUpCode: SetUpCode | undefined;
  /** Set while nothing is asked, decided or consumed: after `yardmaster uninstall`. */
  readonly stopped: Organisation['stopped'];
  /** Resolves when the engine has ended by itself: nothing works from then on. */
  readonly broken: Promise<void>;
  /** Ends every process and server that was started. */
  readonly close: () => Promise<void>;
}

const DRAIN_ROWS = 100;

/**
 * Starts everything on this machine: engine, API, Slack (real with both tokens, else the local
 * workspace) and the loops. Refuses with a sentence when a setting is wrong, or the data folder or a
 * port is taken.
 */
export async function startMachine(
  processEnv: Environment,
  { setUpAgain = false } = {},
): Promise<Machine | { kind: 'refused'; message: string }> {
  const env = settingsOf(processEnv);
  if (env instanceof EnvironmentProblem) return { kind: 'refused', message: env.message };
  const ground = await openGround(env.YARDMASTER_DATA, processEnv);
  if (ground.kind === 'refused') return ground;
  const closers: (() => Promise<void>)[] = [ground.close];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    return { ...(await assemble(env, ground, { closers, setUpAgain })), kind: 'machine', close };
  } catch (error) {
    await close();
    return { kind: 'refused', message: error instanceof Error ? error.message : String(error) };
  }
}

function settingsOf(processEnv: Environment): LocalEnvironment | EnvironmentProblem {
  try {
    return readLocalEnvironment(processEnv);
  } catch (error) {
    if (error instanceof EnvironmentProblem) return error;
    throw error;
  }
}

interface How {
  readonly closers: (() => Promise<void>)[];
  /** Opens what an admin had uninstalled. */
  readonly setUpAgain: boolean;
}

async function assemble(env: LocalEnvironment, ground: Ground, how: How) {
  const { closers, setUpAgain } = how;
  const real = env.SLACK_BOT_TOKEN !== undefined;
  const side: SlackSide = real ? await realSide(env) : await sampleSide(env, ground);
  closers.push(side.close);
  const running: { loops?: Loops; served?: Served } = {};
  const deps = localDeps(env, ground, side.asking, {
    baseUrl: () => running.served?.url ?? '',
    wake: () => running.loops?.wake(),
  });
  await side.setUp(deps);
  // The side stands, so its token works: what Slack had ended goes on.
  await openAgain(deps, { setUpAgain });
  running.served = await serve(
    createApi(deps, { works: LOCAL_WORKS }),
    await side.connect(deps),
    env.YARDMASTER_PORT,
  );
  closers.push(running.served.close);
  side.workspace?.setRequestUrl(`${running.served.url}/slack`);
  const sender = webhookSender();
  running.loops = startLoops(deps, drainer(deps, side), () =>
    drainWebhooks(deps, sender, { most: DRAIN_ROWS }),
  );
  closers.push(running.loops.stop);
  const logins = real ? {} : await sampleLogins(deps);
  if (!real) writeLogins(ground, running.served.url, logins);
  return {
    apiUrl: running.served.url,
    workspace: side.workspace,
    logins,
    command: env.YARDMASTER_COMMAND,
    dataFolder: env.YARDMASTER_DATA,
    setUpCode: await newSetUpCode(deps),
    stopped: (await loadOrganisation(deps)).stopped,
    broken: ground.engineEnded,
  };
}

function localDeps(
  env: LocalEnvironment,
  ground: Ground,
  asking: SlackSide['asking'],
  late: { baseUrl: () => string; wake: () => void },
): Deps {
  return {
    ...commonDeps(ground.store),
    oidc: oidcVerifier(),
    login: oidcLogin({ loopback: true }),
    seal: localSealer(ground.keyring),
    signer: localSigner(ground.keyring),
    checkpointSigner: localCheckpointSigner(ground.keyring),
    archive: folderArchive(ground.folder.path(ARCHIVE)),
    lending: localLending(
      { keyring: ground.keyring, folder: ground.folder.path(CONNECTOR_SECRETS) },
      env.AWS_ENDPOINT_URL_STS,
    ),
    ...asking,
    settings: localSettings(env, late.baseUrl),
    log: createLog(env.LOG_LEVEL),
    wake: late.wake,
  };
}

function drainer(deps: Deps, side: SlackSide): () => Promise<void> {
  const { apiUrl: slackApiUrl, token } = side;
  const port = paced(slackPort(token, slackApiUrl ? { slackApiUrl } : {}), deps.now);
  return async () => {
    await drain(deps, port, { lane: 'interactive', most: DRAIN_ROWS });
    await drain(deps, port, { lane: 'bulk', most: DRAIN_ROWS });
  };
}

/** What the command line on this machine reads; for the owner of the folder alone. */
function writeLogins(ground: Ground, baseUrl: string, people: Record<string, string>): void {
  const text = JSON.stringify({ baseUrl, people }, null, 2);
  writeFileSync(ground.folder.path('cli.json'), `${text}\n`, { mode: 0o600 });
}
