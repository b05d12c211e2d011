import { type Component, componentId, type Pin, type Release } from './component.ts';
import { type Manifest, useLine } from './manifest.ts';
import { minorRange } from './version.ts';

/**
 * The manifest that reusing a component leads to: the component in its newest minor, what its
 * release uses, and a gate on every action any of them lists. Removing a gate is a choice a team
 * makes later; forgetting one should not be.
 */
export function reuseManifest(reuse: {
  workflow: string;
  team: string;
  purpose: string;
  component: Component;
  release: Release;
  actions: readonly string[];
}): Manifest {
  const { component, release } = reuse;
  const self: Pin = {
    kind: component.kind,
    name: component.name,
    range: minorRange(release.version),
  };
  const pins = [
    self,
    ...release.uses.filter((pin) => componentId(pin.kind, pin.name) !== component.id),
  ];
  const actions = [...new Set([...release.surface.actions, ...reuse.actions])].sort();
  return {
    workflow: reuse.workflow,
    owner: reuse.team,
    uses: pins.map(useLine),
    purpose: reuse.purpose,
    ...(actions.length > 0 ? { review_required_actions: actions } : {}),
  };
}

const LONGEST_NAME = 60;

/** A workflow name out of what somebody wrote: "Draft replies!" → `draft-replies`. May be empty. */
export function suggestName(need: string): string {
  const plain = need.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  const cut = words.slice(0, LONGEST_NAME + 1);
  const whole =
    words.length > LONGEST_NAME
      ? cut.slice(0, cut.lastIndexOf('-')) || cut.slice(0, LONGEST_NAME)
      : words;
  return whole.replace(/-+$/, '');
}
