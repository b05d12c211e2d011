import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { beforeEach, expect, test } from 'vitest';
import { noteStep, readSteps } from '../../lib/acts/friction.ts';
import { unixSeconds } from '../../lib/core/time.ts';
import { openRequest, showMatches } from '../../lib/slack/listen/new-request.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { OWNER } from '../kit/people.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const OPENED: Parameters<typeof noteStep>[1] = {
  request: 'req_1',
  step: 'opened',
  teams: ['team-support'],
};
const NOVEMBER = ['2026-11'];

test('a step is kept for 90 days, without anybody named in it', async () => {
  await noteStep(deps, OPENED);
  const Key = marshall({ pk: 'friction/req_1', sk: 'opened' });
  const get = new GetItemCommand({ TableName: deps.store.registry, Key });
  const { Item } = await engine().client.send(get);
  expect(Item?.ttl?.N).toBe(String(unixSeconds('2027-02-21T09:00:00.000Z')));
  expect(JSON.stringify(Item)).not.toContain('U0');
  expect(await readSteps(deps, NOVEMBER)).toEqual([{ ...OPENED, at: deps.now() }]);
  expect(await readSteps(deps, ['2026-10'])).toEqual([]);
});

test('the same step again is one step', async () => {
  await noteStep(deps, OPENED);
  deps.pass(5);
  await noteStep(deps, OPENED);
  await noteStep(deps, { ...OPENED, step: 'matched' });
  expect((await readSteps(deps, NOVEMBER)).map((one) => one.step).sort()).toEqual([
    'matched',
    'opened',
  ]);
});

test('one that should be gone and is still there counts no more', async () => {
  await noteStep(deps, OPENED);
  deps.pass(91 * 24 * 60);
  expect(await readSteps(deps, NOVEMBER)).toEqual([]);
});

test('a form opens, and shows its matches, also when no step can be noted', async () => {
  const warned: unknown[] = [];
  const client = new Proxy(deps.store.client, {
    get: (target, name, receiver) =>
      name === 'send'
        ? (command: object) =>
            command instanceof PutItemCommand
              ? Promise.reject(new Error('no puts'))
              : Reflect.apply(target.send, target, [command])
        : Reflect.get(target, name, receiver),
  });
  const log = { ...deps.log, warn: (fields: unknown) => void warned.push(fields) };
  const broken = { ...deps, store: { ...deps.store, client }, log };
  const opened = await openRequest(broken, OWNER, { need: 'draft replies' });
  expect(opened).toMatchObject([{ kind: 'open' }]);
  const about = { id: 'req_2' };
  const typed = { need: 'draft replies', workflow: 'helper', team: 'team-support' };
  const shown = await showMatches(broken, OWNER, { kind: 'need', about, ...typed });
  expect(shown).toMatchObject([{ kind: 'replace' }]);
  expect(warned).toMatchObject([{ step: 'opened' }, { step: 'matched' }]);
});

test('opening the form and seeing matches are the two steps, under the id of the request', async () => {
  await openRequest(deps, OWNER, { need: 'draft replies' });
  const [opened] = await readSteps(deps, NOVEMBER);
  expect(opened).toMatchObject({ step: 'opened', teams: ['team-support'] });
  const about = { id: opened?.request ?? '' };
  const typed = { need: 'draft replies', workflow: 'helper', team: 'team-support' };
  await showMatches(deps, OWNER, { kind: 'need', about, ...typed });
  const steps = await readSteps(deps, NOVEMBER);
  expect(steps.map((one) => one.request)).toEqual([about.id, about.id]);
});
