import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import * as z from 'zod';
import type { Io } from './io.ts';

/** Written by "yardmaster login". */
const storedLoginSchema = z.object({
  server: z.string(),
  person: z.string(),
  token: z.string(),
  expires_at: z.string(),
});
type StoredLogin = z.infer<typeof storedLoginSchema>;

/** Written by "yardmaster start" with the sample organisation: a login of each of its people. */
const sampleSchema = z.object({
  baseUrl: z.string(),
  people: z.record(z.string(), z.string()),
});
export type Sample = z.infer<typeof sampleSchema>;

function loginFile({ env, home }: Io): string {
  return env.YARDMASTER_CONFIG || join(home, '.config', 'yardmaster', 'login.json');
}

export function readLogin(io: Io): StoredLogin | undefined {
  return readJson(loginFile(io), storedLoginSchema);
}

/** Readable for its owner alone, from the first byte on. */
export function storeLogin(io: Io, login: StoredLogin): void {
  const file = loginFile(io);
  const fresh = `${file}.${process.pid}`;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(fresh, `${JSON.stringify(login, null, 2)}\n`, { mode: 0o600 });
  renameSync(fresh, file);
}

export function removeLogin(io: Io): void {
  rmSync(loginFile(io), { force: true });
}

/** Where this machine's data are, as "yardmaster start" names it. */
export function dataFolder({ env, cwd }: Io): string {
  return resolve(cwd, env.YARDMASTER_DATA || '.yardmaster');
}

export function readSample(io: Io): Sample | undefined {
  return readJson(join(dataFolder(io), 'cli.json'), sampleSchema);
}

/** A file that is missing or not as we write it counts for nothing. */
function readJson<T>(path: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}
