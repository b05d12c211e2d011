import { type Component, fingerprint, type Kind, type Release } from '../../lib/core/component.ts';
import { sha } from './perfect.ts';

/** A component with one release, perfect but for the changes. */
export function exportable(
  { kind, name }: { readonly kind: Kind; readonly name: string },
  changes: { readonly component?: Partial<Component>; readonly release?: Partial<Release> } = {},
): { readonly component: Component; readonly release: Release } {
  const id = `${kind}/${name}`;
  const connector = kind === 'connector';
  const surface = {
    systems: connector ? [`${name}.example`] : [],
    scopes: connector ? [`${name}.read`] : [],
    tools: [],
    actions: [],
    hooks: [],
    endpoints: connector ? [`https://${name}.example/mcp`] : [],
  };
  const release: Release = {
    ...{ component: id, version: '1.2.0', lifecycle: 'active', surface, uses: [], fingerprint: '' },
    ...{ publishedAt: '2026-11-20T09:00:00.000Z', publishedBy: 'T1/U1' },
    ...changes.release,
  };
  const component: Component = {
    ...{ id, kind, name, title: name, description: `The ${name} ${kind}.`, keywords: ['sea'] },
    ...{ team: 'platform', visibility: 'shared', latest: release.version },
    ...{ connectors: [], actions: [] },
    ...changes.component,
  };
  return { component, release: { ...release, fingerprint: fingerprint(release, sha) } };
}
