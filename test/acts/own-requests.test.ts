import { beforeEach, expect, test } from 'vitest';
import { answerRequest } from '../../lib/acts/answer-request.ts';
import { ownRequests, placeInQueue } from '../../lib/acts/own-requests.ts';
import { fileRequest } from '../../lib/acts/request.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OUTSIDER, OWNER } from '../kit/people.ts';
import { NEED, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  for (const [index, by] of [OWNER, COLLEAGUE, OWNER].entries()) {
    const id = `req_${index + 1}`;
    await fileRequest(deps, { ...NEED, id, by, workflow: `flow-${index}` }, 'nothing fits');
    deps.pass(1);
  }
});

async function places(person: string) {
  const own = await ownRequests(deps, person);
  if (own.kind === 'refused') throw new Error(own.say);
  return own.requests.map(({ request, place, of }) => [request.id, place, of]);
}

test('everybody sees the place of their own, and of nobody else', async () => {
  expect(await places(OWNER)).toEqual([
    ['req_1', 1, 3],
    ['req_3', 3, 3],
  ]);
  expect(await places(COLLEAGUE)).toEqual([['req_2', 2, 3]]);
  expect(await places(ADMIN)).toEqual([]);
});

test('an answer moves the others up', async () => {
  await answerRequest(deps, ADMIN, 'req_1', { state: 'approved', reason: '', name: 'admin' });
  expect(await places(OWNER)).toEqual([['req_3', 2, 2]]);
  expect(await placeInQueue(deps, 'req_2')).toEqual({ place: 1, of: 2 });
  expect(await placeInQueue(deps, 'req_1')).toEqual({ place: 0, of: 2 });
});

test('somebody from outside is refused', async () => {
  expect(await ownRequests(deps, OUTSIDER)).toMatchObject({ why: 'not-allowed' });
});
