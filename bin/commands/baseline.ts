import type { Command } from 'commander';
import * as z from 'zod';
import type { BaselineAnswer } from '../../lib/contract/baseline.ts';
import { RULES } from '../../lib/core/baseline-rules.ts';
import { grantedSentence, MODE_WORDS, ruleSentence } from '../../lib/core/baseline-words.ts';
import { everyPage } from '../every-page.ts';
import { countLine, foundLines } from '../findings-text.ts';
import type { ServerOptions } from '../identity.ts';
import { readJsonFile } from '../json-file.ts';
import { asPerson, type Shell } from '../shell.ts';

/** `yardmaster baseline`, `yardmaster baseline preview rules.json` */
export function addBaseline(program: Command, shell: Shell): void {
  const baseline = program.command('baseline').description("the platform's rules");
  asPerson(baseline.command('show', { isDefault: true }))
    .description('show the rules that are in force')
    .action((options: ServerOptions) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const outcome = await client.baseline();
        if (outcome.kind !== 'ok') return fail(outcome);
        print(outcome.value, baselineText(outcome.value));
        return 0;
      }),
    );
  addPreview(baseline, shell);
}

function addPreview(baseline: Command, shell: Shell): void {
  asPerson(baseline.command('preview'))
    .description('show which workflows other rules would break; nothing is changed')
    .argument('<file>', 'a JSON file: what "yardmaster baseline --json" prints, edited')
    .action((file: string, options: ServerOptions) =>
      shell.person(options, 'admin', async ({ io, client, print, fail }) => {
        const rules = rulesIn(readJsonFile(io, file));
        const outcome = await everyPage((cursor) => client.previewBaseline(rules, { cursor }));
        if (outcome.kind !== 'ok') return fail(outcome);
        const { value } = outcome;
        const head = `Compared with version ${value.against}, of ${value.workflows} workflows:`;
        print(value, [`${head} ${countLine(value)}`, ...foundLines(value)].join('\n'));
        return 0;
      }),
    );
}

const wholeSchema = z.object({ version: z.int(), rules: z.unknown() });

/** The rules alone, or the whole baseline around them. */
function rulesIn(value: unknown): unknown {
  const whole = wholeSchema.safeParse(value);
  return whole.success ? whole.data.rules : value;
}

function baselineText({ version, since, by, rules }: BaselineAnswer): string {
  const from = by === 'default' ? 'as it ships' : `since ${since}, by ${by}`;
  const lines = RULES.flatMap((rule) => {
    const { mode, teams = {} } = rules[rule];
    const own = Object.entries(teams).map(
      ([team, one]) => `    ${team}: ${MODE_WORDS[one.mode]} from ${one.from} on`,
    );
    return [`  ${rule}  ${MODE_WORDS[mode]}`, `    ${ruleSentence(rules, rule)}`, ...own];
  });
  const granted = ['  pre-granted-scopes', `    ${grantedSentence(rules)}`];
  return [`Baseline version ${version}, ${from}:`, ...lines, ...granted].join('\n');
}
