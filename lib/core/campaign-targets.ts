import { eachOnce } from './affected.ts';
import type { Campaign } from './campaign.ts';
import { KINDS } from './component.ts';
import type { Meets } from './dependents.ts';
import { successorParts } from './lifecycle.ts';
import { useLine } from './manifest.ts';
import { highest, minorRange, satisfies } from './version.ts';
import type { Workflow } from './workflow.ts';

/** One real pin, as the edges and the workflow's head say it: `Pinned` of `acts/dependents.ts` is one. */
export interface PinSeen {
  readonly workflow: Pick<Workflow, 'id' | 'team' | 'owner' | 'status'>;
  readonly by: Meets;
  readonly range: string;
  readonly version: string;
  /** The releases between; none for a direct pin. */
  readonly via: readonly string[];
  /** What of it pins: the component that ends, or what uses it. */
  readonly reached: { readonly component: string; readonly range: string };
}

/** What an owner has to write, or has not. */
export type Must =
  /** The lock alone moves: "upgrade inside the range". */
  | { readonly kind: 'upgrade'; readonly version: string }
  /** The manifest pins this instead; `line` is its line, as JSON. */
  | {
      readonly kind: 'edit';
      readonly component: string;
      readonly range: string;
      readonly line: string;
    }
  /** It meets the range over this release, whose team has to publish one that does without. */
  | { readonly kind: 'wait'; readonly on: string };

/** A workflow that is still locked to what ends, directly or over others. */
export interface Target {
  readonly workflow: string;
  readonly team: string;
  readonly owner: string;
  readonly component: string;
  readonly range: string;
  readonly version: string;
  readonly via: readonly string[];
  readonly must: Must;
}

type Ends = Pick<Campaign, 'component' | 'range' | 'successor'>;

/**
 * Who is left, "from real pins": each workflow once, by its own pin before one over others, by name.
 * What is only declared to be allowed and locked elsewhere runs on, so it is none. `open` are the
 * versions of the component that new pins may be locked to.
 */
export function targetsOf(
  campaign: Ends,
  pins: readonly PinSeen[],
  open: readonly string[],
): Target[] {
  const locked = pins.filter(
    ({ by, workflow }) => by === 'locked' && workflow.status !== 'retired',
  );
  return eachOnce(locked).map(({ workflow, reached, range, version, via }) => ({
    workflow: workflow.id,
    team: workflow.team,
    owner: workflow.owner,
    component: reached.component,
    ...{ range, version, via },
    must: mustOf(campaign, { range, version, via }, open),
  }));
}

/** Those with a pin of their own: what they run stops. */
export function directOf(targets: readonly Target[]): Target[] {
  return targets.filter((one) => one.via.length === 0);
}

/** What has to be written for one pin. */
export function mustOf(
  campaign: Ends,
  pin: Pick<PinSeen, 'range' | 'version' | 'via'>,
  open: readonly string[],
): Must {
  const [over] = pin.via;
  if (over !== undefined) return { kind: 'wait', on: over };
  const stays = open.filter(
    (one) => !satisfies(one, campaign.range) && satisfies(one, `>${pin.version}`),
  );
  const inside = highest(pin.range, stays);
  if (inside !== undefined) return { kind: 'upgrade', version: inside };
  const { component, version } = successorParts(campaign.successor);
  const [kind = '', name = ''] = component.split('/');
  const known = KINDS.find((one) => one === kind) ?? 'plugin';
  const range = minorRange(version);
  const line = JSON.stringify(useLine({ kind: known, name, range }));
  return { kind: 'edit', component, range, line };
}

/** The same in words, for whoever reads a list of them. */
export function mustWords(must: Must, campaign: Pick<Campaign, 'component'>): string {
  switch (must.kind) {
    case 'upgrade':
      return `upgrade to ${must.version}, inside its range: the manifest stays as it is`;
    case 'edit':
      return `pin ${must.component} "${must.range}" instead`;
    case 'wait':
      return `waits for a version of ${must.on.replace(/@.*$/, '')} without ${campaign.component}`;
  }
}
