import type { Command } from 'commander';
import { manifestSchema, readManifest } from '../../lib/core/manifest.ts';
import { diffManifests } from '../../lib/core/manifest-diff.ts';
import type { ServerOptions } from '../identity.ts';
import { UsageProblem } from '../io.ts';
import { readJsonFile } from '../json-file.ts';
import { changeLines } from '../release-text.ts';
import { asPerson, type Session, type Shell } from '../shell.ts';

const HOW = `
A workflow and its file:    yardmaster diff support-reply-drafter manifest.json
Two versions:               yardmaster diff connector/crm-readonly@1.4.0 1.5.0
One and the one before it:  yardmaster diff connector/crm-readonly 1.5.0
The newest and before it:   yardmaster diff connector/crm-readonly
A copy and its origin:      yardmaster diff plugin/our-drafter@origin`;

/** `yardmaster diff support-reply-drafter manifest.json`, `yardmaster diff connector/crm@1.4.0 1.5.0` */
export function addDiff(program: Command, shell: Shell): void {
  asPerson(program.command('diff'))
    .description(
      'what changes, in plain words: a manifest against the revision in force, or one version of a component against another',
    )
    .argument('<what>', 'a workflow, or kind/name, or kind/name@version')
    .argument('[other]', "the workflow's manifest (a JSON file), or the component's other version")
    .addHelpText('after', HOW)
    .action((what: string, other: string | undefined, options: ServerOptions) =>
      shell.person(options, 'owner', (session) => {
        const component = readComponent(what);
        if (component) return diffReleases(session, component, other);
        if (other !== undefined) return diffManifest(session, what, other);
        throw new UsageProblem(
          `Name the manifest to compare ${what} with: yardmaster diff ${what} manifest.json. A component is written with its kind: plugin/${what}.`,
        );
      }),
    );
}

function readComponent(what: string) {
  const [, kind, name, from] = /^([a-z]+)\/([^@]+)(?:@(.+))?$/.exec(what) ?? [];
  return kind && name && kind !== 'workflow' ? { kind, name, from } : undefined;
}

async function diffReleases(
  { client, print, fail }: Session,
  { kind, name, from }: { kind: string; name: string; from: string | undefined },
  to: string | undefined,
): Promise<number> {
  const asked = { ...(from ? { from } : {}), ...(to ? { to } : {}) };
  const outcome = await client.releaseDiff({ kind, name }, asked);
  if (outcome.kind !== 'ok') return fail(outcome);
  const { value } = outcome;
  const after = `${value.to.component} ${value.to.version}`;
  const before = value.from && `${value.from.component} ${value.from.version}`;
  const { changes, same_permissions: same } = value;
  const head = before
    ? `${after} against ${before}:`
    : `${after} is the first version, so all of it is new:`;
  const permissions = same ? ['Both may touch and use exactly the same.'] : [];
  print(value, [head, ...changeLines(changes), ...permissions].join('\n'));
  return 0;
}

async function diffManifest(
  { io, client, print, fail }: Session,
  workflow: string,
  file: string,
): Promise<number> {
  const read = readManifest(readJsonFile(io, file));
  if (read.kind === 'problems') {
    const said = read.problems.map((one) => `  ${one.field}: ${one.say}`);
    throw new UsageProblem([`${file} is no manifest:`, ...said].join('\n'));
  }
  const outcome = await client.workflow(workflow.replace(/^workflow\//, ''));
  if (outcome.kind !== 'ok') return fail(outcome);
  const { manifest, revision } = outcome.value;
  const changes = diffManifests(manifestSchema.parse(manifest), read.manifest);
  const lines = changes.map(({ say }) => `  ${say}`);
  const same = `${file} says what revision ${revision} says.`;
  const text = [`Against revision ${revision}:`, ...lines].join('\n');
  print({ revision, changes }, changes.length > 0 ? text : same);
  return 0;
}
