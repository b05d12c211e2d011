import { stopSentence } from '../core/in-force.ts';
import type { Environment } from '../environment.ts';
import { type Machine, startMachine } from './machine.ts';

export interface Terminal {
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
  /** Resolves when the person wants it to end (Ctrl-C). */
  readonly asked: Promise<void>;
}

/** `yardmaster start`: runs until Ctrl-C; resolves with the exit code once everything has ended. */
export async function start(
  env: Environment,
  terminal: Terminal,
  how: { readonly setUpAgain?: boolean } = {},
): Promise<number> {
  const machine = await startMachine(env, how);
  if (machine.kind === 'refused') {
    terminal.error(machine.message);
    return 1;
  }
  for (const line of welcome(machine)) terminal.out(line);
  const why = await Promise.race([
    terminal.asked.then(() => 'asked' as const),
    machine.broken.then(() => 'broken' as const),
  ]);
  if (why === 'broken') terminal.error('The database engine ended unexpectedly. Start again.');
  else terminal.out('Stopping.');
  await machine.close();
  return why === 'broken' ? 1 : 0;
}

function welcome(machine: Machine): string[] {
  const { apiUrl, workspace, command, stopped } = machine;
  const end = `Ctrl-C ends all of it. Your data stays in ${machine.dataFolder} for the next start.`;
  // "Say so at every door": nobody is invited to try what is refused.
  if (stopped) {
    const open = 'To open again: yardmaster start --set-up-again';
    return [stopSentence(stopped), open, '', `  Agent API  ${apiUrl}`, '', end];
  }
  const setUp = setUpLines(machine);
  if (!workspace) {
    const served = ['Yardmaster serves your Slack workspace.', '', `  Agent API  ${apiUrl}`, ''];
    return [...served, ...setUp, end];
  }
  if (setUp.length > 0) {
    const places = [`  Workspace page  ${workspace.url}`, `  Agent API       ${apiUrl}`];
    return ['Yardmaster is running, without an organisation.', '', ...places, '', ...setUp, end];
  }
  if (Object.keys(machine.logins).length === 0) {
    const places = [`  Workspace page  ${workspace.url}`, `  Agent API       ${apiUrl}`];
    const help = `Type ${command} help on the page to see all that it can do.`;
    return ['Yardmaster is running.', '', ...places, '', help, '', end];
  }
  return [
    'Yardmaster is running, with a sample organisation.',
    '',
    `  Workspace page  ${workspace.url}`,
    `  Agent API       ${apiUrl}`,
    '',
    'Three things to try:',
    `  1. On the page, as Support owner, type:  ${command} find reply to customers`,
    `  2. Then:  ${command} new draft replies to support tickets`,
    '  3. In a second terminal:  npx yardmaster register examples/support-reply-drafter.json',
    '',
    end,
  ];
}

/** "Without an admin, start prints a one-time code." */
function setUpLines({ setUpCode, command, workspace }: Machine): string[] {
  if (!setUpCode) return [];
  const where = workspace ? 'on the page, as whoever is to be the first admin' : 'in Slack';
  return [
    `Nobody is in charge yet. Type ${command} setup ${where}, and enter this code:`,
    '',
    `  ${setUpCode.code}`,
    '',
    `It works once, for ${setUpCode.minutes} minutes, and makes whoever enters it the first admin.`,
    '',
  ];
}
