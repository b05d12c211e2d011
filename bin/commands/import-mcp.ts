import type { Command } from 'commander';
import { readMcpServers } from '../../lib/core/mcp.ts';
import { type ImportOptions, importDrafts } from '../import-drafts.ts';
import { mcpEntriesIn } from '../mcp-files.ts';
import { asPerson, type Shell } from '../shell.ts';

/** `yardmaster import mcp PATH`: MCP servers as connectors. */
export function addImportMcp(parent: Command, shell: Shell): void {
  asPerson(parent.command('mcp'))
    .description(
      'take MCP servers into the catalog as connectors; exit code 1 when any of them was refused',
    )
    .argument(
      '<path>',
      'a server.json, a list of servers (JSON, or one a line), or a folder with such files',
    )
    .option('--dry-run', 'read the path and say what would be sent')
    .action((path: string, options: ImportOptions) =>
      importDrafts(shell, options, () => readMcpServers(path, mcpEntriesIn(shell.io, path))),
    );
}
