import type { Command } from 'commander';
import type { Client } from '../../lib/client/client.ts';
import type { Failure } from '../../lib/client/outcome.ts';
import type { ChangedAnswer, OfferAnswer } from '../../lib/contract/upgrades.ts';
import type { ServerOptions } from '../identity.ts';
import { UsageProblem } from '../io.ts';
import { wholeNumber } from '../numbers.ts';
import { asPerson, type Shell } from '../shell.ts';

interface Options extends ServerOptions {
  readonly dryRun?: boolean;
}

/** `yardmaster upgrade support-reply-drafter plugin/reply-drafter@3.2.9` */
export function addUpgrade(program: Command, shell: Shell): void {
  asPerson(program.command('upgrade'))
    .description('what a workflow may upgrade to, with the difference; or take some of it')
    .argument('<workflow>')
    .argument('[component@version...]', 'what to take; without a version, what is offered')
    .option('--dry-run', 'say what it would come to, and change nothing')
    .action((id: string, asked: readonly string[], options: Options) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const wanted = asked.map(readAsked);
        const offered = await client.upgrades(id);
        if (offered.kind !== 'ok') return fail(offered);
        const { offers } = offered.value;
        if (wanted.length === 0) {
          print(offered.value, offersText(id, offers));
          return 0;
        }
        const take = wanted.map((one) => versionOf(one, offers));
        const body = { take, ...(options.dryRun ? { dry_run: true } : {}) };
        return say(await client.takeUpgrades(id, body), { options, print, fail });
      }),
    );
}

/** `yardmaster rollback support-reply-drafter 3` */
export function addRollback(program: Command, shell: Shell): void {
  asPerson(program.command('rollback'))
    .description('register an earlier revision of a workflow again')
    .argument('<workflow>')
    .argument('<revision>', 'its number, as "revisions" lists it', wholeNumber)
    .option('--dry-run', 'say what it would come to, and change nothing')
    .action((id: string, revision: number, options: Options) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const body = { revision, ...(options.dryRun ? { dry_run: true } : {}) };
        return say(await client.rollback(id, body), { options, print, fail });
      }),
    );
}

interface Asked {
  readonly component: string;
  readonly version: string | undefined;
}

function readAsked(text: string): Asked {
  const [, component, version] = /^([a-z]+\/[^@]+)(?:@(.+))?$/.exec(text) ?? [];
  if (component) return { component, version };
  throw new UsageProblem('Write it like plugin/reply-drafter@3.2.9 or plugin/reply-drafter.');
}

/** Without a version: what its range allows, else what lies beyond it. Offers come in this order. */
function versionOf({ component, version }: Asked, offers: readonly OfferAnswer[]) {
  const offered = offers.find((offer) => offer.component === component)?.version;
  const taken = version ?? offered;
  if (taken) return { component, version: taken };
  throw new UsageProblem(`Nothing later is offered for ${component}.`);
}

interface Saying {
  readonly options: Options;
  readonly print: (value: unknown, text: string) => void;
  readonly fail: (failure: Failure) => number;
}

type Outcome = Awaited<ReturnType<Client['takeUpgrades']>>;

function say(outcome: Outcome, { options, print, fail }: Saying): number {
  if (outcome.kind !== 'ok') return fail(outcome);
  print(outcome.value, changedText(outcome.value, options.dryRun === true));
  return 0;
}

function offersText(id: string, offers: readonly OfferAnswer[]): string {
  if (offers.length === 0) return `${id} is at the newest open version of all that it pins.`;
  return offers.flatMap(offerLines).join('\n');
}

function offerLines(offer: OfferAnswer): string[] {
  const { component, locked, version, within, range, difference } = offer;
  const where = within ? `inside ${range}` : `writes ${range}`;
  const same = offer.same_permissions ? ['Same permissions'] : [];
  const own = offer.keeps_model ? [`Keeps its own model, ${offer.keeps_model}`] : [];
  return [
    `${component}  ${locked} → ${version} (${where})`,
    ...[...same, ...difference.map((one) => one.say), ...own].map((line) => `  ${line}`),
    `  ${effectText(offer)}`,
  ];
}

function effectText({ effect, reasons, problems }: OfferAnswer): string {
  switch (effect) {
    case 'at-once':
      return 'Takes effect at once.';
    case 'review':
      return `Waits for a review: ${reasons.map((one) => one.say).join('; ')}.`;
    case 'refused':
      return `Cannot be taken: ${problems.join(' ')}`;
  }
}

function changedText(changed: ChangedAnswer, dryRun: boolean): string {
  const { outcome, workflow, warnings, proposed, patch } = changed;
  const { id, revision, locks } = workflow;
  const lines = {
    registered: `${id} is at revision ${revision}.`,
    unchanged: `${id} stays at revision ${revision}: nothing changes.`,
    proposed: `${id} stays at revision ${revision}. The change waits for a review:`,
    patch: `${id} is edited in its repository. Nothing is registered yet.`,
  };
  return [
    ...(dryRun ? ['Nothing is changed; this is what it would come to.'] : []),
    lines[outcome],
    ...(proposed?.reasons ?? []).map((one) => `  ${one.say} (looked at by the ${one.review})`),
    ...(outcome === 'registered'
      ? locks.map((lock) => `  ${lock.component} ${lock.range} → ${lock.version}`)
      : []),
    ...(patch ? ['Change its manifest in the repository:'] : []),
    ...(patch?.changes ?? []).map((one) => `  ${one.say}`),
    ...(patch?.waits ?? []).map((one) => `  It then waits for a review: ${one}`),
    ...warnings.map((warning) => `Mind: ${warning}`),
  ].join('\n');
}
