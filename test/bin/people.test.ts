import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { loginOf, MANIFEST_TEXT, openWorld, WORKFLOW, type World } from '../api/world.ts';
import { terminal } from './terminal.ts';

let world: World;
let people: Record<string, string>;
beforeAll(async () => {
  world = await openWorld();
  const { owner, admin, auditor, salesLead } = PEOPLE;
  people = {
    owner: await loginOf(world.deps, owner),
    admin: await loginOf(world.deps, admin),
    auditor: await loginOf(world.deps, auditor),
    'sales-lead': await loginOf(world.deps, salesLead),
  };
});
afterAll(() => world.stop());

const BASE = 'http://127.0.0.1:4601';

/** A keyboard on the machine where the sample organisation runs. */
function keyboard() {
  const desk = terminal(world.api.fetch);
  mkdirSync(join(desk.folder, '.yardmaster'));
  desk.write('.yardmaster/cli.json', JSON.stringify({ baseUrl: BASE, people }));
  return desk;
}

test('finds as the owner, and says so where programs do not read', async () => {
  const { type } = keyboard();
  const found = await type(['find', 'reply', 'to', 'customers']);
  expect(found.code).toBe(0);
  expect(found.out).toContain('plugin/reply-drafter  3.2.4 · platform · used by 1');
  expect(found.err).toBe('Acting as Support owner of the sample organisation; choose with --as.\n');
  const json = await type(['find', 'reply', '--limit', '1', '--json']);
  expect(JSON.parse(json.out)).toMatchObject([{ id: 'plugin/reply-drafter' }]);
  expect((await type(['find', 'zebra'])).out).toMatch(/^Nothing found\. Try other words/);
});

test('shows components and workflows', async () => {
  const { type } = keyboard();
  const component = await type(['show', 'plugin/reply-drafter']);
  expect(component.out).toContain('actions: send_external_email');
  expect(component.out).toContain('connector/crm-readonly 1.4.x');
  for (const name of [WORKFLOW, `workflow/${WORKFLOW}`]) {
    const workflow = await type(['show', name]);
    expect(workflow.out).toContain('plugin/reply-drafter 3.2.x → 3.2.4');
    expect(workflow.out).toContain('Needs approval: send_external_email');
  }
  expect((await type(['show', 'plugin/none'])).code).toBe(1);
  expect((await type(['show', 'reply-drafter'])).err).toContain('write its kind too: plugin/reply');
});

test('registers the manifest of the plan, and names what is wrong with another', async () => {
  const { type, write } = keyboard();
  write('manifest.json', MANIFEST_TEXT);
  const registered = await type(['register', 'manifest.json']);
  expect(registered.code).toBe(0);
  expect(registered.out).toContain(`${WORKFLOW} is unchanged: active, revision 1.`);
  write('floating.json', MANIFEST_TEXT.replace('3.2.x', '^3.2.0'));
  const floating = await type(['register', 'floating.json']);
  expect(floating.code).toBe(1);
  expect(floating.err).toMatch(/uses\[0\]\.version.*wider than one minor.*Write "3\.2\.x" instead/);
  write('broken.json', '{\n  "workflow": \n}');
  const broken = await type(['register', 'broken.json']);
  expect(broken.code).toBe(2);
  expect(broken.err).toContain('broken.json:3:1');
});

test('acts as whom one chooses', async () => {
  const { type, write } = keyboard();
  write('manifest.json', MANIFEST_TEXT);
  const refused = await type(['register', 'manifest.json', '--as', 'sales-lead']);
  expect(refused.code).toBe(1);
  expect(refused.err).toContain('members of the owning team');
  const nobody = await type(['find', 'x', '--as', 'nobody']);
  expect(nobody.code).toBe(2);
  expect(nobody.err).toContain('owner, admin, auditor, sales-lead');
});

test('shows the log of one thing', async () => {
  const { type } = keyboard();
  const log = await type(['log', `workflow/${WORKFLOW}`]);
  expect(log.out).toMatch(/workflow\.key-claimed {2}by person T0YARD\/U0OWNER/);
  const one = await type(['log', `workflow/${WORKFLOW}`, '--most', '1', '--before', '2', '--json']);
  expect(JSON.parse(one.out).lines).toMatchObject([{ seq: 1 }]);
  expect((await type(['log', WORKFLOW])).out).toBe(log.out);
  expect((await type(['log', 'workflow/none'])).code).toBe(1);
});

test("the sample organisation's logins never leave this machine's server", async () => {
  const seen: Request[] = [];
  const desk = terminal((request) => {
    seen.push(request);
    return world.api.fetch(request);
  });
  mkdirSync(join(desk.folder, '.yardmaster'));
  desk.write('.yardmaster/cli.json', JSON.stringify({ baseUrl: BASE, people }));
  const elsewhere = { YARDMASTER_URL: 'https://elsewhere.example' };
  expect((await desk.type(['find', 'reply'], elsewhere)).code).toBe(2);
  expect((await desk.type(['find', 'reply', '--as', 'owner'], elsewhere)).code).toBe(2);
  expect(seen).toEqual([]);
});

test('a token in the environment comes before everything stored', async () => {
  const { type } = keyboard();
  const ran = await type(['find', 'reply'], { YARDMASTER_TOKEN: 'yml_wrong' });
  expect(ran.code).toBe(1);
  expect(ran.err).toContain('Authorization: Bearer');
});

test('text from the catalog cannot drive the terminal', async () => {
  const hostile = () =>
    Response.json({
      found: [
        {
          id: 'plugin/x',
          kind: 'plugin',
          title: 'x',
          description: '\u001b[2Jx',
          team: 't',
          why: '',
        },
      ],
    });
  const { type } = terminal(hostile);
  const ran = await type(['find', 'x'], { YARDMASTER_TOKEN: 'any' });
  expect(ran.code).toBe(0);
  expect(ran.out).not.toContain('\u001b');
});

test('a server that does not answer is named, with the way to start it', async () => {
  const { type } = terminal();
  const ran = await type(['find', 'reply'], { YARDMASTER_TOKEN: 'any' });
  expect(ran.code).toBe(1);
  expect(ran.err).toContain(`Yardmaster does not answer at ${BASE}. Start it with: npm start`);
});

test.each([
  [['gallop'], 'unknown command'],
  [['find'], 'missing required argument'],
  [['find', 'x', '--limit', 'many'], 'whole number'],
  [['find', 'x', '--server', 'ftp://x'], 'no server address'],
])('%j is exit code 2', async (args, said) => {
  const { type } = terminal();
  const ran = await type(args);
  expect(ran.code).toBe(2);
  expect(ran.err).toContain(said);
});

test('help is no mistake', async () => {
  const ran = await terminal().type(['--help']);
  expect(ran.code).toBe(0);
  expect(ran.out).toContain('AI workflow registry and approvals');
});

test('prints the Slack app manifest with the chosen command', async () => {
  const { type } = terminal();
  const usual = await type(['slack', 'manifest']);
  expect(JSON.parse(usual.out).features.slash_commands).toMatchObject([{ command: '/yard' }]);
  const other = await type(['slack', 'manifest', '--command', '/agents']);
  expect(JSON.parse(other.out).features.slash_commands).toMatchObject([{ command: '/agents' }]);
  expect((await type(['slack', 'manifest', '--command', 'agents'])).code).toBe(2);
});
