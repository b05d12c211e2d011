import { afterAll, beforeAll, expect, test } from 'vitest';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { TWINS, twinsReported } from '../acts/duplicates-kit.ts';
import { loginOf, openWorld, type World } from '../api/world.ts';
import { terminal } from './terminal.ts';

let world: World;
let admin: string;
beforeAll(async () => {
  world = await openWorld();
  admin = await loginOf(world.deps, PEOPLE.admin);
});
afterAll(() => world.stop());

function type(...args: string[]) {
  const env = { YARDMASTER_TOKEN: admin, YARDMASTER_URL: 'http://127.0.0.1:4601' };
  return terminal((request) => world.api.fetch(request)).type(args, env);
}

test('what looks like the same job is listed, judged, and remembered', async () => {
  expect((await type('duplicates')).out).toContain('Nothing was compared yet.');
  await twinsReported(world.deps);
  const listed = await type('duplicates');
  expect(listed.out).toMatch(
    /^Compared 6 new or changed entries at 2026-.*; 0 more groups wait\.\n\n1\. Also about/,
  );
  expect(listed.out).toContain('  plugin/expense-sorter  platform · used by 0');
  const json = JSON.parse((await type('duplicates', '--json')).out);
  expect(json).toMatchObject({ report: { compared: 6 }, verdicts: [] });

  const accepted = await type('duplicates', 'accept', ...TWINS, '--why', 'Two countries.');
  expect(accepted).toMatchObject({ code: 0, err: '' });
  expect(accepted.out).toContain('different things');
  expect((await type('duplicates')).out).toContain('(they stay)');
  expect((await type('duplicates')).out).toContain(
    'plugin/expense-sorter, plugin/sorter-expense: different things, by T0YARD/U0ADMIN: Two countries.',
  );

  const same = await type('duplicates', 'same', ...TWINS, '--keep', TWINS[1], '--json');
  expect(JSON.parse(same.out)).toMatchObject({ say: 'same', best: TWINS[1] });
});

test('what cannot be said is refused', async () => {
  expect((await type('duplicates', 'accept', 'plugin/reply-drafter')).code).not.toBe(0);
  const none = await type('duplicates', 'accept', 'plugin/reply-drafter', 'plugin/none');
  expect(none.code).toBe(1);
  expect(none.err).toContain('plugin/none');
  expect((await type('duplicates', 'same', ...TWINS)).code).toBe(2);
});
