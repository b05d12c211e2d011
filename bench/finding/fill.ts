import { componentSchema, nameSchema } from '../../lib/core/component.ts';
import { manifestSchema } from '../../lib/core/manifest.ts';
import { workflowSchema } from '../../lib/core/workflow.ts';
import type { SearchEntry } from '../../lib/search/index.ts';
import { COMPONENTS, listedUnder, WORKFLOWS } from '../../lib/store/indexes.ts';
import { componentSubject, headKey } from '../../lib/store/keys.ts';
import type { Item } from '../../lib/store/store.ts';

const PERSON = 'T0YARD/U0OWNER';
const AT = '2026-11-01T09:00:00.000Z';
const PLUGIN = 'plugin/p-0';

/** `size` items: a component for every entry, then workflows with the entries' words as purpose. */
export function catalogItems(entries: readonly SearchEntry[], size: number): Item[] {
  return Array.from({ length: size }, (_, at) => {
    const entry = entries[at % entries.length];
    if (!entry) throw new Error('no entries to fill the catalog with');
    return at < entries.length ? componentItem(entry, at) : workflowItem(entry, at);
  });
}

function componentItem({ title, text, keywords }: SearchEntry, at: number): Item {
  const id = at === 0 ? PLUGIN : `plugin/p-${at}`;
  const data = componentSchema.parse({
    ...{ id, kind: 'plugin', name: `p-${at}`, title: title.slice(0, 200) },
    description: text.slice(0, 5000),
    keywords: keywords.slice(0, 50).map((word) => word.slice(0, 100)),
    ...{ connectors: [], actions: [], team: 'platform', visibility: 'shared', latest: '1.0.0' },
  });
  const listed = listedUnder(COMPONENTS, id);
  return { ...headKey(componentSubject(id)), kind: 'component', ...listed, v: 1, hash: '0', data };
}

function workflowItem({ text, title }: SearchEntry, at: number): Item {
  const word = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-/, '');
  const id = nameSchema.parse(`${word || 'w'}-${at}`.replace(/^-/, ''));
  const manifest = manifestSchema.parse({
    ...{ workflow: id, owner: 'team-support', purpose: (text || title || id).slice(0, 500) },
    uses: [{ plugin: PLUGIN.slice('plugin/'.length), version: '1.0.x' }],
  });
  const data = workflowSchema.parse({
    ...{ id, team: 'team-support', owner: PERSON, purpose: manifest.purpose },
    ...{ status: 'active', home: 'repo', revision: 1, gateRevision: 1, manifest, actions: [] },
    locks: [{ component: PLUGIN, range: '1.0.x', version: '1.0.0' }],
    ...{ missingScopes: [], lastEditor: PERSON, registeredAt: AT, updatedAt: AT },
  });
  const listed = listedUnder(WORKFLOWS, id);
  return { ...headKey(`workflow/${id}`), kind: 'workflow', ...listed, v: 1, hash: '0', data };
}
