import type { Command } from 'commander';
import { readBackstage } from '../../lib/core/backstage.ts';
import { type ImportOptions, importDrafts } from '../import-drafts.ts';
import { asPerson, type Shell } from '../shell.ts';
import { yamlEntriesIn } from '../yaml-file.ts';

interface Options extends ImportOptions {
  readonly catalog: string;
}

/** `yardmaster import backstage FILE`: entities that are components here. */
export function addImportBackstage(parent: Command, shell: Shell): void {
  asPerson(parent.command('backstage'))
    .description(
      'take APIs, skills and plugins of a Backstage catalog into the catalog; exit code 1 when any was refused',
    )
    .argument('<file>', 'a catalog-info.yaml, of one document or several')
    .option('--catalog <name>', 'what the Backstage catalog is called', 'backstage')
    .option('--dry-run', 'read the file and say what would be sent')
    .action((file: string, options: Options) =>
      importDrafts(shell, options, () =>
        readBackstage(options.catalog, yamlEntriesIn(shell.io, file)),
      ),
    );
}
