import { beforeEach, expect, test } from 'vitest';
import { answerClaim } from '../../../lib/acts/claims.ts';
import { importRows, PINS, rows } from '../../acts/estate-kit.ts';
import { stage } from '../../acts/stage.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { OWNER, SALES_LEAD } from '../../kit/people.ts';
import { words } from '../views/kit.ts';
import { typed } from './room-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await importRows(deps, rows(1, { pins: PINS }));
});

test('editing a claimed discovery by its name opens the form that registers it', async () => {
  await answerClaim(deps, OWNER, 'agent-000', { says: 'mine' });
  const replies = await typed(deps, OWNER, 'edit agent-000');
  expect(replies.map((one) => one.kind)).toEqual(['open']);
  expect(JSON.stringify(replies)).toContain('reply-drafter');
});

test('one that nobody claimed says what comes first, and is nobody else’s to finish', async () => {
  expect(words(await typed(deps, OWNER, 'edit agent-000'))).toContain('Press Mine first');
  expect(words(await typed(deps, SALES_LEAD, 'edit agent-000'))).toMatch(/^Only /);
});
