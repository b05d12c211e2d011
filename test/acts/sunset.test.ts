import { beforeAll, expect, test } from 'vitest';
import { sunsetOf } from '../../lib/acts/sunset.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { published, sent, UNTIL } from './campaigning.ts';
import { registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
  await published(deps);
});

test('credentials end at the moment that was announced, and not before', async () => {
  const workflow = await registered(deps);
  await sent(deps);
  deps.pass(UNTIL.stops - 24 * 60);
  expect(await sunsetOf(deps, workflow)).toBeUndefined();
  deps.pass(24 * 60);
  expect(await sunsetOf(deps, workflow)).toMatchObject({
    why: 'past-sunset',
    say: 'reply-bot is locked to connector/crm-readonly 1.4.0, which stopped on 2027-01-15. Upgrade to 2.0.1.',
  });
  expect(await sunsetOf(deps, { id: 'empty', locks: [] })).toBeUndefined();
});
