import { componentId, type Pin } from './component.ts';
import { satisfies } from './version.ts';

/** A release as far as its way to others goes. */
export interface Step {
  readonly component: string;
  readonly version: string;
  readonly uses: readonly Pin[];
}

const MOST_RELEASES = 5_000;

/**
 * Whether a release's pins lead back to itself, over any releases that they let in: the way there,
 * `plugin/a@1.0.0` first and last. Downward, breadth first, so the way is a shortest one; every
 * release is met once, and none beyond 5,000 is followed. What is published already leads nowhere
 * back, so a new circle goes through the new release.
 */
export async function findCycle(
  start: Step,
  releasesOf: (component: string) => Promise<readonly Step[]>,
): Promise<readonly string[] | undefined> {
  const name = nameOf(start);
  const met = new Set([name]);
  let level: readonly Reached[] = [{ at: start, way: [name] }];
  while (level.length > 0 && met.size <= MOST_RELEASES) {
    const last = level.find(({ at }) => at.uses.some((pin) => letsIn(pin, start)));
    if (last) return [...last.way, name];
    level = await below(level, met, releasesOf);
  }
  return undefined;
}

interface Reached {
  readonly at: Step;
  readonly way: readonly string[];
}

/** The releases one step further down that nobody met before; what is used is read together. */
async function below(
  level: readonly Reached[],
  met: Set<string>,
  releasesOf: (component: string) => Promise<readonly Step[]>,
): Promise<Reached[]> {
  const ids = new Set(level.flatMap(({ at }) => at.uses.map(idOf)));
  const read = await Promise.all([...ids].map(async (id) => [id, await releasesOf(id)] as const));
  const known = new Map(read);
  const next: Reached[] = [];
  for (const { at, way } of level) {
    for (const pin of at.uses) {
      for (const release of known.get(idOf(pin)) ?? []) {
        const to = nameOf(release);
        if (met.has(to) || !letsIn(pin, release)) continue;
        met.add(to);
        next.push({ at: release, way: [...way, to] });
      }
    }
  }
  return next;
}

function letsIn(pin: Pin, { component, version }: Step): boolean {
  return idOf(pin) === component && satisfies(version, pin.range);
}

function idOf({ kind, name }: Pin): string {
  return componentId(kind, name);
}

function nameOf({ component, version }: Step): string {
  return `${component}@${version}`;
}
