import { expect, test } from 'vitest';
import { renderFatigue } from '../../lib/deliver/fatigue.ts';
import { decisionItems } from '../../lib/store/decisions.ts';
import { putAll } from '../../lib/store/systems.ts';
import { stage } from '../acts/stage.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE } from '../kit/people.ts';

const engine = engineOfFile();
const LOOK = { month: '2026-12', dueAt: '2026-12-01T09:00:00.000Z' };

test('the note tells what is so when it is delivered, and nothing when it is not any more', async () => {
  const deps = await stage(engine());
  const note = { at: deps.now(), choice: 'approve' as const, seconds: 3 };
  const items = Array.from({ length: 20 }, (_, n) =>
    decisionItems(COLLEAGUE, { approval: `apr_${n}`, note }, LOOK),
  );
  const [first = [], ...rest] = items;
  await putAll(deps.store, [...first, ...rest.flatMap(([one]) => (one ? [one] : []))]);
  const subject = `fatigue/${COLLEAGUE}/2026-12`;
  expect(await renderFatigue(deps, subject)).toMatchObject({ kind: 'card', version: 1 });
  deps.pass(40 * 24 * 60);
  expect(await renderFatigue(deps, subject)).toEqual({ kind: 'nothing' });
});
