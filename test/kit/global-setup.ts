import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { synthesizeTables } from '../../lib/local/tables.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The CloudFormation template of the two tables, as parsed JSON. */
    tablesTemplate: unknown;
  }
}

/** Synthesizes the tables once for the whole run; every test file creates its own from the same template. */
export default async function setup(project: TestProject): Promise<void> {
  const outdir = mkdtempSync(join(tmpdir(), 'yardmaster-tables-'));
  try {
    project.provide('tablesTemplate', await synthesizeTables(outdir));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
