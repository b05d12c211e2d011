import { beforeEach, expect, test } from 'vitest';
import { accessGround } from '../../lib/acts/access-ask.ts';
import { gatedOf, showAccess, showAsking } from '../../lib/acts/access-shown.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { askedFor, billed, FREE, given, READ, WRITE } from './access-kit.ts';
import { now } from './proposing.ts';
import { rule, rulesWith } from './rule.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await billed(deps);
});

test('a card shows what is held, what is asked for, and what it would let happen', async () => {
  await given(deps, { wants: [READ] });
  const { id } = await askedFor(deps);
  const found = await showAccess(deps, id);
  expect(found).toMatchObject({
    version: 1,
    shown: {
      request: { id, wants: [WRITE] },
      held: expect.arrayContaining([{ connector: 'billing', scopes: [READ.scope] }]),
      facts: [{ ...WRITE, actions: undefined, heldBy: 0, of: 0, wider: true }],
      ...{ advisory: [], answer: undefined },
    },
  });
  expect(await showAccess(deps, 'acc_none')).toBeUndefined();
});

test('a connector that does not separate a gated action is said to be only advice', async () => {
  const actions = [{ action: 'refund', by: 'lead' as const }];
  await rule(deps, await rulesWith(deps, { 'gated-actions': { mode: 'enforce', actions } }));
  const { id } = await askedFor(deps);
  expect((await showAccess(deps, id))?.shown.advisory).toEqual([
    expect.stringContaining('connector/billing does not say which scope lets refund happen'),
  ]);
  expect(await gatedOf(deps, await now(deps))).toContain('refund');
});

test('a form shows all that may be asked for', async () => {
  const ground = await accessGround(deps, 'reply-bot');
  if (ground.kind === 'refused') throw new Error(ground.say);
  const shown = await showAsking(deps, ground);
  expect(shown.facts.map((one) => one.scope)).toEqual([READ.scope, WRITE.scope, FREE.scope]);
});
