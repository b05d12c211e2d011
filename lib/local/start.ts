import type { Environment } from '../environment.ts';
import { type Machine, startMachine } from './machine.ts';

export interface Terminal {
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
  /** Resolves when the person wants it to end (Ctrl-C). */
  readonly asked: Promise<void>;
}

/** `yardmaster start`: runs until Ctrl-C; resolves with the exit code once everything has ended. */
export async function start(env: Environment, terminal: Terminal): Promise<number> {
  const machine = await startMachine(env);
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
  const { apiUrl, workspace, command } = machine;
  const end = `Ctrl-C ends all of it. Your data stays in ${machine.dataFolder} for the next start.`;
  if (!workspace) {
    const bare =
      'Nobody is in a team yet. Set YARDMASTER_ORGANISATION; examples/organisation.json shows how.';
    const served = ['Yardmaster serves your Slack workspace.', '', `  Agent API  ${apiUrl}`, ''];
    return [...served, ...(machine.bare ? [bare] : []), end];
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
