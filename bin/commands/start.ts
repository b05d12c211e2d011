import type { Command } from 'commander';
import type { Shell } from '../shell.ts';

/** `yardmaster start` */
export function addStart(program: Command, shell: Shell): void {
  const { io } = shell;
  program
    .command('start')
    .description('start Yardmaster on this machine; Ctrl-C ends it')
    .action(() =>
      shell.alone(async () => {
        // Loaded here: the other commands start faster without a server in them.
        const { start } = await import('../../lib/local/start.ts');
        return start(io.env, {
          out: (line) => io.out(`${line}\n`),
          error: (line) => io.err(`${line}\n`),
          asked: askedToEnd(),
        });
      }),
    );
}

/** Resolves at the first Ctrl-C or SIGTERM; a second one ends the process at once, as usual. */
function askedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
