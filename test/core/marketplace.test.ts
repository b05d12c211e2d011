import { describe, expect, it } from 'vitest';
import { componentDraftSchema, readMarketplace } from '../../lib/core/marketplace.ts';
import {
  PUBLISHED_ABSENT,
  PUBLISHED_PRESENT,
  publishedMarketplaces,
} from './marketplace/published.ts';
import { filesOf, PERFECT, readSample, withPlugins } from './marketplace/sample.ts';

const CATALOG = '.claude-plugin/marketplace.json';
const HERE = PERFECT[CATALOG].plugins[0];

describe('a marketplace without a fault', () => {
  it('gives a draft per plugin, and its connectors before it', () => {
    expect(readSample().drafts.map((draft) => `${draft.kind}/${draft.name}`)).toEqual([
      'connector/fares',
      'plugin/fare-check',
      'plugin/night-bus',
    ]);
  });

  it('leaves nothing out', () => {
    expect(readSample()).toMatchObject({ name: 'depot', skipped: [], notes: [] });
  });

  it('keeps where a plugin comes from', () => {
    expect(readSample().draft('night-bus')).toMatchObject({
      title: 'Night Bus',
      version: '2.1.0',
      origin: { marketplace: 'depot', source: 'depot/night-bus', revision: 'c0ffee' },
    });
  });

  it('pins a plugin to the connectors it declares', () => {
    expect(readSample().draft('fare-check')).toMatchObject({
      version: '1.2.0',
      keywords: ['travel', 'finance'],
      uses: [{ kind: 'connector', name: 'fares', range: '*' }],
      origin: { author: 'the travel desk' },
    });
  });
});

describe('a folder that is no marketplace is refused with the reason', () => {
  it.each([
    ['without marketplace.json', { [CATALOG]: undefined }, 'no-marketplace'],
    ['with broken JSON', { [CATALOG]: '{' }, 'no-json'],
    ['without a list of plugins', { [CATALOG]: { name: 'depot' } }, 'no-plugins'],
    ['with a list where an object belongs', { [CATALOG]: [] }, 'no-plugins'],
    ['without a name', { [CATALOG]: { plugins: [] } }, 'no-name'],
    ['with a name of symbols only', { [CATALOG]: { name: '!!', plugins: [] } }, 'no-name'],
  ])('%s', (_, change, why) => {
    expect(readMarketplace(filesOf({ ...PERFECT, ...change }))).toMatchObject({
      kind: 'refused',
      why,
    });
  });
});

describe('one bad entry never stops the others', () => {
  it.each([
    ['no object', 7, 'It is no plugin entry.'],
    ['no name', { source: './x' }, 'It has no name.'],
    [
      'a name of symbols',
      { name: '…', source: './x' },
      'Its name cannot be written as a registry name.',
    ],
    ['no source', { name: 'lost' }, 'It does not say where its files are.'],
    ['a source outside', { name: 'out', source: '../../etc' }, 'leaves the marketplace'],
    ['a name twice', { ...HERE, name: 'Fare Check' }, 'is named fare-check already'],
  ])('%s', (_, bad, why) => {
    const reading = readSample(withPlugins(HERE, bad));
    expect(reading.skipped).toEqual([
      { entry: expect.any(String), why: expect.stringContaining(why) },
    ]);
    expect(reading.draft('fare-check')).toBeDefined();
  });
});

describe('what is read otherwise than written is said', () => {
  it('slugs a name that is not ours', () => {
    const reading = readSample(withPlugins({ ...HERE, name: 'Fare Check' }));
    expect(reading.draft('fare-check')).toBeDefined();
    expect(reading.said).toContain('"Fare Check" is named fare-check here.');
  });

  it('reads a file with a byte order mark and a Windows path', () => {
    const text = `\uFEFF${JSON.stringify(PERFECT[CATALOG])}`;
    const reading = readMarketplace([{ path: '.claude-plugin\\marketplace.json', text }]);
    expect(reading).toMatchObject({ kind: 'read', name: 'depot' });
  });

  it('honours the plugin root', () => {
    const catalog = { ...PERFECT[CATALOG], metadata: { pluginRoot: './plugins' } };
    const plugins = [{ ...HERE, source: 'fare-check' }];
    expect(readSample({ [CATALOG]: { ...catalog, plugins } }).draft('fares')).toBeDefined();
  });

  it('leaves a marketplace inside the marketplace alone', () => {
    const reading = readSample({
      'plugins/fare-check/.claude-plugin/marketplace.json': PERFECT[CATALOG],
    });
    expect(reading.said).toEqual(['Another marketplace lies in this folder; it was not read.']);
  });
});

describe.runIf(PUBLISHED_PRESENT)('the marketplaces as published', () => {
  const all = publishedMarketplaces();
  const listed = (files: readonly { path: string; text: string }[]) =>
    JSON.parse(files.find((file) => file.path === CATALOG)?.text ?? '').plugins.length;

  it.each(all)('$folder: takes every plugin or says why not', ({ files }) => {
    const reading = readMarketplace(files);
    if (reading.kind === 'refused') throw new Error(reading.say);
    const plugins = reading.drafts.filter((draft) => draft.kind === 'plugin');
    const skipped = reading.skipped.filter((one) => !one.entry.includes('@'));
    expect(plugins.length + skipped.length).toBe(listed(files));
    expect(skipped.every((one) => one.why.endsWith('.'))).toBe(true);
  });

  it.each(all)('$folder: gives drafts that may cross a door', ({ files }) => {
    const reading = readMarketplace(files);
    if (reading.kind === 'refused') throw new Error(reading.say);
    for (const draft of reading.drafts) expect(componentDraftSchema.parse(draft)).toEqual(draft);
  });

  it('hold at least 380 plugins that are taken', () => {
    const taken = all.flatMap(({ files }) => {
      const reading = readMarketplace(files);
      return reading.kind === 'read'
        ? reading.drafts.filter((draft) => draft.kind === 'plugin')
        : [];
    });
    expect(taken.length).toBeGreaterThanOrEqual(380);
  });

  it('keep their header values and client ids to themselves', () => {
    const files = all.flatMap((one) => one.files).filter((file) => file.path.endsWith('.mcp.json'));
    const secrets = files.flatMap((file) => secretsIn(file.text));
    const taken = JSON.stringify(all.map((one) => readMarketplace(one.files)));
    expect(secrets.length).toBeGreaterThan(5);
    for (const secret of secrets) expect(taken).not.toContain(secret);
  });
});

function secretsIn(text: string): string[] {
  const found = text.matchAll(/"(?:Authorization|clientId|-e)"[:,]\s*"([^"]+)"/g);
  return [...found].flatMap((match) => match[1] ?? []);
}

if (!PUBLISHED_PRESENT) it(PUBLISHED_ABSENT, () => expect(publishedMarketplaces()).toEqual([]));
