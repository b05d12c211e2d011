import { beforeEach, expect, test } from 'vitest';
import type { Deps } from '../../lib/acts/deps.ts';
import { goneAdmins, unfitToDecide, unfitToServe } from '../../lib/acts/settings-people.ts';
import { refuse } from '../../lib/core/result.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OUTSIDER, OWNER } from '../kit/people.ts';
import { secondAdmin } from './settings-kit.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

test('only a full member of the workspace can be put in charge, and Slack has to say so', async () => {
  expect(await unfitToServe(deps, OWNER)).toBeUndefined();
  expect(await unfitToServe(deps, OUTSIDER)).toMatchObject({ why: 'outside' });
  expect(await unfitToServe(deps, 'T0YARD/U0NOBODY')).toMatchObject({ why: 'lookup-failed' });
  deps.change(COLLEAGUE, { guest: true });
  expect(await unfitToServe(deps, COLLEAGUE)).toMatchObject({ why: 'guest' });
});

test.each([
  [{}, undefined],
  [{ guest: true }, 'guest'],
  [{ deactivated: true }, 'deactivated'],
  [{ bot: true }, 'bot'],
  [{ outside: true }, 'outside'],
])('a role on record is worth what Slack says today: %o', async (change, why) => {
  deps.change(OWNER, change);
  expect((await unfitToDecide(deps, OWNER))?.why).toBe(why);
});

test('gone are other admins who left Slack; unsure counts as there', async () => {
  await secondAdmin(deps, ADMIN, OWNER);
  expect(await goneAdmins(deps, ADMIN)).toEqual([]);
  deps.change(OWNER, { deactivated: true });
  expect(await goneAdmins(deps, ADMIN)).toEqual([OWNER]);
  expect(await goneAdmins(deps, OWNER)).toEqual([]);
  const silent: Deps = {
    ...deps,
    people: { fresh: async () => refuse('lookup-failed', 'Try again.') },
  };
  expect(await goneAdmins(silent, ADMIN)).toEqual([]);
});
