import type { Command } from 'commander';
import type { Outcome } from '../../lib/client/outcome.ts';
import type {
  AnnouncedCampaignAnswer,
  CampaignAnswer,
  CampaignShownAnswer,
} from '../../lib/contract/campaigns.ts';
import { count } from '../../lib/core/count.ts';
import type { ServerOptions } from '../identity.ts';
import { UsageProblem } from '../io.ts';
import { asPerson, type Session, type Shell } from '../shell.ts';

interface AnnounceOptions extends ServerOptions {
  readonly successor: string;
  readonly note: string;
  readonly helper: string;
  readonly closes: string;
  readonly stops: string;
  readonly dryRun?: boolean;
}

interface PostponeOptions extends ServerOptions {
  readonly closes?: string;
  readonly stops?: string;
}

/** `yardmaster campaign announce 'connector/crm-readonly@<2.0.0' --successor …` */
export function addCampaign(program: Command, shell: Shell): void {
  const campaign = program
    .command('campaign')
    .description('retire version ranges: who is told what, and who is left');
  addReading(campaign, shell);
  addAnnounce(campaign, shell);
  addChanging(campaign, shell);
}

function addReading(campaign: Command, shell: Shell): void {
  asPerson(campaign.command('list'))
    .description('what is retired or about to be')
    .action((options: ServerOptions) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const outcome = await client.campaigns();
        if (outcome.kind !== 'ok') return fail(outcome);
        const lines = outcome.value.campaigns.map(line);
        print(outcome.value, lines.join('\n') || 'Nothing is being retired.');
        return 0;
      }),
    );
  asPerson(campaign.command('show'))
    .description('who is left, day by day, and when the last one will have moved')
    .argument('<id>', 'like cmp_…')
    .action((id: string, options: ServerOptions) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const outcome = await client.campaign(id);
        if (outcome.kind !== 'ok') return fail(outcome);
        print(outcome.value, shownText(outcome.value));
        return 0;
      }),
    );
}

function addAnnounce(campaign: Command, shell: Shell): void {
  asPerson(campaign.command('announce'))
    .description('write a campaign and show whom it reaches; nobody is told before it is released')
    .argument('<versions>', "kind/name@range, like 'connector/crm-readonly@<2.0.0'")
    .requiredOption('--successor <version>', 'kind/name@version that replaces them')
    .requiredOption('--note <text>', 'what owners have to know')
    .requiredOption('--helper <person>', 'who helps, like T…/U…')
    .requiredOption('--closes <day>', 'the first day without new pins, YYYY-MM-DD')
    .requiredOption('--stops <day>', 'the first day without credentials, YYYY-MM-DD')
    .option('--dry-run', 'show whom it reaches, and write nothing')
    .action((versions: string, options: AnnounceOptions) =>
      shell.person(options, 'admin', async ({ client, print, fail }) => {
        const { successor, note, helper, closes, stops, dryRun } = options;
        const [, component, range] = /^([a-z]+\/[^@]+)@(.+)$/.exec(versions) ?? [];
        if (!component || !range) {
          throw new UsageProblem("Write it like 'connector/crm-readonly@<2.0.0'.");
        }
        const outcome = await client.announceCampaign({
          ...{ component, range, successor, note, helper, closes_on: closes, stops_on: stops },
          ...(dryRun ? { dry_run: true } : {}),
        });
        if (outcome.kind !== 'ok') return fail(outcome);
        print(outcome.value, announcedText(outcome.value));
        return 0;
      }),
    );
}

