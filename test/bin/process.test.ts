import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const launcher = fileURLToPath(new URL('../../bin/yardmaster.mjs', import.meta.url));
let home: string;
beforeAll(() => {
  home = mkdtempSync(`${tmpdir()}/yardmaster-process-`);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** The real process, with nothing of this machine's environment. */
async function yardmaster(args: readonly string[], env: Record<string, string> = {}) {
  const options = { cwd: home, env: { HOME: home, ...env } };
  try {
    const ran = await promisify(execFile)(process.execPath, [launcher, ...args], options);
    return { code: 0, ...ran };
  } catch (error) {
    if (error instanceof Error && 'code' in error && 'stdout' in error && 'stderr' in error) {
      return { code: error.code, stdout: error.stdout, stderr: error.stderr };
    }
    throw error;
  }
}

test('the launcher runs a command and hands its exit code on', async () => {
  expect(await yardmaster(['--help'])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('Usage: yardmaster'),
    stderr: '',
  });
  expect(await yardmaster(['gallop'])).toMatchObject({ code: 2, stdout: '' });
});

test('a port where nobody listens is named as such', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const { port } = address;
  await new Promise((resolve) => server.close(resolve));
  const env = { YARDMASTER_URL: `http://127.0.0.1:${port}`, YARDMASTER_TOKEN: 'yml_any' };
  const ran = await yardmaster(
    ['register', fileURLToPath(new URL('../../package.json', import.meta.url))],
    env,
  );
  expect(ran.code).toBe(1);
  expect(ran.stderr).toContain(`Yardmaster does not answer at http://127.0.0.1:${port}`);
});

test('an older Node is told what to bring, on every system', async () => {
  const older = `data:text/javascript,Object.defineProperty(process, 'versions', { value: { node: '20.1.0' } })`;
  const ran = await promisify(execFile)(process.execPath, ['--import', older, launcher]).catch(
    (error: Error & { code: number; stderr: string }) => error,
  );
  expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('this is Node 20.1.0') });
  expect(ran.stderr).toMatch(/npm ci[\s\S]*Elsewhere install Node 24/);
});
