import { afterAll, beforeAll, expect, test } from 'vitest';
import { lineStream } from '../../lib/api/line-stream.ts';
import { logAnswerSchema } from '../../lib/contract/log.ts';
import { verifyExport } from '../../lib/core/verify.ts';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { TRUST } from '../kit/trust.ts';
import { bearer, loginOf, openWorld, refusal, WORKFLOW, type World } from './world.ts';

let world: World;
let owner: string;
let auditor: string;
beforeAll(async () => {
  world = await openWorld();
  [owner, auditor] = [
    await loginOf(world.deps, PEOPLE.owner),
    await loginOf(world.deps, PEOPLE.auditor),
  ];
});
afterAll(() => world.stop());

async function read(query: string) {
  const response = await world.api.request(`/v1/log?${query}`, bearer(owner));
  return logAnswerSchema.parse(await response.json()).lines.map((line) => line.seq);
}

test('shows the newest first, page by page', async () => {
  const subject = `subject=workflow/${WORKFLOW}`;
  expect(await read(subject)).toEqual([3, 2, 1]);
  expect(await read(`${subject}&most=2`)).toEqual([3, 2]);
  expect(await read(`${subject}&most=2&before=2`)).toEqual([1]);
  expect(await read(`${subject}&before=1`)).toEqual([]);
});

test.each(['', 'subject=', 'subject=x&most=0', 'subject=x&most=101', 'subject=x&before=0'])(
  'refuses to read with %j',
  async (query) => {
    const said = refusal(world.api.request(`/v1/log?${query}`, bearer(owner)));
    expect(await said).toMatchObject({ status: 422, why: 'invalid' });
  },
);

test('what nobody may read and what is not there', async () => {
  const nothing = world.api.request('/v1/log?subject=workflow/none', bearer(auditor));
  expect(await refusal(nothing)).toMatchObject({ status: 404, why: 'no-subject' });
  const foreign = await loginOf(world.deps, PEOPLE.salesLead);
  const theirs = world.api.request(`/v1/log?subject=workflow/${WORKFLOW}`, bearer(foreign));
  expect(await refusal(theirs)).toMatchObject({ status: 403, why: 'not-allowed' });
});

test('the export is the whole log, line by line, and holds', async () => {
  const response = await world.api.request('/v1/audit/export', bearer(auditor));
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/x-ndjson');
  const text = await response.text();
  expect(text.endsWith('\n')).toBe(true);
  const verified = verifyExport(text.split('\n'), TRUST);
  expect(verified.breaks).toEqual([]);
  expect(text).toContain('log.exported');
});

test('only auditors export', async () => {
  const said = refusal(world.api.request('/v1/audit/export', bearer(owner)));
  expect(await said).toMatchObject({ status: 403, why: 'not-allowed' });
});

test('a reader that goes away stops the reading', async () => {
  let stopped = false;
  async function* endless() {
    try {
      for (;;) yield 'line';
    } finally {
      stopped = true;
    }
  }
  const reader = lineStream(endless()).body?.getReader();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('line\n');
  await reader?.cancel();
  expect(stopped).toBe(true);
});

test('a reading that breaks breaks the answer off', async () => {
  async function* broken() {
    yield 'line';
    throw new Error('the store went away');
  }
  await expect(lineStream(broken()).text()).rejects.toThrow();
});
