import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { type MarketplaceReading, readMarketplace } from '../../lib/core/marketplace.ts';
import { type ImportOptions, importDrafts } from '../import-drafts.ts';
import { type Io, UsageProblem } from '../io.ts';
import { jsonFilesIn } from '../json-folder.ts';
import { asPerson, type Shell } from '../shell.ts';
import { checkText } from '../text-file.ts';
import { addImportBackstage } from './import-backstage.ts';
import { addImportMcp } from './import-mcp.ts';
import { addImportWorkflows } from './import-workflows.ts';

/** `yardmaster import <folder>`: a Claude plugin marketplace as published. Other formats are words of their own. */
export function addImport(program: Command, shell: Shell): void {
  const marketplace = program.command('import');
  addImportWorkflows(marketplace, shell);
  addImportMcp(marketplace, shell);
  addImportBackstage(marketplace, shell);
  asPerson(marketplace)
    .description(
      'take a Claude plugin marketplace into the catalog; exit code 1 when any of it was refused',
    )
    .argument('<folder>', 'the folder with .claude-plugin/marketplace.json')
    .option('--dry-run', 'read the folder and say what would be sent')
    .action((folder: string, options: ImportOptions) =>
      importDrafts(shell, options, () => read(shell.io, folder)),
    );
}

function read(io: Io, folder: string): MarketplaceReading {
  const files = jsonFilesIn(resolve(io.cwd, folder));
  checkText(io, join(folder, '.claude-plugin', 'marketplace.json'), LARGEST_MARKETPLACE);
  const reading = readMarketplace(files);
  if (reading.kind === 'refused') throw new UsageProblem(`${folder}: ${reading.say}`);
  return reading;
}

/** As large as the files that `jsonFilesIn` takes. */
const LARGEST_MARKETPLACE = 2 * 1024 * 1024;
