import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Component, Release } from '../../../lib/core/component.ts';
import {
  marketplaceName,
  pluginEntry,
  settledRenames,
} from '../../../lib/core/marketplace/export.ts';
import { isObject } from '../../../lib/core/marketplace/files.ts';
import { type MarketplaceReading, readMarketplace } from '../../../lib/core/marketplace.ts';
import { newestFirst, satisfies } from '../../../lib/core/version.ts';
import { exportable } from '../exporting.ts';
import { CONTEXT, EMPTY, imported, planImport, type Registry } from '../import-plan/apply.ts';
import { PUBLISHED_ABSENT, PUBLISHED_PRESENT, publishedMarketplaces } from './published.ts';

/** A marketplace.json of these plugins, read again. */
function readAgain(plugins: readonly unknown[]): MarketplaceReading {
  const text = JSON.stringify({ name: 'our-plugins', owner: { name: 'us' }, plugins });
  const reading = readMarketplace([{ path: '.claude-plugin/marketplace.json', text }]);
  if (reading.kind === 'refused') throw new Error(reading.say);
  return reading;
}

/** Every plugin of a registry as an entry, with the connectors that its pins let in. */
function entriesOf(registry: Registry, drafts: MarketplaceReading['drafts']) {
  const plugins = [...registry.values()].filter(({ component }) => component.kind === 'plugin');
  return plugins.map(({ component, releases }) => {
    const release = releases.find((one) => one.version === component.latest);
    const foreign = drafts.find((one) => `${one.kind}/${one.name}` === component.id)?.foreign;
    if (!release) throw new Error(component.id);
    const connectors = release.uses.flatMap((pin) => {
      const held = registry.get(`connector/${pin.name}`);
      const order = newestFirst(held?.releases.map((one) => one.version) ?? []);
      const version = order.find((one) => satisfies(one, pin.range));
      const found = held?.releases.find((one) => one.version === version);
      return held && found ? [{ component: held.component, release: found }] : [];
    });
    return pluginEntry({ component, release, foreign, connectors }).entry ?? {};
  });
}

if (PUBLISHED_PRESENT) {
  describe.each(publishedMarketplaces())('$folder', ({ files }) => {
    const reading = readMarketplace(files);
    if (reading.kind === 'refused') throw new Error(reading.say);
    const registry = imported(EMPTY, reading.drafts);
    const entries = entriesOf(registry, reading.drafts);

    it('export(import(file)) keeps every field', () => {
      const file = files.find((one) => one.path === '.claude-plugin/marketplace.json');
      const written: unknown[] = JSON.parse(file?.text ?? '').plugins;
      const known = new Set(['name', 'version', 'description', 'mcpServers']);
      let compared = 0;
      for (const raw of written.filter(isObject)) {
        const entry = entries.find((one) => one.name === raw.name);
        if (!entry) continue;
        compared += 1;
        for (const [key, value] of Object.entries(raw)) {
          if (!known.has(key)) expect([raw.name, entry[key]]).toEqual([raw.name, value]);
        }
      }
      expect(compared).toBeGreaterThan(written.length * 0.9);
    });

    it('import(export(x)) changes nothing', () => {
      const again = readAgain(entries);
      expect(again.skipped).toEqual([]);
      const changed = planImport(again.drafts, registry, CONTEXT).filter(
        ({ decision }) => decision.kind !== 'unchanged',
      );
      expect(changed).toEqual([]);
    });
  });
} else {
  test(PUBLISHED_ABSENT, () => expect(PUBLISHED_PRESENT).toBe(false));
}

const NAME = fc.constantFrom('desk', 'tides', 'moon', 'harbour.desk', 'x');
const ADDRESS = fc.constantFrom(
  'https://tides.example/mcp',
  'https://tides.example/sse',
  'npx tides@1.0.0',
  'node harbour#desk',
  'docker mcp/tides',
  '$' + '{TIDES}',
);

