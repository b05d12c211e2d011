import { intersects } from './range.ts';
import { satisfies } from './version.ts';

/** How a pin meets the question "who depends on C in range R": the two are told apart. */
export type Meets = 'locked' | 'range';

/**
 * "Filter exactly with `semver` (locked satisfies R; declared range intersects R: shown apart)".
 * Undefined when neither: the pin has nothing to do with these versions.
 */
export function meets(
  pin: { readonly range: string; readonly version: string },
  asked: string,
): Meets | undefined {
  if (satisfies(pin.version, asked)) return 'locked';
  return intersects(pin.range, asked) ? 'range' : undefined;
}

/** A release that uses another component: one step upward in "transitively". */
export interface Upon {
  readonly component: string;
  readonly version: string;
  /** The range it declares of what it uses. */
  readonly range: string;
}

/** A component in a range, and over which releases one gets from it to what was asked about. */
export interface Reached {
  readonly component: string;
  readonly range: string;
  readonly via: readonly string[];
}

const MOST_NODES = 1_000;

/**
 * Everything that depends on `start` through releases: "upward, breadth first, cycle-safe". The
 * first is `start` itself; each release is met once, over its shortest way. `cut` when there were
 * more than 1,000.
 */
export async function climb(
  start: { readonly component: string; readonly range: string },
  upon: (component: string) => Promise<readonly Upon[]>,
): Promise<{ reached: readonly Reached[]; cut: boolean }> {
  const reached: Reached[] = [{ ...start, via: [] }];
  const met = new Set<string>();
  for (let place = 0; place < reached.length; place += 1) {
    const at = reached[place];
    if (!at) break;
    for (const edge of await upon(at.component)) {
      const name = `${edge.component}@${edge.version}`;
      if (met.has(name) || !intersects(edge.range, at.range)) continue;
      if (reached.length > MOST_NODES) return { reached, cut: true };
      met.add(name);
      reached.push({
        component: edge.component,
        range: edge.version,
        via: [...at.via, name],
      });
    }
  }
  return { reached, cut: false };
}
