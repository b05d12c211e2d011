import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import type { Command } from 'commander';
import type { Failure } from '../../lib/client/outcome.ts';
import type { ServerOptions } from '../identity.ts';
import { plain } from '../io.ts';
import { storeLogin } from '../places.ts';
import { asAnybody, type Session, type Shell } from '../shell.ts';

/** `yardmaster login`: confirmed in Slack; the token is stored and never printed. */
export function addLogin(program: Command, shell: Shell): void {
  asAnybody(program.command('login'))
    .description('log in for 12 hours; you confirm it in Slack')
    .action((options: ServerOptions) =>
      shell.anybody(options, async (session) => {
        const { io, client, server, print, fail } = session;
        const host = hostname() || 'unknown';
        const started = await client.startLogin({ client: 'yardmaster command line', host });
        if (started.kind !== 'ok') return fail(started);
        io.err(plain(`In Slack, type: ${started.value.confirm}\n`));
        const fetched = await untilFetched(session, started.value);
        if (fetched.kind !== 'ok') return fail(fetched);
        const { person, token, expires_at } = fetched.value;
        storeLogin(io, { server, person, token, expires_at });
        print(
          { server, person, expires_at },
          `Logged in at ${server} as ${person} until ${expires_at}.`,
        );
        return 0;
      }),
    );
}

interface Started {
  readonly device_code: string;
  readonly interval: number;
  readonly expires_in: number;
}

type Fetched = Awaited<ReturnType<Session['client']['fetchLogin']>>;

/** Asks until somebody has answered in Slack, as seldom as the server wants it, as long as the code is good. */
async function untilFetched({ io, client }: Session, started: Started): Promise<Fetched> {
  const pause = io.pause ?? wait;
  let seconds = started.interval;
  for (let waited = 0; ; waited += seconds) {
    await pause(seconds * 1000);
    const outcome = await client.fetchLogin(started.device_code);
    if (outcome.kind === 'ok' || !mayChange(outcome) || waited > started.expires_in) return outcome;
    if (outcome.kind === 'problem' && outcome.why === 'slow-down') seconds += started.interval;
  }
}

function mayChange(failure: Failure): boolean {
  if (failure.kind !== 'problem') return failure.kind === 'unreachable';
  return failure.why === 'authorization-pending' || failure.why === 'slow-down';
}
