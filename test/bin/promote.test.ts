import { afterAll, beforeAll, expect, test } from 'vitest';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { BRIEF, ownRelease, promotionNow, publishIt } from '../acts/promotion-kit.ts';
import { loginOf, openWorld, type World } from '../api/world.ts';
import { terminal } from './terminal.ts';

let world: World;
let owner: string;
beforeAll(async () => {
  world = await openWorld();
  owner = await loginOf(world.deps, PEOPLE.owner);
  await ownRelease(world.deps);
});
afterAll(() => world.stop());

const run = (...args: readonly string[]) =>
  terminal(world.api.fetch).type(args, { YARDMASTER_TOKEN: owner, YARDMASTER_KEY: world.key });
const WORDS = ['--version', '1.0.0', '--license', 'MIT', '--useful', 'Every team has calls.'];

test('a promotion from proposal to credit', async () => {
  expect((await run('promote', 'list')).out).toBe('No promotions.\n');
  const proposed = await run('promote', 'propose', BRIEF, ...WORDS, '--builder', 'U0OWNER');
  expect(proposed).toMatchObject({ code: 0, err: '' });
  expect(proposed.out).toContain('plugin/call-brief 1.0.0 of team-support: open');
  expect(proposed.out).toContain('once a platform admin publishes it');
  const [id = ''] = proposed.out.split(' ');
  const again = await run('promote', 'propose', BRIEF, ...WORDS);
  expect(again.code).toBe(1);
  expect(again.err).toContain('waits for its review already');
  const shown = await run('promote', 'show', id);
  expect(shown.out).toContain('Licence: MIT. Test evidence: none given.');
  expect(shown.out).toContain('Builders: T0YARD/U0OWNER (yes)');
  expect((await run('promote', 'withdraw', id)).out).toContain('withdrawn');
  expect((await run('promote', 'list', '--state', 'ended')).out).toContain('withdrawn');
  expect((await run('promote', 'withdraw', id)).code).toBe(1);
  const next = await run('promote', 'propose', BRIEF, ...WORDS, '--evidence', 'a link', '--json');
  const { id: second } = JSON.parse(next.out);
  await publishIt(world.deps, await promotionNow(world.deps, { id: second }));
  const component = await run('show', BRIEF);
  expect(component.out).toContain(
    'Built by T0YARD/U0OWNER (team-support), reviewed by T0YARD/U0ADMIN.',
  );
  expect(component.out).toContain('No workflow uses it yet.');
});

test('what is written wrongly is told how', async () => {
  const wrong = await run('promote', 'propose', 'call-brief', ...WORDS);
  expect(wrong).toMatchObject({ code: 2 });
  expect(wrong.err).toContain('plugin/reply-drafter');
  expect((await run('promote', 'propose', BRIEF)).code).toBe(2);
  expect((await run('promote', 'show', 'prm_none')).code).toBe(1);
  expect((await run('promote', 'list', '--state', 'x')).code).toBe(1);
});

test('a component changes hands and names', async () => {
  await ownRelease(world.deps, { name: 'day-brief' });
  const offered = await run('transfer', 'plugin/day-brief', '--to', 'team-sales');
  expect(offered.out).toContain('team-support offers plugin/day-brief to team-sales.');
  expect((await run('transfer', 'plugin/day-brief', '--to', 'team-sales')).code).toBe(1);
  await ownRelease(world.deps, { name: 'week-brief' });
  const renamed = await run('rename', 'plugin/week-brief', 'week-notes');
  expect(renamed.out).toContain('plugin/week-brief is plugin/week-notes now, with version 1.0.0.');
  expect((await run('rename', 'plugin/week-notes', 'reply-drafter')).code).toBe(1);
  expect((await run('show', 'plugin/week-brief')).out).toContain(
    'It is called plugin/week-notes now',
  );
});

test('a run is reported once', async () => {
  const report = [
    'report',
    'skill/tone-brand-voice@2.0.1',
    '--outcome',
    'success',
    '--id',
    'run-1',
  ];
  expect(await run(...report)).toMatchObject({ code: 0, out: 'Counted.\n' });
  expect((await run(...report)).out).toBe('It was counted before.\n');
  const late = await run(...report.slice(0, -1), 'run-2', '--at', '2020-01-01T00:00:00.000Z');
  expect(late).toMatchObject({ code: 1 });
  expect((await run('show', 'skill/tone-brand-voice')).out).toContain(
    'Success in 30 days: not enough runs (1).',
  );
  expect((await run('report', 'x', '--outcome', 'success', '--id', '1')).code).toBe(2);
  expect((await run('report', 'skill/x@1.0.0', '--outcome', 'so', '--id', '1')).code).toBe(2);
});
