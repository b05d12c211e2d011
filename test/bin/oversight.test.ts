import { beforeEach, expect, test } from 'vitest';
import { createApi } from '../../lib/api/app.ts';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { importRows, rows } from '../acts/estate-kit.ts';
import { MANIFEST, registered, stage } from '../acts/stage.ts';
import { loginOf } from '../api/world.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { terminal } from './terminal.ts';

const engine = engineOfFile();
const LONG = { timeout: 60_000 };
let deps: TestDeps;
let token: string;
beforeEach(async () => {
  deps = await stage(engine());
  await registered(deps, { ...MANIFEST, workflow: 'm-bot', systems: ['Billing'] });
  for (let at = 0; at < 250; at += 50) await importRows(deps, rows(250).slice(at, at + 50));
  token = await loginOf(deps, PEOPLE.auditor);
}, 60_000);

/** The export, while `meddle` is done before each request with its number. */
async function exported(meddle: (request: number) => Promise<unknown>, format = 'json') {
  const api = createApi(deps);
  let request = 0;
  const fetch = async (asked: Request) => {
    await meddle(request);
    request += 1;
    return api.request(asked);
  };
  const args = ['oversight', '--format', format];
  return terminal(fetch).type(args, { YARDMASTER_TOKEN: token });
}

test('what is registered behind the reader is in the export all the same', LONG, async () => {
  const ran = await exported(async (request) => {
    if (request === 1) await registered(deps, { ...MANIFEST, workflow: 'a-bot' });
  });
  expect([ran.code, ran.err.includes('changed while')]).toEqual([0, false]);
  const seen = JSON.parse(ran.out);
  const ids = seen.rows.map((row: { id: string }) => row.id);
  expect(ids).toContain('a-bot');
  expect([ids.length, seen.total, seen.counted]).toEqual([252, 252, 252]);
});

test('a registry that never stands still is said not to reconcile', LONG, async () => {
  const ran = await exported((request) =>
    request % 2 === 1
      ? registered(deps, { ...MANIFEST, workflow: `a-${request}` })
      : Promise.resolve(),
  );
  expect(ran.code).toBe(1);
  expect(ran.err).toContain('The registry changed while it was read');
});

test('as CSV it has the systems and what the table counts', LONG, async () => {
  const { out } = await exported(async () => undefined, 'csv');
  expect(out).toMatch(/^system,Billing,.*,1$/m);
  expect(out).toMatch(/^total,counted in the table,.*,251$/m);
  expect(out).toContain('/v1/log?subject=workflow/m-bot');
});