function addChanging(campaign: Command, shell: Shell): void {
  const changing = (word: string, about: string) =>
    asPerson(campaign.command(word)).description(about).argument('<id>', 'like cmp_…');
  const done = (
    options: ServerOptions,
    call: (session: Session) => Promise<Outcome<CampaignAnswer>>,
  ) =>
    shell.person(options, 'admin', async (session) => {
      const outcome = await call(session);
      if (outcome.kind !== 'ok') return session.fail(outcome);
      session.print(outcome.value, line(outcome.value));
      return 0;
    });
  changing('release', 'put it in force, and tell the owners').action(
    (id: string, options: ServerOptions) =>
      done(options, ({ client }) => client.releaseCampaign(id)),
  );
  changing('postpone', 'move its days, and tell exactly those who had been told')
    .option('--closes <day>', 'the first day without new pins, YYYY-MM-DD')
    .option('--stops <day>', 'the first day without credentials, YYYY-MM-DD')
    .action((id: string, options: PostponeOptions) => {
      const { closes, stops } = options;
      if (closes === undefined && stops === undefined) {
        throw new UsageProblem('Say the new days with --closes and --stops.');
      }
      const days = {
        ...(closes === undefined ? {} : { closes_on: closes }),
        ...(stops === undefined ? {} : { stops_on: stops }),
      };
      return done(options, ({ client }) => client.postponeCampaign(id, days));
    });
  changing('narrow', 'retire fewer versions, and tell exactly those who had been told')
    .argument('<range>', 'like <1.4.0')
    .action((id: string, range: string, options: ServerOptions) =>
      done(options, ({ client }) => client.narrowCampaign(id, range)),
    );
  changing('withdraw', 'take it back, and tell exactly those who had been told').action(
    (id: string, options: ServerOptions) =>
      done(options, ({ client }) => client.withdrawCampaign(id)),
  );
}

const STATE_WORDS: Readonly<Record<CampaignAnswer['state'], string>> = {
  draft: 'not sent yet',
  open: 'in force',
  withdrawn: 'withdrawn',
};

function line({ id, component, range, successor, state, ...days }: CampaignAnswer): string {
  const when = `closes ${days.closes_on}, stops ${days.stops_on}`;
  return `${id}  ${component}@${range}  ${STATE_WORDS[state]}, ${when}; ${successor} replaces it`;
}

type Targets = CampaignShownAnswer['targets'];

function targetLines(targets: Targets): string[] {
  return targets.map(({ workflow, component, version, via, team, owner, say, line: written }) => {
    const over = via.length > 0 ? `, over ${via.join(' > ')}` : '';
    return `  ${workflow}  ${component} ${version}${over}  ${team}, owner ${owner}: ${say}${written ? `: ${written}` : ''}`;
  });
}

function announcedText(said: AnnouncedCampaignAnswer): string {
  const { campaign, targets, direct, messages, ownerless, cut, hints, versions } = said;
  const over = targets.length - direct;
  const people = count(messages, 'person gets', 'people get');
  return [
    `Versions that end: ${versions.join(', ')}`,
    `${count(direct, 'workflow is', 'workflows are')} locked to them, ${over} more over what they pin. ${people} one message each.`,
    ...targetLines(targets),
    ...(ownerless.length > 0 ? [`Nobody is left to tell of: ${ownerless.join(', ')}`] : []),
    ...hints,
    ...(cut ? ['There are more than could be followed.'] : []),
    campaign
      ? `Nobody is told yet. Release it with: yardmaster campaign release ${campaign.id}`
      : 'Nothing is written, and nobody is told.',
  ].join('\n');
}

function shownText(shown: CampaignShownAnswer): string {
  const { campaign, targets, left, over, told, ownerless, days, forecast, cut } = shown;
  return [
    line(campaign),
    campaign.note,
    `${left} locked to it, ${over} more over what they pin. ${told} told. ${forecast}`,
    ...targetLines(targets),
    ...(ownerless.length > 0 ? [`Nobody is left to tell of: ${ownerless.join(', ')}`] : []),
    ...(days.length > 0 ? ['Day by day:'] : []),
    ...days.map((one) => `  ${one.day}  ${one.left}`),
    ...(cut ? ['There are more than could be followed.'] : []),
  ].join('\n');
}
