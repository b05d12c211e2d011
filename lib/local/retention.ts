import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Retention, sweepRetention } from '../acts/retention.ts';
import type { Environment } from '../environment.ts';
import { asideDeps } from './aside.ts';
import { refuseElsewhere } from './backup.ts';
import { openGround } from './ground.ts';

export type RetentionRun =
  | { readonly kind: 'ran'; readonly found: Retention }
  | { readonly kind: 'refused'; readonly message: string };

/** What the sweep does once a day, on a data folder that nothing runs on; `dryRun` only counts. */
export async function runRetention(
  folder: string,
  env: Environment,
  { dryRun }: { readonly dryRun: boolean },
): Promise<RetentionRun> {
  const elsewhere = refuseElsewhere(env);
  if (elsewhere) return elsewhere;
  if (!existsSync(join(folder, 'registry.db'))) {
    const message = `There are no data in ${folder}. YARDMASTER_DATA names the folder.`;
    return { kind: 'refused', message };
  }
  const ground = await openGround(folder, env);
  if (ground.kind === 'refused') return ground;
  try {
    return { kind: 'ran', found: await sweepRetention(asideDeps(ground), { dryRun }) };
  } finally {
    await ground.close();
  }
}
