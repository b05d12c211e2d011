import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { everyPage } from '../../bin/every-page.ts';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { rule, withMode } from '../acts/rule.ts';
import { loginOf, MANIFEST_TEXT, openWorld, WORKFLOW, type World } from '../api/world.ts';
import { terminal } from './terminal.ts';

let world: World;
let desk: ReturnType<typeof terminal>;
let tokens: { owner: string; admin: string };
beforeAll(async () => {
  world = await openWorld();
  const { owner, admin } = PEOPLE;
  tokens = { owner: await loginOf(world.deps, owner), admin: await loginOf(world.deps, admin) };
});
afterAll(() => world.stop());
beforeEach(() => {
  desk = terminal(world.api.fetch);
});

const as = (who: 'owner' | 'admin', ...args: string[]) =>
  desk.type([...args, '--token', tokens[who]]);
const text = (value: unknown) => JSON.stringify(value);

test('the baseline is told in words, and as JSON that can be edited and previewed', async () => {
  const shown = await as('owner', 'baseline');
  expect(shown.code).toBe(0);
  expect(shown.out).toContain('Baseline version 1, as it ships:');
  expect(shown.out).toContain('  backup-required  observed\n    Every AI workflow has a backup');
  const whole = JSON.parse((await as('admin', 'baseline', 'show', '--json')).out);
  whole.rules['backup-required'].mode = 'enforce';
  for (const written of [whole, whole.rules]) {
    desk.write('rules.json', text(written));
    const preview = await as('admin', 'baseline', 'preview', 'rules.json');
    expect(preview.code).toBe(0);
    expect(preview.out).toContain('Compared with version 1, of 1 workflows: 1 with enforced');
    expect(preview.out).toContain(`${WORKFLOW}  team-support, owner T0YARD/U0OWNER`);
    expect(preview.out).toContain('  enforced (backup-required)  backup: It has no backup. Name');
  }
});

test('a day that is still to come is said with what it brings', async () => {
  const { rules } = JSON.parse((await as('admin', 'baseline', '--json')).out);
  const teams = { 'team-support': { mode: 'enforce', from: '2027-01-01' } };
  desk.write('rules.json', text({ ...rules, 'backup-required': { mode: 'observe', teams } }));
  const preview = await as('admin', 'baseline', 'preview', 'rules.json');
  expect(preview.out).toContain('enforced from 2027-01-01 on (backup-required)');
});

test('rules that are none are refused with every line', async () => {
  desk.write('rules.json', '{"no-mondays":{}}');
  const refused = await as('admin', 'baseline', 'preview', 'rules.json');
  expect(refused.code).toBe(1);
  expect(refused.err).toContain('nothing named no-mondays here');
  expect((await as('owner', 'baseline', 'preview', 'rules.json')).code).toBe(1);
});

test('a check that passes has exit code 0 and says what is observed', async () => {
  desk.write('manifest.json', MANIFEST_TEXT);
  const checked = await as('owner', 'check', 'manifest.json');
  expect(checked.code).toBe(0);
  expect(checked.out).toContain('manifest.json is registered as it stands.');
  expect(checked.out).toContain('plugin/reply-drafter 3.2.x → 3.2.4');
  expect(checked.out.match(/It has no backup/g)).toHaveLength(1);
});

test('a check that is rejected has exit code 1 and names every line once', async () => {
  const manifest = {
    ...JSON.parse(MANIFEST_TEXT),
    workflow: 'other',
    uses: [{ plugin: 'no', version: '1.0.0' }],
  };
  desk.write('manifest.json', text(manifest));
  const checked = await as('owner', 'check', 'manifest.json');
  expect(checked.code).toBe(1);
  expect(checked.out).toContain('manifest.json would be rejected.\n  uses[0]: plugin/no is not in');
  const json = await as('owner', 'check', 'manifest.json', '--json');
  expect(json.code).toBe(1);
  expect(JSON.parse(json.out)).toMatchObject({ ok: false, outcome: 'rejected' });
});

test('an enforced rule fails the check and counts in the findings', async () => {
  await rule(world.deps, await withMode(world.deps, 'backup-required', 'enforce'));
  desk.write('manifest.json', text({ ...JSON.parse(MANIFEST_TEXT), purpose: 'Replies' }));
  const checked = await as('owner', 'check', 'manifest.json');
  expect(checked.code).toBe(1);
  expect(checked.out).toContain('  enforced (backup-required)  backup: It has no backup.');
  expect(checked.out.match(/It has no backup/g)).toHaveLength(1);

  const found = await as('admin', 'findings', '--team', 'team-support');
  expect(found.code).toBe(0);
  expect(found.out).toContain('1 with enforced findings, 0 with observed ones only.');
  const none = await as('admin', 'findings', '--rule', 'scopes-never');
  expect(none.out).toBe('Nothing breaks the baseline.\n');
  expect(JSON.parse((await as('admin', 'findings', '--json')).out)).toMatchObject({ enforced: 1 });
});

test('a rule that does not exist is a mistake at the keyboard', async () => {
  const wrong = await as('admin', 'findings', '--rule', 'no-mondays');
  expect(wrong.code).toBe(2);
  expect(wrong.err).toContain('Allowed choices are no-floating-pins');
  expect((await as('admin', 'findings', '--team', 'nowhere')).err).toContain('There is no team');
});

test('a pin that is too wide is told once, as its rule’s finding; observed, it registers', async () => {
  const wide = { ...JSON.parse(MANIFEST_TEXT), workflow: 'wide' };
  wide.uses = [{ plugin: 'reply-drafter', version: '^3.2.0' }];
  await rule(world.deps, await withMode(world.deps, 'backup-required', 'observe'));
  desk.write('wide.json', text(wide));
  const line = 'uses[0].version: plugin/reply-drafter: "^3.2.0" is wider than one minor version.';
  const refused = await as('owner', 'check', 'wide.json');
  expect(refused.code).toBe(1);
  expect(refused.out).toContain(`enforced (range-width)  ${line} Write "3.2.x" instead.`);
  expect(refused.out.match(/3\.2\.0/g)).toHaveLength(1);

  await rule(world.deps, await withMode(world.deps, 'range-width', 'observe'));
  const checked = await as('owner', 'check', 'wide.json');
  expect(checked.code).toBe(0);
  expect(checked.out).toContain('  plugin/reply-drafter ^3.2.0 → 3.2.4');
  expect(checked.out).toContain(`observed (range-width)  ${line} Write "3.2.x" instead.`);
  const registered = await as('owner', 'register', 'wide.json');
  expect(registered.code).toBe(0);
  expect(registered.out).toContain('Mind: plugin/reply-drafter: "^3.2.0" is wider than');
  expect((await as('admin', 'findings', '--rule', 'range-width')).out).toContain(line);
});

test('all pages become one, and trouble on a later one is told', async () => {
  const page = (items: number[], next?: string) => ({
    kind: 'ok' as const,
    status: 200,
    value: { items, next, enforced: 3 },
  });
  const pages = new Map([
    [undefined, page([1, 2], 'b')],
    ['b', page([3])],
  ]);
  const trouble = { kind: 'unexpected' as const, status: 500, detail: 'no' };
  const all = await everyPage(async (cursor: string | undefined) => pages.get(cursor) ?? trouble);
  expect(all).toMatchObject({ kind: 'ok', value: { items: [1, 2, 3], enforced: 3 } });
  pages.delete('b');
  expect(await everyPage(async (cursor: string | undefined) => pages.get(cursor) ?? trouble)).toBe(
    trouble,
  );
});
