import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { Shell } from '../shell.ts';

/** `yardmaster slack manifest --command /agents` */
export function addSlack(program: Command, shell: Shell): void {
  const slack = program.command('slack').description('setting up Slack');
  slack
    .command('manifest')
    .description('print the manifest to create the Slack app from')
    .option('--command <command>', 'the slash command', slashCommand, '/yard')
    .option('--request-url <url>', 'where Slack sends requests; without it: Socket Mode', httpsUrl)
    .action((options: { readonly command: string; readonly requestUrl?: string }) =>
      shell.alone(async () => {
        const { appManifest } = await import('../../lib/slack/manifest.ts');
        shell.io.out(`${JSON.stringify(appManifest(options), null, 2)}\n`);
        return 0;
      }),
    );
}

function slashCommand(text: string): string {
  if (/^\/[a-z0-9_-]{1,31}$/.test(text)) return text;
  throw new InvalidArgumentError(
    'Write it like /yard: lower case, no spaces, at most 32 characters.',
  );
}

function httpsUrl(text: string): string {
  if (URL.canParse(text) && new URL(text).protocol === 'https:') return text;
  throw new InvalidArgumentError(
    'Write it like https://example.com/slack: Slack sends to https only.',
  );
}
