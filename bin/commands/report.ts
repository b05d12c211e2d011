import type { Command } from 'commander';
import type { ServerOptions } from '../identity.ts';
import { UsageProblem } from '../io.ts';
import { asWorkflow, type Shell } from '../shell.ts';

interface Options extends ServerOptions {
  readonly outcome: string;
  readonly id: string;
  readonly at?: string;
}

/** `yardmaster report block/login@1.2.0 --outcome success --id run-4711`: what an agent does, by hand. */
export function addReport(program: Command, shell: Shell): void {
  asWorkflow(program.command('report'))
    .description('report how a run of something that the workflow pins went')
    .argument('<component>', 'kind/name@version')
    .requiredOption('--outcome <outcome>', 'success or failure')
    .requiredOption('--id <text>', 'your id of the run: the same one again is counted once')
    .option('--at <moment>', 'when it ran (UTC); now when left out')
    .action((asked: string, options: Options) => {
      const [, component, version] = /^([a-z]+\/[^/@\s]+)@(\S+)$/.exec(asked) ?? [];
      if (!component || !version) {
        throw new UsageProblem('Write it like block/login@1.2.0.');
      }
      const { outcome, id: report, at } = options;
      if (outcome !== 'success' && outcome !== 'failure') {
        throw new UsageProblem('--outcome is success or failure.');
      }
      return shell.workflow(options, async ({ client, print, fail }) => {
        const body = { report, component, version, outcome, ...(at ? { at } : {}) } as const;
        const reported = await client.report(body);
        if (reported.kind !== 'ok') return fail(reported);
        print(reported.value, reported.value.again ? 'It was counted before.' : 'Counted.');
        return 0;
      });
    });
}
