import type { Component, Kind } from '../component.ts';
import { type Sha256, toHex } from '../hash.ts';

export const API_VERSION = 'backstage.io/v1alpha1';

/** "Names ≤ 63." */
const LONGEST_NAME = 63;

/** What each kind of ours is there; `namespace` keeps a plugin and a skill of one name apart. */
export const AS_ENTITY = {
  connector: { kind: 'API', type: 'mcp-server', namespace: 'connectors' },
  skill: { kind: 'AiResource', type: 'skill', namespace: 'skills' },
  plugin: { kind: 'Component', type: 'ai-plugin', namespace: 'plugins' },
  block: { kind: 'Component', type: 'ai-block', namespace: 'blocks' },
  workflow: { kind: 'Component', type: 'ai-workflow', namespace: 'workflows' },
} as const satisfies Record<Kind | 'workflow', { kind: string; type: string; namespace: string }>;

/** Keys of our annotations: a prefix, a slash, a word. */
export const ANNOTATION = {
  id: 'yardmaster/id',
  version: 'yardmaster/version',
  lifecycle: 'yardmaster/lifecycle',
  pins: 'yardmaster/pins',
  owner: 'yardmaster/owner',
  status: 'yardmaster/status',
  revision: 'yardmaster/revision',
  record: 'yardmaster/record',
} as const;

export interface Entity {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly spec: Readonly<Record<string, unknown>>;
}

/** A name of ours as an entity's; a longer one ends in the start of its digest, so that no two meet. */
export function entityName(name: string, sha: Sha256): string {
  if (name.length <= LONGEST_NAME) return name;
  const mark = toHex(sha(name)).slice(0, 8);
  return `${name.slice(0, LONGEST_NAME - mark.length - 1).replace(/[._-]+$/, '')}-${mark}`;
}

/** `api:connectors/crm-readonly` */
export function entityRef(kind: Kind | 'workflow', name: string, sha: Sha256): string {
  const as = AS_ENTITY[kind];
  return `${as.kind.toLowerCase()}:${as.namespace}/${entityName(name, sha)}`;
}

export function groupRef(team: string): string {
  return `group:default/${team}`;
}

/** Tags there are `a-z0-9+#:-`, at most 63 characters. */
export function tagsOf(keywords: Component['keywords']): string[] {
  const tags = keywords.map((word) =>
    word
      .toLowerCase()
      .replace(/[^a-z0-9+#:]+/g, '-')
      .slice(0, LONGEST_NAME)
      .replace(/^-+|-+$/g, ''),
  );
  return [...new Set(tags)].filter((tag) => tag !== '');
}
