import { beforeAll, expect, test } from 'vitest';
import { evidenceFor, find } from '../../lib/acts/find.ts';
import { draft, publish } from '../kit/catalog.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { AUDITOR, OUTSIDER, OWNER } from '../kit/people.ts';
import { sent, UNTIL } from './campaigning.ts';
import { registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
  await registered(deps);
});

async function found(query: string, limit = 10) {
  const outcome = await find(deps, OWNER, query, limit);
  return outcome.kind === 'found' ? outcome.found : [];
}

test('a component comes with owner, version, use and why', async () => {
  const [first] = await found('draft replies to customers');
  expect(first).toMatchObject({
    id: 'plugin/reply-drafter',
    kind: 'plugin',
    team: 'platform',
    version: '3.2.4',
    use: 1,
    why: expect.stringMatching(/\w/),
  });
});

test('a workflow comes with team and status', async () => {
  const workflow = (await found('reply-bot')).find((one) => one.kind === 'workflow');
  expect(workflow).toMatchObject({
    id: 'workflow/reply-bot',
    team: 'team-support',
    status: 'active',
  });
});

test.each([
  [0, 1],
  [1, 1],
  [1_000, 50],
])('a limit of %d gives at most %d', async (limit, most) => {
  await publish(
    deps,
    Array.from({ length: 60 }, (_, n) =>
      draft({ kind: 'block', name: `parcel-${limit}-${n}`, version: '1.0.0' }),
    ),
  );
  expect(await found('parcel', limit)).toHaveLength(most);
});

test('evidence has up to five components, no connectors, and up to three workflows', async () => {
  const { components, workflows } = await evidenceFor(
    deps,
    'crm readonly replies parcel tone reply-bot',
    'parcel-sorter',
  );
  expect(components.length).toBeLessThanOrEqual(5);
  expect(components.map((one) => one.kind)).not.toContain('connector');
  expect(workflows.map((one) => one.kind)).not.toContain('plugin');
  expect(workflows.length).toBeLessThanOrEqual(3);
});

test('it is for everybody of the organisation and for nobody else', async () => {
  expect(await find(deps, AUDITOR, 'replies', 5)).toMatchObject({ kind: 'found' });
  expect(await find(deps, OUTSIDER, 'replies', 5)).toMatchObject({ why: 'not-allowed' });
});

test.each(['', ' ', '😀', '"*:~^', 'x'.repeat(5_000)])(
  '%j finds nothing and harms nothing',
  async (query) => {
    expect(Array.isArray(await found(query))).toBe(true);
  },
);

test('what ends stands below what stays, says how it stands, and is not offered once it is closed', async () => {
  const twin = { kind: 'skill' as const, description: 'Folds paper cranes from invoices.' };
  await publish(deps, [
    draft({ ...twin, name: 'crane-folder', version: '1.0.0' }),
    draft({ ...twin, name: 'crane-folder-next', version: '1.0.0' }),
  ]);
  const asked = 'fold paper cranes from invoices';
  const wanted = {
    ...{ component: 'skill/crane-folder', range: '*' },
    successor: 'skill/crane-folder-next@1.0.0',
  };
  await sent(deps, wanted);
  deps.pass(1);
  const [first, second] = await found(asked);
  expect(first).toMatchObject({ id: 'skill/crane-folder-next' });
  expect(first).not.toHaveProperty('lifecycle');
  expect(second).toMatchObject({
    id: 'skill/crane-folder',
    lifecycle: 'deprecated',
    successor: wanted.successor,
  });
  deps.pass(UNTIL.closes);
  const { components } = await evidenceFor(deps, asked, 'crane-bot');
  expect(components.map((one) => one.id)).toEqual(['skill/crane-folder-next']);
});
