import { beforeEach, expect, test } from 'vitest';
import { connectorScopes } from '../../lib/acts/connector-scopes.ts';
import { componentDraftSchema } from '../../lib/core/marketplace.ts';
import { draft, publish } from '../kit/catalog.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { OUTSIDER, SALES_LEAD } from '../kit/people.ts';
import { MANIFEST, registered, stage } from './stage.ts';
import { bots } from './systems-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

async function scopes(name: string, page: { most?: number; cursor?: string | undefined } = {}) {
  const outcome = await connectorScopes(deps, SALES_LEAD, name, { most: 50, ...page });
  if (outcome.kind === 'refused') throw new Error(outcome.say);
  return outcome;
}

test('stand side by side, the widest first, and say what standard is', async () => {
  const surface = componentDraftSchema.shape.surface;
  const own = surface.parse({ scopes: ['files.read', 'files.write'] });
  await publish(deps, [
    draft({ kind: 'connector', name: 'files', version: '1.0.0', surface: own }),
  ]);
  const files = { connector: 'files', version: '1.0.0' };
  const uses = [...MANIFEST.uses, files];
  for (const workflow of ['a-bot', 'b-bot', 'c-bot']) {
    const asked = workflow === 'c-bot' ? ['files.read', 'files.write'] : ['files.read'];
    await registered(deps, { ...MANIFEST, workflow, uses, scopes: { files: asked } });
  }
  const found = await scopes('files');
  expect(found).toMatchObject({ standardBy: 'most', total: 3, next: undefined });
  expect(found.rows.map((row) => row.waiting.length + row.scopes.length)).toHaveLength(3);
  expect(await scopes('crm-readonly')).toMatchObject({
    standard: ['crm.tickets.read'],
    standardBy: 'baseline',
    wider: 0,
  });
});

test('come page by page, each workflow once', async () => {
  await bots(deps, 5);
  const first = await scopes('crm-readonly', { most: 3 });
  const rest = await scopes('crm-readonly', { most: 3, cursor: first.next });
  const ids = [...first.rows, ...rest.rows].map((row) => row.workflow.id);
  expect(ids).toEqual(['bot-00', 'bot-01', 'bot-02', 'bot-03', 'bot-04']);
  expect(rest.next).toBeUndefined();
});

test.each([
  ['none', undefined, 'no-component'],
  ['crm-readonly', 'x', 'bad-cursor'],
])('of %s from %s is refused: %s', async (name, cursor, why) => {
  expect(await connectorScopes(deps, SALES_LEAD, name, { most: 5, cursor })).toMatchObject({ why });
});

test('are for people of this organisation', async () => {
  expect(await connectorScopes(deps, OUTSIDER, 'crm-readonly', { most: 5 })).toMatchObject({
    why: 'not-allowed',
  });
});
