import { Argument, type Command } from 'commander';
import type { ApprovalAnswer } from '../../lib/contract/approvals.ts';
import { EXECUTION_OUTCOMES, type ExecutionOutcome } from '../../lib/core/approval.ts';
import type { ServerOptions } from '../identity.ts';
import { readJsonOrFile } from '../json-file.ts';
import { wholeNumber } from '../numbers.ts';
import { asWorkflow, type Session, type Shell } from '../shell.ts';

const HOUR = 60 * 60;

interface Wait extends ServerOptions {
  readonly timeout: number;
}

interface Request extends Wait {
  readonly action: string;
  readonly target: string;
  readonly arguments: string;
  readonly reason: string;
  readonly onBehalfOf?: string;
  readonly key: string;
  readonly wait?: boolean;
}

interface Told extends ServerOptions {
  readonly executionId: string;
  readonly noteDigest?: string;
}

interface Execution extends ServerOptions {
  readonly executionId: string;
  readonly action: string;
  readonly target: string;
  readonly arguments: string;
}

/** `yardmaster approval request|get|wait|cancel|consume|outcome`: what an agent does, by hand. */
export function addApproval(program: Command, shell: Shell): void {
  const approval = program.command('approval').description('ask for approvals and use them');
  addRequest(approval, shell);
  addReading(approval, shell);
  addConsume(approval, shell);
  addEnd(approval, shell);
}

function addRequest(approval: Command, shell: Shell): void {
  withCall(asWorkflow(approval.command('request')))
    .description('ask for an approval; prints its id')
    .requiredOption('--reason <text>', 'why, for the people who decide')
    .requiredOption('--key <text>', 'idempotency key: the same key is the same request')
    .option('--on-behalf-of <person>', 'a Slack user id: who the agent acts for')
    .option('--wait', 'wait for the decision')
    .option('--timeout <seconds>', 'how long to wait', wholeNumber, HOUR)
    .action((options: Request) =>
      shell.workflow(options, async (session) => {
        const { action, target, reason, onBehalfOf, key } = options;
        const asked = await session.client.ask({
          ...{ action, target, reason, idempotency_key: key },
          arguments: readJsonOrFile(session.io, options.arguments),
          ...(onBehalfOf ? { on_behalf_of: onBehalfOf } : {}),
        });
        if (asked.kind !== 'ok') return session.fail(asked);
        if (options.wait) {
          session.io.err(`${approvalText(asked.value)}\n`);
          return wait(session, asked.value.id, options.timeout);
        }
        session.print(asked.value, approvalText(asked.value));
        return 0;
      }),
    );
}

function addReading(approval: Command, shell: Shell): void {
  asWorkflow(approval.command('get'))
    .description('show an approval')
    .argument('<id>')
    .action((id: string, options: ServerOptions) =>
      shell.workflow(options, async ({ client, print, fail }) => {
        const outcome = await client.get(id);
        if (outcome.kind !== 'ok') return fail(outcome);
        print(outcome.value, approvalText(outcome.value));
        return 0;
      }),
    );
  asWorkflow(approval.command('wait'))
    .description('wait for the decision; exit code 0 only when it is approved')
    .argument('<id>')
    .option('--timeout <seconds>', 'how long', wholeNumber, HOUR)
    .action((id: string, options: Wait) =>
      shell.workflow(options, (session) => wait(session, id, options.timeout)),
    );
}

function addConsume(approval: Command, shell: Shell): void {
  withCall(asWorkflow(approval.command('consume')))
    .description('turn an approval into its one receipt, which is printed')
    .argument('<id>')
    .requiredOption('--execution-id <id>', 'one execution, one receipt')
    .action((id: string, options: Execution) =>
      shell.workflow(options, async ({ io, client, print, fail }) => {
        const { executionId, action, target } = options;
        const args = readJsonOrFile(io, options.arguments);
        const run = { execution_id: executionId, action, target, arguments: args };
        const outcome = await client.consume(id, run);
        if (outcome.kind !== 'ok') return fail(outcome);
        const { again, receipt, leases } = outcome.value;
        io.err(again ? 'The same receipt as before.\n' : 'The receipt, good for two minutes:\n');
        for (const { connector, scopes, expires_at: until } of leases) {
          const what = `${connector} (${scopes.join(', ')}) until ${until}`;
          io.err(`With credentials for ${what}; --json prints them.\n`);
        }
        print(outcome.value, receipt);
        return 0;
      }),
    );
}

function addEnd(approval: Command, shell: Shell): void {
  asWorkflow(approval.command('outcome'))
    .description('say what became of the execution that has the receipt, once')
    .argument('<id>')
    .addArgument(new Argument('<outcome>').choices(EXECUTION_OUTCOMES))
    .requiredOption('--execution-id <id>', 'the execution that has the receipt')
    .option('--note-digest <sha-256>', 'of a note that the agent keeps itself')
    .action((id: string, outcome: ExecutionOutcome, options: Told) =>
      shell.workflow(options, async ({ client, print, fail }) => {
        const { executionId, noteDigest } = options;
        const body = { execution_id: executionId, outcome };
        const noted = noteDigest === undefined ? body : { ...body, note_digest: noteDigest };
        const told = await client.outcome(id, noted);
        if (told.kind !== 'ok') return fail(told);
        print(told.value, approvalText(told.value));
        return 0;
      }),
    );
  asWorkflow(approval.command('cancel'))
    .description('withdraw a request that still waits')
    .argument('<id>')
    .action((id: string, options: ServerOptions) =>
      shell.workflow(options, async ({ client, print, fail }) => {
        const withdrawn = await client.cancel(id);
        if (withdrawn.kind !== 'ok') return fail(withdrawn);
        print(withdrawn.value, approvalText(withdrawn.value));
        return 0;
      }),
    );
}

/** The options that say what is to be run. */
function withCall(command: Command): Command {
  return command
    .requiredOption('--action <name>', 'send_external_email, for example')
    .requiredOption('--target <text>', 'what or whom it acts on')
    .requiredOption('--arguments <file or json>', 'exactly what will be run');
}

async function wait({ client, print, fail }: Session, id: string, seconds: number) {
  const waited = await client.wait(id, seconds);
  if (!('approval' in waited)) return fail(waited);
  print(waited.approval, approvalText(waited.approval));
  return waited.kind === 'approved' ? 0 : 1;
}

function approvalText(one: ApprovalAnswer): string {
  // Nobody voided it: whoever approved it did so before the restore.
  const who = one.ended_by && one.state !== 'void' ? ` by ${one.ended_by}` : '';
  const why = one.reason ? `: ${one.reason}` : '';
  const until = one.state === 'waiting' ? `, until ${one.expires_at}` : '';
  const how = one.break_glass ? ' alone, in an emergency (break-glass)' : '';
  return [
    `${one.id}  ${one.state}${who}${how}${until}${why}`,
    `  ${one.action} on ${one.target}, fingerprint ${one.fingerprint}`,
    ...afterText(one),
  ].join('\n');
}

function afterText({ used, lapsed }: ApprovalAnswer): string[] {
  if (lapsed) return ['  lapsed: approved, but never used'];
  if (!used) return [];
  const { execution_id: run, at, outcome } = used;
  return [`  used by ${run} at ${at}${outcome ? `, outcome: ${outcome}` : ''}`];
}
