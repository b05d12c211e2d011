import { Argument, type Command } from 'commander';
import { SCHEMA_NAMES, type SchemaName, schemaDocument } from '../../lib/contract/schemas.ts';
import { type ServerOptions, serverFor } from '../identity.ts';
import { printTo, type Shell } from '../shell.ts';

/** `yardmaster schema manifest > manifest.schema.json`: needs no server. */
export function addSchema(program: Command, shell: Shell): void {
  program
    .command('schema')
    .description('print the JSON Schema of a file, for editors and other checkers')
    .addArgument(new Argument('<file>', 'which file').choices(SCHEMA_NAMES))
    .option('--server <url>', 'where Yardmaster answers (or YARDMASTER_URL)')
    .action((name: SchemaName, options: ServerOptions) =>
      shell.alone(async () => {
        const { io } = shell;
        printTo(io, true, schemaDocument(name, serverFor(io, options)), '');
        return 0;
      }),
    );
}
