import type { Command } from 'commander';
import type { ServerOptions } from '../identity.ts';
import { readJsonFile } from '../json-file.ts';
import { asPerson, type Shell } from '../shell.ts';

/** `yardmaster register manifest.json` */
export function addRegister(program: Command, shell: Shell): void {
  asPerson(program.command('register'))
    .description("register a workflow's manifest")
    .argument('<manifest>', 'a JSON file')
    .action((file: string, options: ServerOptions) =>
      shell.person(options, 'owner', async ({ io, client, print, fail }) => {
        const outcome = await client.register(readJsonFile(io, file));
        if (outcome.kind !== 'ok') return fail(outcome);
        const { outcome: what, workflow, warnings, proposed } = outcome.value;
        const { id, status, revision, locks } = workflow;
        const lines = [
          what === 'proposed'
            ? `${id} stays at revision ${revision}, ${status}. The change waits for a review:`
            : `${id} is ${what}: ${status}, revision ${revision}.`,
          ...(proposed?.reasons ?? []).map(
            ({ review, say }) => `  ${say} (looked at by the ${review})`,
          ),
          ...locks.map((lock) => `  ${lock.component} ${lock.range} → ${lock.version}`),
          ...warnings.map((warning) => `Mind: ${warning}`),
        ];
        print(outcome.value, lines.join('\n'));
        return 0;
      }),
    );
}
