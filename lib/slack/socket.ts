import { SocketModeReceiver } from '@slack/bolt';
import { createSlackApp, type SlackAppOptions } from './app.ts';
import { boltLogger } from './logger.ts';

export interface SocketOptions extends Omit<SlackAppOptions, 'receiver'> {
  /** `xapp-…`, with the scope connections:write. */
  readonly appToken: string;
}

/**
 * Connects over Socket Mode and resolves once connected; no address of ours has to be reachable.
 * The receiver gets client options of its own: Bolt writes the retries that reconnecting needs into
 * them, and they must not reach the calls of listeners.
 */
export async function startSocket({
  appToken,
  ...options
}: SocketOptions): Promise<{ stop: () => Promise<void> }> {
  const { apiUrl, fetch } = options.web ?? {};
  const receiver = new SocketModeReceiver({
    appToken,
    logger: boltLogger(options.deps.log),
    installerOptions: {
      clientOptions: {
        ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
        ...(fetch ? { fetch } : {}),
      },
    },
  });
  const app = createSlackApp({ ...options, receiver });
  await app.start();
  return {
    stop: async () => {
      await app.stop();
    },
  };
}
