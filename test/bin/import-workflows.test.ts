import { beforeEach, describe, expect, test } from 'vitest';
import type { Io } from '../../bin/io.ts';
import { claimsOf, listDiscovered } from '../../lib/acts/discovered.ts';
import { createApi } from '../../lib/api/app.ts';
import { keyOf, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { kindsOf, stage, unsent } from '../acts/stage.ts';
import { loginOf } from '../api/world.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { terminal } from './terminal.ts';

const engine = engineOfFile();
let deps: TestDeps;
let fetch: NonNullable<Io['fetch']>;
let env: Record<string, string>;
beforeEach(async () => {
  deps = await stage(engine());
  fetch = createApi(deps).fetch;
  env = { YARDMASTER_TOKEN: await loginOf(deps, PEOPLE.admin) };
});

const OWNERS = ['owner', 'colleague', 'sales-lead', 'admin'];

/** Three hundred agents of four owners. */
function estate(count = 300): string {
  const lines = Array.from({ length: count }, (_, n) => {
    const owner = `${OWNERS[n % OWNERS.length]}@example.com`;
    return `Agent ${n};${owner};team-support;Does thing ${n};crm mail;connector/crm-readonly@1.4.0`;
  });
  return ['\uFEFFName;Owner E-Mail;Team;Purpose;Systems;Pins', ...lines].join('\r\n');
}

const BAD = [
  'name,owner,team,purpose',
  'Good one,owner@example.com,team-support,Drafts',
  ',owner@example.com,,',
  'Good one,owner@example.com,,',
  'Unknown owner,nobody@example.com,,',
  'Unknown team,owner@example.com,team-none,',
  '=cmd,owner@example.com,,',
  'Formula,owner@example.com,,"=HYPERLINK(""x"")"',
  'Round,Trip,,',
  'Trip,Round,,',
  `${'x'.repeat(101)},owner@example.com,,`,
].join('\n');

/** A keyboard with this file on it, and a server that may die after so many calls. */
function desk(text: string, dieAfter = Number.POSITIVE_INFINITY) {
  let calls = 0;
  const at = terminal((request) => {
    calls += 1;
    if (calls > dieAfter) throw new TypeError('fetch failed');
    return fetch(request);
  });
  at.write('estate.csv', text);
  return { ...at, calls: () => calls };
}

const IMPORT = ['import', 'workflows', 'estate.csv'];

describe('a preview', () => {
  test('prints rows, ok and errors, and nothing else, and writes nothing', async () => {
    const ran = await desk(BAD).type([...IMPORT, '--dry-run', '--json'], env);
    const preview = JSON.parse(ran.out);
    expect(Object.keys(preview)).toEqual(['rows', 'ok', 'errors']);
    expect(preview).toMatchObject({ rows: 10, ok: 1 });
    const errors: { row: number; field: string; message: string }[] = preview.errors;
    expect(errors.map((one) => `${one.row} ${one.field}`)).toEqual([
      ...['3 name', '4 name', '5 owner', '6 team', '7 name', '8 purpose'],
      ...['9 owner', '10 owner', '11 name'],
    ]);
    expect(errors.find((one) => one.row === 9)?.message).toContain('round → trip → round');
    for (const one of errors) expect(Object.keys(one)).toEqual(['row', 'field', 'message']);
    expect(ran.code).toBe(1);
    expect(await listDiscovered(deps)).toEqual([]);
  });

  test('of three hundred good rows', { timeout: 60_000 }, async () => {
    const ran = await desk(estate()).type([...IMPORT, '--dry-run', '--json'], env);
    expect(JSON.parse(ran.out)).toEqual({ rows: 300, ok: 300, errors: [] });
    expect(ran.code).toBe(0);
  });

  test.each([
    ['no server', undefined],
    ['no login', {}],
  ])('with %s checks the file alone, says so, and is no success', async (_, none) => {
    const at = terminal();
    at.write('estate.csv', BAD);
    const ran = await at.type([...IMPORT, '--dry-run', '--json'], none ?? env);
    expect(JSON.parse(ran.out)).toMatchObject({ rows: 10, ok: 3 });
    expect(ran.err).toContain('Only the file itself was checked');
    expect(ran.code).toBe(1);
  });
});

describe('an import', () => {
  const LONG = { timeout: 60_000 };
  test(
    'of three hundred rows takes all in, says how far it is, and tells each owner once',
    LONG,
    async () => {
      const ran = await desk(estate()).type([...IMPORT, '--json'], env);
      expect(JSON.parse(ran.out)).toMatchObject({ rows: 300, ok: 300, added: 300, unchanged: 0 });
      expect(ran.err).toContain('25 of 300\n50 of 300\n');
      expect(ran.err).toContain('300 of 300\n');
      expect(await listDiscovered(deps)).toHaveLength(300);
      expect((await claimsOf(deps, keyOf(PEOPLE.owner))).entries).toHaveLength(75);
      const told = await unsent(deps);
      expect(new Set(told.map((one) => one.subject)).size).toBe(4);
      expect(told.length).toBeLessThanOrEqual(4 * 4);
    },
  );

  test('skips bad rows, takes the others, and is no success for that', async () => {
    const ran = await desk(BAD).type(IMPORT, env);
    expect(ran.code).toBe(1);
    expect(ran.out).toContain('line 5  owner: Nobody in this Slack has this e-mail address.');
    expect(ran.out).toContain('1 added, 0 changed, 0 unchanged.');
    expect((await listDiscovered(deps)).map((entry) => entry.id)).toEqual(['good-one']);
  });

  test('of what is all there already is a success', async () => {
    const first = await desk(estate(3)).type(IMPORT, env);
    expect([first.code, first.out]).toEqual([0, expect.stringContaining('3 added')]);
    const again = await desk(estate(4)).type(IMPORT, env);
    expect([again.code, again.out]).toEqual([
      0,
      expect.stringContaining('1 added, 0 changed, 3 unchanged.'),
    ]);
  });

  test('killed between batches goes on where it was when it is run again', async () => {
    const killed = await desk(estate(100), 2).type(IMPORT, env);
    expect(killed.code).toBe(1);
    expect(killed.err).toContain('Run the same command again');
    expect(await listDiscovered(deps)).toHaveLength(50);
    const again = await desk(estate(100)).type([...IMPORT, '--json'], env);
    expect(JSON.parse(again.out)).toMatchObject({ ok: 100, added: 50, unchanged: 50 });
    expect(await listDiscovered(deps)).toHaveLength(100);
    expect(await kindsOf(deps, 'discovered/agent-0')).toEqual(['discovered.imported']);
  });

  test('tries rows again that Slack did not answer for', async () => {
    deps.slack.answers = 'lookup-failed';
    const pauses: number[] = [];
    const pause = async (ms: number) => {
      pauses.push(ms);
      deps.slack.answers = 'all';
    };
    const ran = await desk(estate(3)).type(IMPORT, env, { pause });
    expect(ran.out).toContain('3 added');
    expect(ran.err).toContain('Slack did not answer for 3.');
    expect(pauses).toEqual([20_000]);
  });

  test('is for platform admins', async () => {
    const token = await loginOf(deps, PEOPLE.owner);
    const ran = await desk(estate(1)).type([...IMPORT, '--token', token]);
    expect(ran.code).toBe(1);
    expect(ran.err).toContain('platform admins');
  });
});

describe('a file', () => {
  test('may be JSON, with lists as lists', async () => {
    const entries = [
      {
        ...{ Name: 'Json agent', owner: 'owner@example.com', systems: ['crm', 'Google Drive'] },
        pins: ['skill/tone@2.0.1', { kind: 'connector', name: 'crm-readonly', range: '1.4.0' }],
      },
      { name: 7 },
      'no row',
    ];
    const ran = await desk(JSON.stringify(entries)).type([...IMPORT, '--json'], env);
    expect(JSON.parse(ran.out)).toMatchObject({ ok: 2, errors: [{ row: 3, field: 'name' }] });
    expect((await listDiscovered(deps)).find((one) => one.id === 'json-agent')).toMatchObject({
      systems: ['crm', 'Google Drive'],
      pins: [
        { kind: 'skill', name: 'tone', range: '2.0.1' },
        { kind: 'connector', name: 'crm-readonly', range: '1.4.0' },
      ],
    });
  });

  test('with columns that are not ours says which are not read', async () => {
    const ran = await desk('name,reports_to\na1,b').type([...IMPORT, '--dry-run'], env);
    expect(ran.err).toContain('These columns are not read: reports_to.');
  });

  test.each([
    ['without names', 'owner,team\na@example.com,x', 'no column'],
    ['without rows', 'name,team\n', 'no rows'],
    ['empty', '', 'no rows'],
    ['that is no table', 'name,team\n"a,b\nc', 'cannot be read as CSV'],
  ])('%s is refused as a whole', async (_, text, message) => {
    const ran = await desk(text).type([...IMPORT, '--dry-run', '--json'], env);
    expect(JSON.parse(ran.out)).toMatchObject({
      ok: 0,
      errors: [{ field: 'file', message: expect.stringContaining(message) }],
    });
    expect(ran.code).toBe(1);
  });

  test('that is not there is a mistake of the command line', async () => {
    expect((await terminal().type([...IMPORT, '--dry-run'])).code).toBe(2);
  });
});
