import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { surfaceSchema } from '../../../lib/core/component.ts';
import { type ComponentDraft, readMarketplace } from '../../../lib/core/marketplace.ts';
import { satisfies } from '../../../lib/core/version.ts';
import {
  PUBLISHED_ABSENT,
  PUBLISHED_PRESENT,
  publishedMarketplaces,
} from '../marketplace/published.ts';
import { applied, CONTEXT, EMPTY, from, imported, PLUGIN, planImport } from './apply.ts';

const { version: _, ...UNNUMBERED } = PLUGIN;

const draftArbitrary: fc.Arbitrary<ComponentDraft> = fc
  .record({
    kind: fc.constantFrom('plugin' as const, 'connector' as const),
    name: fc.constantFrom('a', 'b', 'x.a', 'y.b'),
    marketplace: fc.constantFrom('x', 'y'),
    version: fc.constantFrom(undefined, '0.0.1', '0.0.2', '1.0.0', '1.0.0+b', '1.0.0-rc.1'),
    endpoint: fc.constantFrom('https://1.example', 'https://2.example'),
    uses: fc.subarray(['a', 'b', 'x.a']),
  })
  .map(({ kind, name, marketplace, version, endpoint, uses }) => ({
    ...UNNUMBERED,
    kind,
    name,
    ...(version ? { version } : {}),
    origin: { marketplace },
    surface: surfaceSchema.parse({ endpoints: [endpoint] }),
    uses:
      kind === 'plugin'
        ? uses.map((one) => ({ kind: 'connector' as const, name: one, range: '*' }))
        : [],
  }));

const oneMarketplace = fc
  .tuple(fc.constantFrom('x', 'y'), fc.array(draftArbitrary, { maxLength: 8 }))
  .map(([name, drafts]) => drafts.map((draft) => from(name, draft)));

describe('laws', () => {
  it('planning again what was applied publishes nothing', () => {
    fc.assert(
      fc.property(fc.array(oneMarketplace, { maxLength: 3 }), oneMarketplace, (before, drafts) => {
        const registry = before.reduce(imported, EMPTY);
        const first = planImport(drafts, registry, CONTEXT);
        const again = planImport(drafts, applied(registry, first), CONTEXT);
        for (const [index, { decision }] of first.entries()) {
          const second = again[index]?.decision;
          if (decision.kind === 'refused') expect(second).toEqual(decision);
          else
            expect(second).toMatchObject({
              kind: 'unchanged',
              id: decision.id,
              version: decision.version,
            });
        }
      }),
      { numRuns: 500 },
    );
  });

  it('a published release never changes, and every pin finds a version', () => {
    fc.assert(
      fc.property(fc.array(oneMarketplace, { minLength: 1, maxLength: 4 }), (imports) => {
        const registry = imports.reduce(imported, EMPTY);
        for (const { releases } of registry.values()) {
          const versions = releases.map((release) => release.version.split('+')[0]);
          expect(new Set(versions).size).toBe(versions.length);
          for (const pin of releases.flatMap((release) => release.uses)) {
            const target = registry.get(`${pin.kind}/${pin.name}`)?.releases ?? [];
            expect(target.some((release) => satisfies(release.version, pin.range))).toBe(true);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe.runIf(PUBLISHED_PRESENT)('the marketplaces as published, one after the other', () => {
  const all = publishedMarketplaces().map(({ files }) => {
    const reading = readMarketplace(files);
    return reading.kind === 'read' ? reading.drafts : [];
  });
  const kinds = (registry: ReturnType<typeof imported>) =>
    new Set(
      all.flatMap((drafts) =>
        planImport(drafts, registry, CONTEXT).map((one) => one.decision.kind),
      ),
    );

  it('are refused nothing, and the second time all is unchanged', () => {
    const registry = all.reduce(imported, EMPTY);
    expect(
      [...registry.keys()].filter((id) => id.startsWith('plugin/')).length,
    ).toBeGreaterThanOrEqual(380);
    expect([...kinds(registry)]).toEqual(['unchanged']);
  });
});

if (!PUBLISHED_PRESENT) it(PUBLISHED_ABSENT, () => expect(publishedMarketplaces()).toEqual([]));
