// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how these files write variables
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { loginOf, openWorld, type World } from '../api/world.ts';
import { terminal } from './terminal.ts';

let world: World;
let env: Record<string, string>;
beforeAll(async () => {
  world = await openWorld();
  env = { YARDMASTER_TOKEN: await loginOf(world.deps, PEOPLE.admin) };
});
afterAll(() => world.stop());

let filled: Promise<void> | undefined;

/** A keyboard before a registry that has something of every format. */
async function desk() {
  filled ??= fill();
  await filled;
  return terminal(world.api.fetch);
}

async function fill(): Promise<void> {
  const { folder, write, type } = terminal(world.api.fetch);
  mkdirSync(join(folder, 'market/.claude-plugin'), { recursive: true });
  write('market/.claude-plugin/marketplace.json', JSON.stringify(MARKET));
  expect((await type(['import', 'market'], env)).code).toBe(0);
  write('servers.json', JSON.stringify(SERVERS));
  expect((await type(['import', 'mcp', 'servers.json'], env)).code).toBe(0);
  write('catalog-info.yaml', CATALOG);
  expect((await type(['import', 'backstage', 'catalog-info.yaml'], env)).code).toBe(0);
}

const ENTRY = {
  name: 'harbour-desk',
  source: { source: 'github', repo: 'harbour/desk', sha: 'c0ffee' },
  description: 'Answers questions about berths.',
  version: '2.0.0',
  category: 'travel',
  relevance: { weight: 3 },
  strict: false,
  metadata: { reviewed: 'yes' },
  mcpServers: {
    berths: { type: 'http', url: 'https://berths.example/mcp', headers: { Key: 'hush-hush' } },
    local: { command: 'node', args: ['${CLAUDE_PLUGIN_ROOT}/server.js'] },
  },
};
const MARKET = {
  name: 'harbour',
  owner: { name: 'the harbour' },
  renames: { 'quay-desk': 'harbour-desk', 'fog-horn': null },
  plugins: [
    { name: 'night-watch', source: './night-watch', dependencies: ['harbour-desk'] },
    ENTRY,
  ],
};
const TIDES = {
  name: 'com.example/tides',
  title: 'Tides',
  description: `When the water comes. ${'It comes and it goes. '.repeat(10)}`,
  version: '1.0.0',
  websiteUrl: 'https://tides.example',
  packages: [
    {
      registryType: 'npm',
      identifier: '@tides/mcp',
      version: '1.0.0',
      transport: { type: 'stdio' },
    },
  ],
  remotes: [{ type: 'sse', url: 'https://tides.example/{harbour}/sse' }],
};
const SERVERS = [TIDES];
const CATALOG = `
apiVersion: backstage.io/v1alpha1
kind: AiResource
metadata:
  name: knot-tying
  title: Knot tying
  description: Ties knots.
  annotations: { example.com/owner-since: '2024' }
  links: [{ url: 'https://knots.example' }]
spec: { type: skill, lifecycle: production, owner: group:default/sailors, disciplines: [sea] }
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: { name: sailors }
spec: { type: team, children: [] }
`;

function json(text: string) {
  return JSON.parse(text);
}

test('a marketplace keeps what it was imported with, and imports again without a change', async () => {
  const { folder, type } = await desk();
  const ran = await type(['export', 'claude', 'out'], env);
  expect(ran).toMatchObject({ code: 0, err: '' });
  expect(ran.out).toContain('note     night-watch: Its files are looked for at ./night-watch');
  const path = join(folder, 'out/.claude-plugin/marketplace.json');
  const text = readFileSync(path, 'utf8');
  expect(text).not.toContain('hush-hush');
  const written = json(text);
  const entry = written.plugins.find((one: { name: string }) => one.name === 'harbour-desk');
  const { mcpServers: _, metadata, ...kept } = ENTRY;
  expect(entry).toMatchObject({ ...kept, metadata });
  expect(entry.metadata.yardmaster).toMatchObject({
    id: 'plugin/harbour-desk',
    version: '2.0.0',
    lifecycle: 'active',
    owner: 'platform',
  });
  expect(entry.mcpServers).toEqual({
    berths: { type: 'http', url: 'https://berths.example/mcp' },
    local: { command: 'node', args: ['harbour#harbour-desk'] },
  });
  expect(written.renames).toEqual({ 'quay-desk': 'harbour-desk' });
  const again = json((await type(['import', 'out', '--json'], env)).out);
  expect(again).toMatchObject({ taken: [], skipped: [] });
  expect(again.unchanged.length).toBeGreaterThanOrEqual(4);
});

