import type { Settings } from '../acts/deps.ts';
import type { LocalEnvironment } from '../environment.ts';
import { PRE_GRANTED } from './sample/organisation.ts';

const LONGEST_WAIT_SECONDS = 25;
const WAIT_STEP_MS = 150;

/** Settings of one machine. The base URL is known once the server listens, so it is asked for late. */
export function localSettings(env: LocalEnvironment, baseUrl: () => string): Settings {
  return {
    command: env.YARDMASTER_COMMAND,
    get baseUrl() {
      return baseUrl();
    },
    waitSeconds: LONGEST_WAIT_SECONDS,
    waitStepMs: WAIT_STEP_MS,
    preGranted: env.YARDMASTER_PRE_GRANTED ?? (isSample(env) ? PRE_GRANTED : []),
  };
}

/** Whether the sample organisation lives here: on the local workspace, unless told otherwise. */
export function isSample(env: LocalEnvironment): boolean {
  return env.SLACK_BOT_TOKEN === undefined && env.YARDMASTER_SAMPLE === 'full';
}
