import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Io } from '../../bin/io.ts';
import { run } from '../../bin/run.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A keyboard in an empty folder, gone with the test. Commands reach `fetch` and nothing else. */
export function terminal(fetch: NonNullable<Io['fetch']> = unreachable) {
  const folder = mkdtempSync(join(tmpdir(), 'yardmaster-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return {
    folder,
    write: (name: string, text: string | Uint8Array) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    },
    type: async (
      args: readonly string[],
      env: Io['env'] = {},
      rest: Partial<Io> = {},
    ): Promise<Ran> => {
      let out = '';
      let err = '';
      const code = await run(args, {
        env,
        cwd: folder,
        home: folder,
        out: (text) => {
          out += text;
        },
        err: (text) => {
          err += text;
        },
        pause: async () => undefined,
        fetch,
        ...rest,
      });
      return { code, out, err };
    },
  };
}

function unreachable(): never {
  throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') });
}
