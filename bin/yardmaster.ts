import { homedir } from 'node:os';
import { createInterface } from 'node:readline/promises';
import { processEnvironment } from '../lib/environment.ts';
import { run } from './run.ts';

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

/** On standard error, so that what is asked is no part of the result. */
async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}

process.exitCode = await run(process.argv.slice(2), {
  env: processEnvironment(),
  cwd: process.cwd(),
  home: homedir(),
  ...(process.stdin.isTTY ? { ask } : {}),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
