import type { Command } from 'commander';
import { manifestSchema, readManifest } from '../../lib/core/manifest.ts';
import { diffManifests } from '../../lib/core/manifest-diff.ts';
import type { ServerOptions } from '../identity.ts';
import { UsageProblem } from '../io.ts';
import { readJsonFile } from '../json-file.ts';
import { asPerson, type Shell } from '../shell.ts';

/** `yardmaster diff support-reply-drafter manifest.json` */
export function addDiff(program: Command, shell: Shell): void {
  asPerson(program.command('diff'))
    .description('what a manifest changes against the revision in force, in plain words')
    .argument('<workflow>')
    .argument('<manifest>', 'a JSON file')
    .action((id: string, file: string, options: ServerOptions) =>
      shell.person(options, 'owner', async ({ io, client, print, fail }) => {
        const read = readManifest(readJsonFile(io, file));
        if (read.kind === 'problems') {
          const said = read.problems.map((one) => `  ${one.field}: ${one.say}`);
          throw new UsageProblem([`${file} is no manifest:`, ...said].join('\n'));
        }
        const outcome = await client.workflow(id);
        if (outcome.kind !== 'ok') return fail(outcome);
        const { manifest, revision } = outcome.value;
        const changes = diffManifests(manifestSchema.parse(manifest), read.manifest);
        const lines = changes.map(({ say }) => `  ${say}`);
        const same = `${file} says what revision ${revision} says.`;
        const text = [`Against revision ${revision}:`, ...lines].join('\n');
        print({ revision, changes }, changes.length > 0 ? text : same);
        return 0;
      }),
    );
}
