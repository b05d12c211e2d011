import type { Command } from 'commander';
import type { PromotionAnswer, PromotionShownAnswer } from '../../lib/contract/promotions.ts';
import { componentOf } from '../component-name.ts';
import type { ServerOptions } from '../identity.ts';
import { asPerson, type Shell } from '../shell.ts';

interface Proposal extends ServerOptions {
  readonly version: string;
  readonly license: string;
  readonly useful: string;
  readonly evidence?: string;
  readonly builder?: string[];
}

interface Listing extends ServerOptions {
  readonly state?: 'under-way' | 'shared' | 'ended';
}

/** `yardmaster promote propose|list|show|withdraw`. Promotions are reviewed in Slack. */
export function addPromote(program: Command, shell: Shell): void {
  const promote = program
    .command('promote')
    .description('propose what a team built for everybody (reviewed in Slack)');
  addPropose(promote, shell);
  addReading(promote, shell);
  asPerson(promote.command('withdraw'))
    .description('take a promotion back before it is published')
    .argument('<id>')
    .action((id: string, options: ServerOptions) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const outcome = await client.withdrawPromotion(id);
        if (outcome.kind !== 'ok') return fail(outcome);
        print(outcome.value, lineOf(outcome.value));
        return 0;
      }),
    );
}

function addPropose(promote: Command, shell: Shell): void {
  asPerson(promote.command('propose'))
    .description('propose a version, or send it again after changes were asked for')
    .argument('<component>', 'kind/name')
    .requiredOption('--version <version>', 'which of its versions')
    .requiredOption('--license <text>', 'MIT, or "internal use only"')
    .requiredOption('--useful <text>', 'why it is useful beyond the team')
    .option('--evidence <text>', 'test evidence: a link or plain text (blocks and skills need it)')
    .option('--builder <ids...>', 'Slack ids of who built it; each is asked before being named')
    .action((asked: string, options: Proposal) => {
      const params = componentOf(asked);
      return shell.person(options, 'owner', async ({ client, print, fail }) => {
        const { version, license, useful, evidence, builder } = options;
        const outcome = await client.promote(params, {
          ...{ version, license, useful },
          ...(evidence ? { evidence } : {}),
          ...(builder ? { builders: builder } : {}),
        });
        if (outcome.kind !== 'ok') return fail(outcome);
        const next = 'It is shared once a platform admin publishes it in Slack.';
        print(outcome.value, `${lineOf(outcome.value)}\n${next}`);
        return 0;
      });
    });
}

function addReading(promote: Command, shell: Shell): void {
  asPerson(promote.command('list'))
    .description('promotions, the newest first')
    .option('--state <state>', 'under-way (usual), shared or ended')
    .action((options: Listing) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const { state } = options;
        const outcome = await client.promotions(state ? { state } : {});
        if (outcome.kind !== 'ok') return fail(outcome);
        const { promotions } = outcome.value;
        print(promotions, promotions.map(lineOf).join('\n') || 'No promotions.');
        return 0;
      }),
    );
  asPerson(promote.command('show'))
    .description('a promotion with all that its review is decided on')
    .argument('<id>')
    .action((id: string, options: ServerOptions) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const outcome = await client.promotion(id);
        if (outcome.kind !== 'ok') return fail(outcome);
        print(outcome.value, shownText(outcome.value));
        return 0;
      }),
    );
}

function lineOf({ id, component, version, team, state, reason }: PromotionAnswer): string {
  return `${id}  ${component} ${version} of ${team}: ${state}${reason ? ` (${reason})` : ''}`;
}

function shownText(shown: PromotionShownAnswer): string {
  const { against_shared, against_origin, touches, along, use, similar } = shown;
  const builders = shown.builders.map(({ person, says }) => `${person} (${says})`).join(', ');
  return [
    lineOf(shown),
    `Useful because: ${shown.useful}`,
    `Licence: ${shown.license}. Test evidence: ${shown.evidence ?? 'none given'}.`,
    `Builders: ${builders || 'nobody named'}`,
    ...part(
      'What it may touch:',
      touches.map((one) => one.say),
    ),
    ...difference(against_shared),
    ...difference(against_origin),
    ...part(
      'Versions that are shared with it:',
      along.map(({ version, beyond }) => `${version}: ${beyond.join('; ') || 'nothing beyond it'}`),
    ),
    `Used by ${use.workflows} workflows of ${use.teams} teams.`,
    ...part(
      'Does much the same:',
      similar.map(({ id, why }) => `${id}  ${why}`),
    ),
  ].join('\n');
}

function difference(against: PromotionShownAnswer['against_shared']): string[] {
  if (!against) return [];
  const lines = against.changes.map((one) => one.say);
  return part(`Against ${against.what}:`, lines.length > 0 ? lines : ['the same permissions']);
}

function part(title: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? [title, ...lines.map((line) => `  ${line}`)] : [];
}
