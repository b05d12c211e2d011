import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Command } from 'commander';
import type { ServerOptions } from '../identity.ts';
import type { Io } from '../io.ts';
import { loginFile, type StoredLogin } from '../places.ts';
import { asAnybody, type Shell } from '../shell.ts';

/** `yardmaster login CODE`: the token is stored and never printed. */
export function addLogin(program: Command, shell: Shell): void {
  asAnybody(program.command('login'))
    .description('log in with the code that "/yard login" shows in Slack')
    .argument('<code...>')
    .action((code: string[], options: ServerOptions) =>
      shell.anybody(options, async ({ io, client, server, print, fail }) => {
        const outcome = await client.login(code.join(' '));
        if (outcome.kind !== 'ok') return fail(outcome);
        const { person, token, expires_at } = outcome.value;
        store(io, { server, person, token, expires_at });
        print(
          { server, person, expires_at },
          `Logged in at ${server} as ${person} until ${expires_at}.`,
        );
        return 0;
      }),
    );
}

/** Readable for its owner alone, from the first byte on. */
function store(io: Io, login: StoredLogin): void {
  const file = loginFile(io);
  const fresh = `${file}.${process.pid}`;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(fresh, `${JSON.stringify(login, null, 2)}\n`, { mode: 0o600 });
  renameSync(fresh, file);
}
