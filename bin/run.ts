import { Command, CommanderError } from 'commander';
import { addAccess } from './commands/access.ts';
import { addApproval } from './commands/approval.ts';
import { addAudit } from './commands/audit.ts';
import { addBackup } from './commands/backup.ts';
import { addBaseline } from './commands/baseline.ts';
import { addBreakGlass } from './commands/breakglass.ts';
import { addCampaign } from './commands/campaign.ts';
import { addChange } from './commands/change.ts';
import { addCheck } from './commands/check.ts';
import { addCi } from './commands/ci.ts';
import { addCredentials } from './commands/credentials.ts';
import { addDelegate } from './commands/delegate.ts';
import { addDiff } from './commands/diff.ts';
import { addDiscover } from './commands/discover.ts';
import { addDuplicates } from './commands/duplicates.ts';
import { addErase } from './commands/erase.ts';
import { addExport } from './commands/export.ts';
import { addExtensions } from './commands/extensions.ts';
import { addFind } from './commands/find.ts';
import { addFindings } from './commands/findings.ts';
import { addGate } from './commands/gate.ts';
import { addHome } from './commands/home.ts';
import { addImport } from './commands/import.ts';
import { addJobs } from './commands/jobs.ts';
import { addKey } from './commands/key.ts';
import { addLease } from './commands/lease.ts';
import { addList } from './commands/list.ts';
import { addLog } from './commands/log.ts';
import { addLogin } from './commands/login.ts';
import { addLogout } from './commands/logout.ts';
import { addModels } from './commands/models.ts';
import { addOversight } from './commands/oversight.ts';
import { addPause } from './commands/pause.ts';
import { addPromote } from './commands/promote.ts';
import { addPublish } from './commands/publish.ts';
import { addReach } from './commands/reach.ts';
import { addReceipt } from './commands/receipt.ts';
import { addRegister } from './commands/register.ts';
import { addReport } from './commands/report.ts';
import { addRestore } from './commands/restore.ts';
import { addRetention } from './commands/retention.ts';
import { addRetire } from './commands/retire.ts';
import { addRevisions } from './commands/revisions.ts';
import { addSchema } from './commands/schema.ts';
import { addSettings } from './commands/settings.ts';
import { addShow } from './commands/show.ts';
import { addSlack } from './commands/slack.ts';
import { addStart } from './commands/start.ts';
import { addStats } from './commands/stats.ts';
import { addTeam } from './commands/team.ts';
import { addTransfer } from './commands/transfer.ts';
import { addUninstall } from './commands/uninstall.ts';
import { addRollback, addUpgrade } from './commands/upgrade.ts';
import { addWaiting } from './commands/waiting.ts';
import { addWebhook } from './commands/webhook.ts';
import { addWho } from './commands/who.ts';
import { type Io, plain, UsageProblem } from './io.ts';
import { createShell, type Shell } from './shell.ts';

const ADD = [
  addStart,
  addFind,
  addDuplicates,
  addExtensions,
  addShow,
  addRegister,
  addRevisions,
  addUpgrade,
  addRollback,
  addDiff,
  addHome,
  addAccess,
  addCheck,
  addBaseline,
  addFindings,
  addGate,
  addPublish,
  addImport,
  addExport,
  addDiscover,
  addOversight,
  addModels,
  addKey,
  addLogin,
  addLogout,
  addCi,
  addApproval,
  addDelegate,
  addWaiting,
  addReceipt,
  addBreakGlass,
  addJobs,
  addLease,
  addCredentials,
  addPause,
  addRetire,
  addWebhook,
  addLog,
  addAudit,
  addStats,
  addTeam,
  addUninstall,
  addRestore,
  addRetention,
  addErase,
  addBackup,
  addSchema,
  addSettings,
  addSlack,
  addWho,
  addChange,
  addCampaign,
  addPromote,
  addTransfer,
  addReport,
  addReach,
  addList,
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
    // Options belong to the word before them: "import" and "import workflows" share some.
    .enablePositionalOptions()
    .showHelpAfterError('(--help shows how)');
  for (const add of ADD) add(program, shell);
  return program;
}
