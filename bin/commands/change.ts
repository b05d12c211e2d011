import { type Command, Option } from 'commander';
import type { ChangeShownAnswer, ProposedChangeAnswer } from '../../lib/contract/changes.ts';
import { CHANGE_KINDS, type ChangeKind, changeWords } from '../../lib/core/change-proposal.ts';
import { count } from '../../lib/core/count.ts';
import type { ServerOptions } from '../identity.ts';
import { UsageProblem } from '../io.ts';
import { asPerson, type Shell } from '../shell.ts';

interface Options extends ServerOptions {
  readonly kind: ChangeKind;
  readonly detail?: string;
  readonly text: string;
  readonly on: string;
  readonly dryRun?: boolean;
}

/** `yardmaster change propose plugin/reply-drafter@2.x --kind new-major --detail 3.0.0 …` */
export function addChange(program: Command, shell: Shell): void {
  const change = program
    .command('change')
    .description('announce what is planned to the owners of all that depends on it');
  addPropose(change, shell);
  asPerson(change.command('show'))
    .description('who was told of a planned change, and what they answered')
    .argument('<id>', 'like chg_…')
    .action((id: string, options: ServerOptions) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const outcome = await client.change(id);
        if (outcome.kind !== 'ok') return fail(outcome);
        print(outcome.value, shownText(outcome.value));
        return 0;
      }),
    );
  addEnd(change, shell, { word: 'withdraw', as: 'withdrawn', told: 'does not happen' });
  addEnd(change, shell, { word: 'done', as: 'done', told: 'has happened' });
}

function addPropose(change: Command, shell: Shell): void {
  const kind = new Option('--kind <kind>', 'what is planned').choices(CHANGE_KINDS);
  asPerson(change.command('propose'))
    .description('show who is affected, and tell their owners, each once')
    .argument('<component>', 'kind/name, or kind/name@range')
    .addOption(kind.makeOptionMandatory())
    .option('--detail <text>', 'the version, the scope or the tool')
    .requiredOption('--text <text>', 'what owners have to do')
    .requiredOption('--on <date>', 'the day it is planned for, YYYY-MM-DD')
    .option('--dry-run', 'show who is affected, and tell nobody')
    .action((asked: string, options: Options) =>
      shell.person(options, 'admin', async ({ client, print, fail }) => {
        const { detail, text, on: planned, dryRun } = options;
        const [, component, range] = /^([a-z]+\/[^@]+)(?:@(.+))?$/.exec(asked) ?? [];
        if (!component) throw new UsageProblem('Write it like plugin/reply-drafter@2.x.');
        const outcome = await client.proposeChange({
          ...{ component, kind: options.kind, text, planned },
          ...(detail === undefined ? {} : { detail }),
          ...(range === undefined ? {} : { range }),
          ...(dryRun ? { dry_run: true } : {}),
        });
        if (outcome.kind !== 'ok') return fail(outcome);
        print(outcome.value, proposedText(outcome.value));
        return 0;
      }),
    );
}

function addEnd(
  change: Command,
  shell: Shell,
  { word, as, told }: { word: string; as: 'withdrawn' | 'done'; told: string },
): void {
  asPerson(change.command(word))
    .description(`say to everybody who was told that it ${told}`)
    .argument('<id>', 'like chg_…')
    .action((id: string, options: ServerOptions) =>
      shell.person(options, 'admin', async ({ client, print, fail }) => {
        const outcome = await client.endChange(id, as);
        if (outcome.kind !== 'ok') return fail(outcome);
        print(outcome.value, `${changeWords(outcome.value)}: everybody is told that it ${told}.`);
        return 0;
      }),
    );
}

function proposedText({ change, affected, owners, ownerless, cut }: ProposedChangeAnswer): string {
  const people = count(owners, 'owner');
  const head = change
    ? `${changeWords(change)}. ${people} ${owners === 1 ? 'is' : 'are'} being told: ${change.id}`
    : `${count(affected.length, 'AI workflow')} affected, of ${people}. Nobody is told.`;
  const lines = affected.map(({ workflow, component, version, via, team, owner }) => {
    const over = via.length > 0 ? `, over ${via.join(' > ')}` : '';
    return `  ${workflow}  ${component} ${version}${over}  ${team}, owner ${owner}`;
  });
  return [
    head,
    ...lines,
    ...(ownerless.length > 0 ? [`Nobody is left to tell of: ${ownerless.join(', ')}`] : []),
    ...(cut ? ['There are more than could be followed.'] : []),
  ].join('\n');
}

function shownText({ change, counts, answers, ownerless }: ChangeShownAnswer): string {
  const { state, telling, planned } = change;
  return [
    `${changeWords(change)}, planned for ${planned}: ${state}${telling ? ', owners are being told' : ''}.`,
    `Told ${counts.told}: seen ${counts.seen}, breaks ${counts.breaks}, no answer yet ${counts.open}.`,
    ...answers.map(({ person, says, reason, workflows }) => {
      const said = says ?? 'no answer yet';
      return `  ${person}  ${said}${reason ? `: ${reason}` : ''}  (${workflows.join(', ')})`;
    }),
    ...(ownerless.length > 0 ? [`Nobody is left to tell of: ${ownerless.join(', ')}`] : []),
  ].join('\n');
}
