import type { Command } from 'commander';
import { type ServerOptions, serverFor } from '../identity.ts';
import { UsageProblem } from '../io.ts';
import { readLogin, removeLogin } from '../places.ts';
import { asAnybody, type Shell } from '../shell.ts';

/** `yardmaster logout`: ends the login on the server, then forgets it here. */
export function addLogout(program: Command, shell: Shell): void {
  asAnybody(program.command('logout'))
    .description('end your login')
    .action((options: ServerOptions) => {
      const { io } = shell;
      const server = serverFor(io, options);
      const login = readLogin(io);
      if (login?.server !== server) throw new UsageProblem(`You are not logged in at ${server}.`);
      const own = { ...options, token: login.token };
      return shell.person(own, 'owner', async ({ client, print, fail }) => {
        const outcome = await client.endLogin();
        const over = outcome.kind === 'problem' && outcome.why === 'unauthenticated';
        if (outcome.kind !== 'ok' && !over) return fail(outcome);
        removeLogin(io);
        print({ server, ended: true }, `Logged out at ${server}.`);
        return 0;
      });
    });
}
