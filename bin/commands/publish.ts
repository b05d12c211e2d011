import type { Command } from 'commander';
import * as z from 'zod';
import type { PublishedAnswer } from '../../lib/contract/releases.ts';
import { KINDS } from '../../lib/core/component.ts';
import type { ServerOptions } from '../identity.ts';
import { UsageProblem } from '../io.ts';
import { readJsonFile } from '../json-file.ts';
import { changeLines } from '../release-text.ts';
import { asPerson, type Shell } from '../shell.ts';

interface Options extends ServerOptions {
  readonly dryRun?: boolean;
}

/** `yardmaster publish release.json` */
export function addPublish(program: Command, shell: Shell): void {
  asPerson(program.command('publish'))
    .description("publish a release of your team's component; a published version never changes")
    .argument('<release>', 'a JSON file with kind, name, owner, version, what it touches and uses')
    .option('--dry-run', 'say what would be published and what differs, and publish nothing')
    .action((file: string, options: Options) =>
      shell.person(options, 'owner', async ({ io, client, print, fail }) => {
        const release = readJsonFile(io, file);
        const outcome = await client.publish(placeIn(release, file), release, options.dryRun);
        if (outcome.kind !== 'ok') return fail(outcome);
        print(outcome.value, publishedText(outcome.value));
        return 0;
      }),
    );
}

const placeSchema = z.object({ kind: z.enum(KINDS), name: z.string().min(1) });

/** Which component the file is about; the server says everything else. */
function placeIn(release: unknown, file: string) {
  const place = placeSchema.safeParse(release);
  if (place.success) return place.data;
  throw new UsageProblem(
    `${file} does not say what it is a release of. Write "kind" (${KINDS.join(', ')}) and "name".`,
  );
}

function publishedText(answer: PublishedAnswer): string {
  const { version, fingerprint, latest, warnings } = answer;
  const aside = latest === version ? [] : [`The newest stays ${latest}.`];
  return [
    headline(answer),
    `Fingerprint: ${fingerprint}`,
    ...aside,
    ...(answer.outcome === 'unchanged' ? [] : differenceLines(answer)),
    ...warnings.map((warning) => `Mind: ${warning}`),
  ].join('\n');
}

function differenceLines({ against, changes }: PublishedAnswer): string[] {
  const head = against
    ? `Against ${against.component} ${against.version}:`
    : 'It is the first version:';
  const none = against ? '  Nothing differs.' : '  It touches and uses nothing.';
  return [head, ...(changes.length > 0 ? changeLines(changes) : [none])];
}

function headline({ outcome, component, version, team, visibility }: PublishedAnswer): string {
  const seen = visibility === 'shared' ? 'for everybody' : `for ${team}`;
  switch (outcome) {
    case 'published':
      return `${component} ${version} is published ${seen}.`;
    case 'would-publish':
      return `${component} ${version} would be published ${seen}. Nothing is written yet.`;
    case 'unchanged':
      return `${component} ${version} is published already, just as it stands here.`;
  }
}
