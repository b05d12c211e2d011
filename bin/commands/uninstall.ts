import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { UninstallAnswer } from '../../lib/contract/leaving.ts';
import { openExportFile } from '../export-file.ts';
import type { ServerOptions } from '../identity.ts';
import { UsageProblem } from '../io.ts';
import { asPerson, type Session, type Shell } from '../shell.ts';

interface Options extends ServerOptions {
  readonly yes?: string;
  readonly into: string;
  readonly withoutLog?: boolean;
}

/** `yardmaster uninstall`: exports, stops, revokes, and says what stays until when. */
export function addUninstall(program: Command, shell: Shell): void {
  asPerson(program.command('uninstall'))
    .description('stop everything for good: export, revoke every key and login')
    .option('--yes <name>', "the organisation's name, typed out, instead of being asked for it")
    .option('--into <folder>', 'where the exports go', 'yardmaster-export')
    .option('--without-log', 'go on without an export of the log, which only auditors may have')
    .action((options: Options) =>
      shell.person(options, 'admin', (session) => uninstallAll(session, options)),
    );
}

async function uninstallAll(session: Session, options: Options): Promise<number> {
  const { client, io, fail, print } = session;
  const before = await client.uninstall({ dry_run: true });
  if (before.kind !== 'ok') return fail(before);
  if (!before.value.may_export && !options.withoutLog) {
    io.err(
      'You may not export the log: only auditors may. Have one of them run "yardmaster audit export" and then add --without-log. Nothing changed.\n',
    );
    return 1;
  }
  const name = options.yes ?? (await typedName(session, before.value));
  const stopped = await revokeAll(session, name);
  if (typeof stopped === 'number') return stopped;
  const files = await exportAll(session, options, before.value.may_export);
  if (files === undefined) return 1;
  const last = await client.uninstall({ name, logins: true });
  if (last.kind !== 'ok') return fail(last);
  const all = { ...last.value, revoked: stopped.revoked, files };
  print(all, textOf(all));
  return 0;
}

async function typedName({ io }: Session, { organisation, left }: UninstallAnswer) {
  const question = `This stops everything of ${organisation} at once and revokes ${left} keys.\nType the organisation's name to go on: `;
  const typed = await io.ask?.(question);
  if (typed === undefined) {
    throw new UsageProblem('Nobody is at the keyboard to ask. Add --yes with the name.');
  }
  return typed;
}

/** Stops, and calls until no key is left. */
async function revokeAll({ io, client, fail }: Session, name: string) {
  let revoked = 0;
  for (;;) {
    const outcome = await client.uninstall({ name });
    if (outcome.kind !== 'ok') return fail(outcome);
    revoked += outcome.value.revoked;
    if (outcome.value.left === 0) return { revoked };
    io.err(`Stopped. ${revoked} keys revoked, ${outcome.value.left} to go.\n`);
  }
}

const HALF_WAY =
  'Everything is stopped and every key is revoked; logins still work. Run the same command again for the rest.\n';

/** The exports, as file names; undefined when one failed. */
async function exportAll(session: Session, { into }: Options, log: boolean) {
  const { io, client, fail } = session;
  const folder = resolve(io.cwd, into);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const seen = await client.oversight();
  if (seen.kind !== 'ok') {
    io.err(HALF_WAY);
    fail(seen);
    return undefined;
  }
  const oversight = join(folder, 'oversight.json');
  writeFileSync(oversight, `${JSON.stringify(seen.value, null, 2)}\n`, { mode: 0o600 });
  if (!log) return [oversight];
  const lines = join(folder, 'audit.jsonl');
  const file = openExportFile(lines);
  const outcome = await client.exportAudit((line) => file.write(`${line}\n`));
  if (outcome.kind === 'ok') {
    file.keep();
    return [oversight, lines];
  }
  file.discard();
  io.err(HALF_WAY);
  fail(outcome);
  return undefined;
}

function textOf(done: UninstallAnswer & { readonly files: readonly string[] }): string {
  return [
    `${done.organisation} is uninstalled since ${done.stopped_at}: nothing is asked, decided or consumed any more.`,
    `${done.revoked} keys were revoked, and every login has ended.`,
    `Exported: ${done.files.join(', ')}.`,
    `The registry and its log stay where they are, for ${done.retention_days} days by the organisation's setting; nothing here deletes them sooner. Delete the data folder, or the stack, to be rid of them.`,
    'Remove the app in Slack as well. To open again: yardmaster start --set-up-again (on AWS: the set-up job).',
  ].join('\n');
}
