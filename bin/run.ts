import { Command, CommanderError } from 'commander';
import { addApproval } from './commands/approval.ts';
import { addAudit } from './commands/audit.ts';
import { addFind } from './commands/find.ts';
import { addImport } from './commands/import.ts';
import { addKey } from './commands/key.ts';
import { addLog } from './commands/log.ts';
import { addLogin } from './commands/login.ts';
import { addRegister } from './commands/register.ts';
import { addShow } from './commands/show.ts';
import { addSlack } from './commands/slack.ts';
import { addStart } from './commands/start.ts';
import { type Io, plain, UsageProblem } from './io.ts';
import { createShell, type Shell } from './shell.ts';

const ADD = [
  addStart,
  addFind,
  addShow,
  addRegister,
  addImport,
  addKey,
  addLogin,
  addApproval,
  addLog,
  addAudit,
  addSlack,
];

/** Runs one command. 0: done. 1: refused or failed. 2: the command line itself is wrong. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const shell = createShell(io);
  const program = build(shell);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return shell.exitCode();
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof UsageProblem)) throw error;
    io.err(plain(`${error.message}\n`));
    return 2;
  }
}

function build(shell: Shell): Command {
  const { out, err } = shell.io;
  const program = new Command('yardmaster')
    .description('AI workflow registry and approvals')
    .configureOutput({ writeOut: out, writeErr: err })
    .exitOverride()
    .showHelpAfterError('(--help shows how)');
  for (const add of ADD) add(program, shell);
  return program;
}