test('import(export(x)) changes nothing, whatever was published', () => {
  const connector = fc.record({ name: NAME, endpoint: ADDRESS, scopes: fc.subarray(['r', 'w']) });
  fc.assert(
    fc.property(
      fc.uniqueArray(connector, { selector: (one) => one.name }),
      fc.subarray(['SessionStart', 'lsp:go', 'command:./x.md']),
      fc.constantFrom('0.0.1', '1.2.0', '2.0.0-rc.1'),
      (servers, hooks, version) => {
        const connectors = servers.map(({ name, endpoint, scopes }) => {
          const one = exportable({ kind: 'connector', name });
          const surface = { ...one.release.surface, endpoints: [endpoint], scopes };
          return exportable({ kind: 'connector', name }, { release: { surface } });
        });
        const uses = connectors.map(({ component }) => ({
          ...{ kind: 'connector' as const, name: component.name, range: '1.2.x' },
        }));
        const surface = { ...exportable({ kind: 'plugin', name: 'p' }).release.surface, hooks };
        const plugin = exportable(
          { kind: 'plugin', name: 'p' },
          { release: { surface, uses, version } },
        );
        const registry = registryOf([plugin, ...connectors]);
        const again = readAgain([pluginEntry({ ...plugin, connectors }).entry]);
        expect(again.skipped).toEqual([]);
        for (const { decision } of planImport(again.drafts, registry, CONTEXT)) {
          expect(decision).toMatchObject({ kind: 'unchanged', own: false });
        }
      },
    ),
  );
});

function registryOf(all: readonly { component: Component; release: Release }[]): Registry {
  return new Map(
    all.map(({ component, release }) => [component.id, { component, releases: [release] }]),
  );
}

describe('what nobody may pin any more is listed as renamed', () => {
  it.each([
    ['to what it goes on as', { successor: 'plugin/moon' }, 'moon'],
    ['to nothing', {}, null],
    ['to nothing, where it goes on as no plugin', { successor: 'skill/moon' }, null],
  ])('%s', (_, release, to) => {
    const gone = exportable(
      { kind: 'plugin', name: 'desk' },
      { release: { ...release, lifecycle: 'closed' } },
    );
    const { entry, renames } = pluginEntry({ ...gone, connectors: [] });
    expect(entry).toBeUndefined();
    expect(renames).toEqual({ desk: to });
  });

  it('but for who is listed, and for who leads nowhere', () => {
    const renames = { desk: 'moon', moon: 'sun', old: 'sun', gone: null };
    expect(settledRenames([{ name: 'moon' }], renames)).toEqual({
      desk: 'moon',
      old: null,
      gone: null,
    });
  });
});

describe("the marketplace's name", () => {
  it.each([
    ['Harbour & Sons', undefined, 'harbour-sons-plugins'],
    ['Гавань', undefined, 'our-plugins'],
    ['Harbour', 'berths', 'berths'],
  ])('of %s', (organisation, asked, name) => {
    expect(marketplaceName(organisation, asked)).toEqual({ kind: 'name', name });
  });

  it.each([
    ['Anthropic', undefined, 'anthropic-plugins'],
    ['Harbour', 'anthropic-p1ugins', 'anthropic-plugins'],
    ['Harbour', 'Big Name', 'no name for a marketplace'],
  ])('of %s is refused as %s', (organisation, asked, say) => {
    expect(marketplaceName(organisation, asked)).toMatchObject({
      kind: 'refused',
      why: 'bad-name',
      say: expect.stringContaining(say),
    });
  });
});

it('skills that it uses stand in its metadata alone', () => {
  const uses = [
    { kind: 'skill' as const, name: 'knots', range: '1.0.x' },
    { kind: 'plugin' as const, name: 'moon', range: '1.0.x' },
    { kind: 'connector' as const, name: 'nowhere', range: '1.0.x' },
  ];
  const plugin = exportable({ kind: 'plugin', name: 'desk' }, { release: { uses } });
  const { entry, notes } = pluginEntry({ ...plugin, connectors: [] });
  expect(entry).toMatchObject({
    source: './plugins/desk',
    dependencies: [{ name: 'moon', version: '1.0.x' }],
    metadata: { yardmaster: { uses } },
  });
  expect(entry).not.toHaveProperty('mcpServers');
  expect(notes.map((one) => one.note)).toEqual([
    expect.stringContaining('Its files are looked for at ./plugins/desk'),
    expect.stringContaining('nowhere has no address'),
    expect.stringContaining('skills and blocks'),
  ]);
});