test('the name of a reserved marketplace is refused', async () => {
  const { folder, type } = await desk();
  const ran = await type(['export', 'claude', 'out', '--name', 'anthropic-p1ugins'], env);
  expect(ran).toMatchObject({ code: 1, err: expect.stringContaining('anthropic-plugins') });
  expect(existsSync(join(folder, 'out'))).toBe(false);
});

test('servers keep their fields, within the limits of the format, and import again', async () => {
  const { type, write } = await desk();
  const ran = await type(['export', 'mcp'], env);
  const { servers } = json(ran.out);
  const tides = servers.find(
    ({ server }: { server: { name: string } }) => server.name === 'com.example/tides',
  );
  const { description: _, ...fields } = TIDES;
  expect(tides.server).toMatchObject(fields);
  expect(tides.server.description.length).toBeLessThanOrEqual(100);
  write('servers.json', ran.out);
  const again = json((await type(['import', 'mcp', 'servers.json', '--json'], env)).out);
  expect(again).toMatchObject({ read: servers.length, taken: [], skipped: [] });
});

test('Backstage gets teams, components and workflows, and gives its own back', async () => {
  const { type, write } = await desk();
  const ran = await type(['export', 'backstage'], env);
  expect(ran.out).not.toMatch(/[\w.]+@[\w-]+\.(?:com|org|example)\b/);
  const entities = parseAllDocuments(ran.out).map((one) => one.toJS());
  const find = (name: string) => entities.find((one) => one.metadata.name === name);
  expect(find('knot-tying')).toMatchObject({
    kind: 'AiResource',
    metadata: {
      annotations: { 'example.com/owner-since': '2024', 'yardmaster/version': '0.0.1' },
      links: [{ url: 'https://knots.example' }],
    },
    spec: { type: 'skill', disciplines: ['sea'], owner: 'group:default/platform' },
  });
  expect(find('support-reply-drafter')).toMatchObject({
    kind: 'Component',
    metadata: { annotations: { 'yardmaster/owner': PEOPLE.owner.id } },
    spec: {
      type: 'ai-workflow',
      owner: 'group:default/team-support',
      dependsOn: expect.arrayContaining(['component:plugins/reply-drafter']),
    },
  });
  write('catalog-info.yaml', ran.out);
  const report = json(
    (await type(['import', 'backstage', 'catalog-info.yaml', '--json'], env)).out,
  );
  expect(report.taken).toEqual([]);
  expect(report.read).toBe(entities.length);
  expect(report.unchanged.length + report.skipped.length).toBe(entities.length);
  const refused = report.skipped.map((one: { why: string }) => one.why);
  for (const why of refused) expect(why).toMatch(/^(?:Teams come in|Workflows are registered)/);
});

test("a team's own are exported by its name; another name is refused", async () => {
  const { type } = await desk();
  const none = await type(['export', 'mcp', '--team', 'nobody'], env);
  expect(none).toMatchObject({ code: 1, err: expect.stringContaining('no team "nobody"') });
  const team = await type(['export', 'backstage', '--team', 'team-support', '--json'], env);
  expect(json(team.out).map((one: { kind: string }) => one.kind)).toEqual(['Group', 'Component']);
});
