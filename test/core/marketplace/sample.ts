import { readMarketplace } from '../../../lib/core/marketplace.ts';

/** A marketplace without a fault: one plugin in the folder, one in a repository of its own. */
export const PERFECT = {
  '.claude-plugin/marketplace.json': {
    name: 'depot',
    owner: { name: 'the platform team' },
    plugins: [
      {
        name: 'fare-check',
        source: './plugins/fare-check',
        description: 'Compares fares before a trip is booked.',
        keywords: ['travel'],
        category: 'finance',
      },
      {
        name: 'night-bus',
        displayName: 'Night Bus',
        description: 'Plans journeys after midnight.',
        version: '2.1.0',
        source: { source: 'github', repo: 'depot/night-bus', ref: 'v2.1.0', sha: 'c0ffee' },
      },
    ],
  },
  'plugins/fare-check/.claude-plugin/plugin.json': {
    name: 'fare-check',
    version: '1.2.0',
    description: 'Compares fares before a trip is booked.',
    author: { name: 'the travel desk' },
  },
  'plugins/fare-check/.mcp.json': {
    mcpServers: { fares: { type: 'http', url: 'https://fares.example/mcp' } },
  },
};

export type Sample = Record<string, unknown>;

/** The sample as files; a string stands for itself, undefined for no file. */
export function filesOf(sample: Sample): { path: string; text: string }[] {
  return Object.entries(sample)
    .filter(([, value]) => value !== undefined)
    .map(([path, value]) => ({
      path,
      text: typeof value === 'string' ? value : JSON.stringify(value),
    }));
}

export function readSample(changes: Sample = {}) {
  const reading = readMarketplace(filesOf({ ...PERFECT, ...changes }));
  if (reading.kind === 'refused') throw new Error(reading.say);
  return {
    ...reading,
    draft: (name: string) => reading.drafts.find((draft) => draft.name === name),
    said: [...reading.notes.map((one) => one.note), ...reading.skipped.map((one) => one.why)],
  };
}

/** The catalog with the given plugin entries in place of its own. */
export function withPlugins(...plugins: unknown[]): Sample {
  const catalog = PERFECT['.claude-plugin/marketplace.json'];
  return { '.claude-plugin/marketplace.json': { ...catalog, plugins } };
}
