import type { Command } from 'commander';
import type { ExtensionAnswer } from '../../lib/contract/extensions.ts';
import { FIRST_VERSION } from '../../lib/core/copy.ts';
import { EXTENSION_WORDS } from '../../lib/core/extension.ts';
import type { ServerOptions } from '../identity.ts';
import { asPerson, type Shell } from '../shell.ts';

interface ListOptions extends ServerOptions {
  readonly ended?: string;
}

interface AskOptions extends ServerOptions {
  readonly need: string;
  readonly missing: string;
  readonly team?: string;
  readonly name?: string;
  readonly again?: string;
}

/** `yardmaster extend plugin/reply-drafter --need … --missing …`, `yardmaster extensions` */
export function addExtensions(program: Command, shell: Shell): void {
  asPerson(program.command('extend'))
    .description("ask a component's owner for what it lacks: a new release, or a copy of your own")
    .argument('<component>', 'like plugin/reply-drafter')
    .requiredOption('--need <words>', 'what your workflow should do')
    .requiredOption('--missing <words>', 'what the component lacks for that')
    .option('--team <id>', 'for which team, if you are in several')
    .option('--name <name>', 'the name of your workflow; made from the need if left out')
    .option('--again <id>', 'the declined one that you have read')
    .action((component: string, options: AskOptions) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const { need, missing, team, name: workflow, again } = options;
        const body = { component, need, missing, team, workflow, again };
        const outcome = await client.askExtension(body);
        if (outcome.kind !== 'ok') return fail(outcome);
        print(outcome.value, extensionText(outcome.value));
        return 0;
      }),
    );
  const extensions = asPerson(program.command('extensions'))
    .description('what owners of components were asked for')
    .option('--ended <month>', 'what was over in this month, like 2026-11')
    .action((options: ListOptions) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const outcome = await client.extensions(options.ended);
        if (outcome.kind !== 'ok') return fail(outcome);
        const listed = outcome.value.extensions;
        const none = options.ended
          ? `Nothing was over in ${options.ended}.`
          : 'No owner is asked for anything now. Ask with "yardmaster extend <component>".';
        print(listed, listed.map(extensionText).join('\n\n') || none);
        return 0;
      }),
    );
  addCopy(extensions, shell);
}

/** `yardmaster extensions copy ext_… reply-drafter-support` */
function addCopy(extensions: Command, shell: Shell): void {
  asPerson(extensions.command('copy'))
    .description('make the copy that the owner offered')
    .argument('<id>')
    .argument('<name>', 'what the copy is called')
    .action((id: string, name: string, options: ServerOptions) =>
      shell.person(options, 'owner', async ({ client, print, fail }) => {
        const outcome = await client.copyExtension(id, name);
        if (outcome.kind !== 'ok') return fail(outcome);
        const { component, extension } = outcome.value;
        const made = `${component} ${FIRST_VERSION} belongs to ${extension.team} now, a copy of ${extension.component}.`;
        print(outcome.value, made);
        return 0;
      }),
    );
}

function extensionText(one: ExtensionAnswer): string {
  const { id, component, version, team, state, due_at, answers, copy, used_by } = one;
  const last = answers.at(-1);
  const facts = [
    last?.version && `released as ${last.version}`,
    last?.date && `planned for ${last.date}`,
    state === 'open' && due_at && `answer due ${due_at}`,
    copy && `copied to ${copy}`,
    used_by && `used by ${used_by}`,
  ].filter((fact) => typeof fact === 'string' && fact !== '');
  return [
    `${id}  ${component} ${version}, asked by ${team}: ${[EXTENSION_WORDS[state], ...facts].join(', ')}`,
    `  ${one.missing}`,
    ...(last?.reason ? [`  Owner: ${last.reason}`] : []),
  ].join('\n');
}
