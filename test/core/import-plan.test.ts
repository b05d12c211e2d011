import { describe, expect, it } from 'vitest';
import { componentSchema } from '../../lib/core/component.ts';
import { candidateIds } from '../../lib/core/import-plan.ts';
import {
  at,
  CONNECTOR,
  CONTEXT,
  decisions,
  EMPTY,
  from,
  imported,
  PLUGIN,
  planImport,
} from './import-plan/apply.ts';

const BOTH = [CONNECTOR, PLUGIN];
const HOOKED = { ...PLUGIN, surface: { ...PLUGIN.surface, hooks: ['Stop'] } };
const { version: _, ...UNNUMBERED } = PLUGIN;

describe('a first import', () => {
  it('publishes everything, numbering what has no version', () => {
    expect(decisions(EMPTY, BOTH)).toEqual([
      'publish connector/fares 0.0.1',
      'publish plugin/fare-check 1.2.0',
    ]);
  });

  it('writes a component that the registry can hold', () => {
    const component = imported(EMPTY, BOTH).get('plugin/fare-check')?.component;
    expect(componentSchema.parse(component)).toMatchObject({
      id: 'plugin/fare-check',
      team: 'platform',
      visibility: 'shared',
      latest: '1.2.0',
      connectors: ['fares'],
    });
  });

  it('closes the open pins to one minor', () => {
    expect(imported(EMPTY, BOTH).get('plugin/fare-check')?.releases[0]?.uses).toEqual([
      { kind: 'connector', name: 'fares', range: '0.0.x' },
    ]);
  });
});

describe('a second import', () => {
  const { version: __, ...plain } = HOOKED;
  it.each([
    ['the same', BOTH, 'unchanged plugin/fare-check 1.2.0'],
    [
      'other words only',
      [CONNECTOR, { ...PLUGIN, description: 'New words.' }],
      'unchanged plugin/fare-check 1.2.0',
    ],
    [
      'a new version',
      [CONNECTOR, { ...HOOKED, version: '1.3.0' }],
      'publish plugin/fare-check 1.3.0',
    ],
    ['a change without a new version', [CONNECTOR, HOOKED], 'refused new-version-needed'],
    [
      'a change of the build part only',
      [CONNECTOR, { ...HOOKED, version: '1.2.0+b' }],
      'refused new-version-needed',
    ],
    ['a version that went away', [CONNECTOR, UNNUMBERED], 'unchanged plugin/fare-check 1.2.0'],
    ['a change, and no version any more', [CONNECTOR, plain], 'publish plugin/fare-check 0.0.1'],
    ['its connector missing', [PLUGIN], 'refused missing-connector'],
    ['the plugin twice', [CONNECTOR, PLUGIN, PLUGIN], 'refused named-twice'],
  ])('%s', (_title, drafts, expected) => {
    expect(decisions(imported(EMPTY, BOTH), drafts).at(-1)).toBe(expected);
  });

  it('says which version is published and what to do', () => {
    const [, plugin] = planImport([CONNECTOR, HOOKED], imported(EMPTY, BOTH), CONTEXT);
    expect(plugin?.decision).toMatchObject({
      say: 'plugin/fare-check 1.2.0 is published and cannot change. Its source must give the change a new version.',
    });
  });
});

describe('what has no version is numbered by the registry', () => {
  it('with the next patch when its address changes', () => {
    const registry = imported(EMPTY, BOTH);
    expect(decisions(registry, [at('https://new.example')])).toEqual([
      'publish connector/fares 0.0.2',
    ]);
  });

  it('also when it changes back, for a release is never reused', () => {
    const registry = imported(imported(EMPTY, BOTH), [at('https://new.example')]);
    expect(decisions(registry, [CONNECTOR])).toEqual(['publish connector/fares 0.0.3']);
  });

  it('without moving the plugins that pin it', () => {
    const registry = imported(EMPTY, BOTH);
    expect(decisions(registry, [at('https://new.example'), PLUGIN]).at(-1)).toBe(
      'unchanged plugin/fare-check 1.2.0',
    );
  });
});

describe('a name that somebody else has', () => {
  const registry = imported(EMPTY, BOTH);

  it('leads to an id behind the marketplace, and a note', () => {
    const plan = planImport([from('harbour', { ...PLUGIN, uses: [] })], registry, CONTEXT);
    expect(plan[0]?.decision).toMatchObject({
      kind: 'publish',
      id: 'plugin/harbour.fare-check',
      component: { name: 'harbour.fare-check', title: 'Fare Check' },
      notes: ['The name plugin/fare-check is taken, so it is filed as plugin/harbour.fare-check.'],
    });
  });

  it('is the same connector when the address is the same', () => {
    expect(decisions(registry, [from('harbour', CONNECTOR)])).toEqual([
      'unchanged connector/fares 0.0.1',
    ]);
  });

  it('is another connector when the address differs, and pins follow', () => {
    const drafts = [from('harbour', at('https://other.example')), from('harbour', PLUGIN)];
    expect(decisions(registry, drafts)).toEqual([
      'publish connector/harbour.fares 0.0.1',
      'publish plugin/harbour.fare-check 1.2.0',
    ]);
    expect(imported(registry, drafts).get('plugin/harbour.fare-check')?.releases[0]?.uses).toEqual([
      { kind: 'connector', name: 'harbour.fares', range: '0.0.x' },
    ]);
  });

  it('is refused when the longer name is taken as well', () => {
    const squatter = from('quay', { ...PLUGIN, name: 'harbour.fare-check', uses: [] });
    const taken = imported(registry, [squatter]);
    expect(decisions(taken, [from('harbour', PLUGIN)])).toEqual(['refused name-taken']);
  });

  it('never overwrites what the organisation made itself', () => {
    const held = registry.get('plugin/fare-check');
    if (!held) throw new Error('missing');
    const { origin: __, ...component } = held.component;
    const own = new Map([['plugin/fare-check', { ...held, component }]]);
    expect(decisions(own, [{ ...PLUGIN, uses: [] }])).toEqual([
      'publish plugin/depot.fare-check 1.2.0',
    ]);
  });
});

it('keeps team, visibility and the newest words when an older version arrives late', () => {
  const registry = imported(EMPTY, BOTH);
  const late = { ...HOOKED, version: '1.1.0', title: 'Old title' };
  const held = imported(registry, [CONNECTOR, late]).get('plugin/fare-check');
  expect(held?.component).toMatchObject({ title: 'Fare Check', latest: '1.2.0' });
  expect(held?.releases.map((release) => release.version)).toEqual(['1.2.0', '1.1.0']);
});

it('writes a name that looks like a longer one with a hyphen', () => {
  const name = 'depot.fare-check';
  expect(candidateIds({ ...PLUGIN, name })).toEqual([
    'plugin/depot-fare-check',
    'plugin/depot.depot-fare-check',
  ]);
});

it('keeps the namespaced id within the length of a name', () => {
  const long = from('m'.repeat(60), { ...PLUGIN, name: 'n'.repeat(60) });
  expect(candidateIds(long)[1]).toBe(`plugin/${'m'.repeat(60)}.${'n'.repeat(19)}`);
});
