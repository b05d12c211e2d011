import type { Command } from 'commander';
import type { checkOperation } from '../../lib/contract/baseline.ts';
import type { AnswerOf } from '../../lib/contract/operation.ts';
import { findingLine } from '../findings-text.ts';
import type { ServerOptions } from '../identity.ts';
import { readJsonFile } from '../json-file.ts';
import { asPerson, type Shell } from '../shell.ts';

/** `yardmaster check manifest.json`: exit code 1 when it would be rejected or breaks an enforced rule. */
export function addCheck(program: Command, shell: Shell): void {
  asPerson(program.command('check'))
    .description('say what registering a manifest would say, and register nothing')
    .argument('<manifest>', 'a JSON file')
    .action((file: string, options: ServerOptions) =>
      shell.person(options, 'owner', async ({ io, client, print, fail }) => {
        const outcome = await client.check(readJsonFile(io, file));
        if (outcome.kind !== 'ok') return fail(outcome);
        print(outcome.value, checkText(file, outcome.value));
        return outcome.value.ok ? 0 : 1;
      }),
    );
}

type Checked = AnswerOf<typeof checkOperation>;

const WOULD: Readonly<Record<Checked['outcome'], string>> = {
  registered: 'would be registered',
  unchanged: 'is registered as it stands',
  proposed: 'would wait for a review',
  rejected: 'would be rejected',
};

function checkText(file: string, checked: Checked): string {
  const { outcome, problems, findings, warnings, locks, copies } = checked;
  const said = findings.map(({ say, fix }) => `${say} ${fix}`);
  return [
    `${file} ${WOULD[outcome]}.`,
    ...locks.map((lock) => `  ${lock.component} ${lock.range} → ${lock.version}`),
    ...copies.map((one) => `  ${one}`),
    ...problems
      .filter((one) => !said.includes(one.message))
      .map((one) => `  ${one.field}: ${one.message}`),
    ...findings.map(findingLine),
    ...warnings.filter((one) => !said.includes(one)).map((one) => `Mind: ${one}`),
  ].join('\n');
}
