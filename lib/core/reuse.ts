import { type Component, componentId, type Pin, type Release } from './component.ts';
import { type Manifest, useLine } from './manifest.ts';
import { isWithin, rangeAround, type Width } from './range-width.ts';

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
  /** How wide a pin may be: nobody has a place to write another here. */
  widest: Width;
  /** The version that each of the release's own ranges leads to, by component id. */
  leads: ReadonlyMap<string, string>;
  actions: readonly string[];
}): Manifest {
  const { component, release, widest, leads } = reuse;
  const self: Pin = {
    kind: component.kind,
    name: component.name,
    range: rangeAround(release.version, widest),
  };
  const others = release.uses.filter((pin) => componentId(pin.kind, pin.name) !== component.id);
  const pins = [self, ...others.map((pin) => narrowed(pin, { widest, leads }))];
  const actions = [...new Set([...release.surface.actions, ...reuse.actions])].sort();
  return {
    workflow: reuse.workflow,
    owner: reuse.team,
    uses: pins.map(useLine),
    purpose: reuse.purpose,
    ...(actions.length > 0 ? { review_required_actions: actions } : {}),
  };
}

/** A publisher may have written a wider range than a workflow may pin. */
function narrowed(
  pin: Pin,
  { widest, leads }: { widest: Width; leads: ReadonlyMap<string, string> },
): Pin {
  const version = leads.get(componentId(pin.kind, pin.name));
  if (version === undefined || isWithin(pin.range, widest)) return pin;
  return { ...pin, range: rangeAround(version, widest) };
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
