import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import type { Io } from './io.ts';

/** Written by "yardmaster login". */
const storedLoginSchema = z.object({
  server: z.string(),
  person: z.string(),
  token: z.string(),
  expires_at: z.string(),
});
export type StoredLogin = z.infer<typeof storedLoginSchema>;

/** Written by "yardmaster start" with the sample organisation: a login of each of its people. */
const sampleSchema = z.object({
  baseUrl: z.string(),
  people: z.record(z.string(), z.string()),
});
export type Sample = z.infer<typeof sampleSchema>;

export function loginFile({ env, home }: Io): string {
  return env.YARDMASTER_CONFIG || join(home, '.config', 'yardmaster', 'login.json');
}

export function readLogin(io: Io): StoredLogin | undefined {
  return readJson(loginFile(io), storedLoginSchema);
}

export function readSample({ env, cwd }: Io): Sample | undefined {
  return readJson(resolve(cwd, env.YARDMASTER_DATA || '.yardmaster', 'cli.json'), sampleSchema);
}

/** A file that is missing or not as we write it counts for nothing. */
function readJson<T>(path: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}
