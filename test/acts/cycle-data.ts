import type { Step } from '../../lib/core/release-cycle.ts';
import { isVersion, satisfies } from '../../lib/core/version.ts';
import {
  componentOf,
  type DataManifest,
  headManifests,
  impactData,
  rangesOf,
} from './impact-data.ts';

/**
 * "A real one of 91 packages is in the data": the largest circle of packages, each as a skill that
 * pins those of the circle it depends on. A range that does not hold the package as it is today is
 * written as that very version, so that the circle is whole. Empty where the data are not there.
 */
export function realCycle(): Step[] {
  if (!impactData) return [];
  const manifests = new Map(headManifests().map((one) => [one.name ?? '', one]));
  const below = new Map(
    [...manifests].map(([name, one]) => [name, rangesOf(one).map((to) => to.name)]),
  );
  const names = largest(below);
  const versions = new Map([...names].map((name) => [name, versionOf(manifests.get(name))]));
  return [...names].map((name) => {
    const manifest = manifests.get(name);
    const uses = new Map<string, string>();
    for (const { name: used, range } of manifest ? rangesOf(manifest) : []) {
      const version = versions.get(used);
      if (version) uses.set(used, satisfies(version, range) ? range : version);
    }
    const pins = [...uses].map(([used, range]) => ({ ...pinOf(used), range }));
    return { component: componentOf(name), version: versions.get(name) ?? '', uses: pins };
  });
}

function pinOf(name: string) {
  return { kind: 'skill' as const, name: componentOf(name).slice('skill/'.length) };
}

function versionOf(manifest: DataManifest | undefined): string {
  const version = manifest?.version ?? '';
  return isVersion(version) ? version : '0.0.0';
}

/** The largest set of names that all lead to one another. */
function largest(below: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const above = new Map<string, string[]>();
  for (const [name, to] of below) {
    for (const one of to) above.set(one, [...(above.get(one) ?? []), name]);
  }
  let found = new Set<string>();
  const seen = new Set<string>();
  for (const name of below.keys()) {
    if (seen.has(name)) continue;
    const up = reached(above, name);
    const circle = new Set([...reached(below, name)].filter((one) => up.has(one)));
    for (const one of circle) seen.add(one);
    if (circle.size > found.size) found = circle;
  }
  return found;
}

function reached(ways: ReadonlyMap<string, readonly string[]>, from: string): Set<string> {
  const met = new Set([from]);
  for (const at of met) for (const to of ways.get(at) ?? []) met.add(to);
  return met;
}
