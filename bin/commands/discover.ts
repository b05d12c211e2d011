import type { Command } from 'commander';
import type { DiscoveryAnswer } from '../../lib/contract/estate.ts';
import type { EstateRow } from '../../lib/core/estate-row.ts';
import { readRow } from '../../lib/core/estate-row.ts';
import type { SourceKind } from '../../lib/core/estate-source.ts';
import { SOURCE_KINDS, SOURCE_WORDS } from '../../lib/core/estate-source.ts';
import { groupOf } from '../estate-file.ts';
import { countsOf, previewOf } from '../estate-report.ts';
import { type LocalSource, readSource } from '../estate-sources.ts';
import type { ServerOptions } from '../identity.ts';
import { UsageProblem } from '../io.ts';
import { sendEstate } from '../send-estate.ts';
import { asPerson, type Session, type Shell } from '../shell.ts';

interface Options extends ServerOptions {
  readonly mcp?: string;
  readonly iam?: string;
  readonly slackApps?: string;
  readonly marketplace?: string;
  readonly name?: string;
  readonly take?: boolean;
}

/** `yardmaster discover --mcp repos --iam roles.json`: what runs there and is not registered. */
export function addDiscover(program: Command, shell: Shell): void {
  asPerson(program.command('discover'))
    .description('compare what runs elsewhere with the registry')
    .option('--mcp <folder>', 'every .mcp.json below it')
    .option('--iam <file>', 'from "aws iam list-roles", or one role a line')
    .option('--slack-apps <file>', 'Slack apps as JSON, CSV, or one a line')
    .option('--marketplace <folder>', 'a Claude plugin marketplace')
    .option('--name <name>', 'what the source is called here; the same the next time')
    .option(
      '--take',
      'take what is not registered in as discovered workflows; exit code 1 when any was refused',
    )
    .action((options: Options) => {
      const sources = readSources(shell, options);
      return shell.person(options, 'admin', (session) => compareAll(session, sources, options));
    });
}

function readSources({ io }: Shell, options: Options): LocalSource[] {
  const { mcp, iam, slackApps, marketplace, name, take } = options;
  const paths: Record<SourceKind, string | undefined> = {
    ...{ mcp, iam, marketplace },
    'slack-apps': slackApps,
  };
  const sources = SOURCE_KINDS.flatMap((kind) => {
    const path = paths[kind];
    return path === undefined ? [] : [readSource(io, kind, path)];
  });
  if (sources.length === 0) {
    throw new UsageProblem('Say what to compare: --mcp, --iam, --slack-apps or --marketplace.');
  }
  if (name !== undefined && sources.length > 1) {
    throw new UsageProblem('--name is for one source. Compare them one by one.');
  }
  if (take && marketplace !== undefined) {
    throw new UsageProblem(
      'Plugins are no workflows. Take a marketplace with: yardmaster import <folder>',
    );
  }
  return sources.map((source) => ({ ...source, name: name ?? source.name }));
}

interface Compared extends DiscoveryAnswer {
  readonly skipped: readonly string[];
  readonly taken?: { readonly added: number; readonly changed: number; readonly unchanged: number };
  readonly errors?: ReturnType<typeof previewOf>['errors'];
}

async function compareAll(
  session: Session,
  sources: readonly LocalSource[],
  { take }: Options,
): Promise<number> {
  const all: Compared[] = [];
  for (const { skipped, items, unread = [], ...source } of sources) {
    const outcome = await session.client.discover({
      ...source,
      items: [...items],
      unread: [...unread],
    });
    if (outcome.kind !== 'ok') return session.fail(outcome);
    const taken = take ? await takeIn(session, outcome.value) : {};
    if (typeof taken === 'number') return taken;
    all.push({ ...outcome.value, skipped, ...taken });
  }
  session.print(all, all.map(comparedText).join('\n\n'));
  return all.every(({ errors = [] }) => errors.length === 0) ? 0 : 1;
}

/** What is not registered, as rows: without an owner the platform answers for them. */
async function takeIn({ io, client, fail }: Session, found: DiscoveryAnswer) {
  const { kind, name, unregistered } = found;
  const group = groupOf(JSON.stringify([kind, name, unregistered.map((item) => item.ref)]));
  const source = { kind: 'discover' as const, name: `${kind}:${name}`, group };
  const read = unregistered.map((item, index) => {
    const systems = item.systems.join(';');
    const cells = { name: item.name, purpose: item.purpose, systems };
    return readRow({ line: index + 1, cells });
  });
  const rows = read.flatMap((one): EstateRow[] => (one.kind === 'row' ? [one.row] : []));
  const problems = read.flatMap((one) => (one.kind === 'problems' ? one.problems : []));
  const sent = await sendEstate(client, io, { source, rows, dryRun: false });
  if (sent.failure) return fail(sent.failure);
  const { errors } = previewOf(read.length, problems, sent.results);
  return { taken: countsOf(sent.results), errors };
}

function comparedText(found: Compared): string {
  const { kind, name, counts, unregistered, vanished, look_alikes: alike, taken } = found;
  return [
    `${name} (${SOURCE_WORDS[kind]}): ${counts.seen} seen, ${counts.unregistered} not registered, ${counts.vanished} vanished.`,
    ...unregistered.map((item) => `unregistered  ${item.name}${uses(item.systems)}`),
    ...vanished.map((one) => `vanished      ${one}`),
    ...alike.map((one) => `look-alike    ${one.name} is like ${one.like}. ${one.why}.`),
    ...found.skipped.map((one) => `skipped       ${one}`),
    ...(found.errors ?? []).map((one) => `not taken     entry ${one.row}: ${one.message}`),
    ...(taken ? [`taken: ${taken.added} added, ${taken.unchanged} unchanged.`] : []),
  ].join('\n');
}

function uses(systems: readonly string[]): string {
  return systems.length > 0 ? `  uses ${systems.join(', ')}` : '';
}
