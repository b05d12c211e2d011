import type { Command } from 'commander';
import type { explainGatesOperation } from '../../lib/contract/gates.ts';
import type { AnswerOf } from '../../lib/contract/operation.ts';
import type { ServerOptions } from '../identity.ts';
import { readJsonFile } from '../json-file.ts';
import { asPerson, type Shell } from '../shell.ts';

interface Options extends ServerOptions {
  readonly action?: string;
}

/** `yardmaster gate explain manifest.json`: exit code 1 when it has problems, or too few could decide. */
export function addGate(program: Command, shell: Shell): void {
  const gate = program.command('gate').description('how actions are approved');
  asPerson(gate.command('explain'))
    .description('say what would be asked of whom before each gated action runs, and why')
    .argument('<manifest>', 'a JSON file')
    .option('--action <action>', 'this action alone')
    .action((file: string, options: Options) =>
      shell.person(options, 'owner', async ({ io, client, print, fail }) => {
        const { action } = options;
        const query = action === undefined ? {} : { action };
        const outcome = await client.explainGates(readJsonFile(io, file), query);
        if (outcome.kind !== 'ok') return fail(outcome);
        const { problems, gates } = outcome.value;
        print(outcome.value, explainText(file, outcome.value));
        return problems.length === 0 && gates.every((one) => one.enough) ? 0 : 1;
      }),
    );
}

type Explained = AnswerOf<typeof explainGatesOperation>;

function explainText(file: string, { problems, gates, advisory, baseline }: Explained): string {
  if (problems.length > 0) {
    return [
      `${file} would be rejected.`,
      ...problems.map((one) => `  ${one.field}: ${one.message}`),
    ].join('\n');
  }
  const none = `Nothing in ${file} needs an approval, by the manifest or by the baseline (version ${baseline}).`;
  if (gates.length === 0) return none;
  return [
    ...gates.flatMap(({ action, say }) => [`${action}:`, ...say.map((one) => `  ${one}`)]),
    ...advisory.map((one) => `Mind: ${one}`),
  ].join('\n');
}
