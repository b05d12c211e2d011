import type { Command } from 'commander';
import type { Shell } from '../shell.ts';

/** `yardmaster start` */
export function addStart(program: Command, shell: Shell): void {
  const { io } = shell;
  program
    .command('start')
    .description('start Yardmaster on this machine; Ctrl-C ends it')
    .option('--set-up-again', 'open what "yardmaster uninstall" ended')
    .action(({ setUpAgain = false }: { setUpAgain?: boolean }) =>
      shell.alone(async () => {
        // Loaded here: the other commands start faster without a server in them.
        const { start } = await import('../../lib/local/start.ts');
        const terminal = {
          out: (line: string) => io.out(`${line}\n`),
          error: (line: string) => io.err(`${line}\n`),
          asked: askedToEnd(),
        };
        return start(io.env, terminal, { setUpAgain });
      }),
    );
}

/** Resolves at the first Ctrl-C or SIGTERM; a second one ends the process at once, as usual. */
function askedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
