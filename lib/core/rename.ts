import { type Component, componentId, nameSchema, type Release } from './component.ts';
import { lookAlikes, passesForMarketplace } from './look-alike.ts';
import { type Refusal, refuse } from './result.ts';

/** Closing them is one transaction. */
const MOST_OPEN = 50;

export interface Renaming {
  readonly component: Component;
  readonly name: string;
  /** Versions that new pins may be locked to. */
  readonly open: readonly Release[];
  readonly catalog: readonly Component[];
}

export interface Renamed {
  readonly kind: 'renamed';
  /** Under the new name, with the newest version as it was. */
  readonly component: Component;
  readonly release: Release;
  /** Under the old one: closed to new pins, with its successor named. */
  readonly old: Component;
  readonly closed: readonly Release[];
}

type NotRenamed = Refusal<
  'bad-name' | 'name-taken' | 'looks-alike' | 'renamed-already' | 'nothing-open' | 'too-many'
>;

/**
 * "Locks name it", so an id never changes: a rename is a new component with the newest version, and
 * the old one is closed to new pins and names its successor. Whoever pins the old one keeps it.
 */
export function rename({ component, name, open, catalog }: Renaming): Renamed | NotRenamed {
  if (!nameSchema.safeParse(name).success) {
    const say =
      'A name has 1 to 80 lower-case letters, digits, hyphens, dots or underscores, like reply-drafter.';
    return refuse('bad-name', say);
  }
  const id = componentId(component.kind, name);
  const taken = takenName({ component, name, open, catalog });
  if (taken) return taken;
  const release = open.find((one) => one.version === component.latest) ?? open.at(-1);
  if (!release) {
    return refuse('nothing-open', `${component.id} has no version that is open to new pins.`);
  }
  if (open.length > MOST_OPEN) {
    const say = `${component.id} has ${open.length} versions that are open to new pins, and at most ${MOST_OPEN} can be closed at once. Close older ones first.`;
    return refuse('too-many', say);
  }
  // What ends, ends under the old name: whoever pins that is told there.
  const { endings: _, ...goesOn } = component;
  const { ending: __, ...released } = release;
  const title = `${component.title} (now ${id})`.slice(0, 200).toWellFormed();
  return {
    kind: 'renamed',
    component: { ...goesOn, id, name, latest: release.version },
    release: { ...released, component: id },
    old: { ...component, title, renamedTo: id },
    closed: open.map(({ ending: ___, ...one }) => ({ ...one, lifecycle: 'closed', successor: id })),
  };
}

/** "A rename onto a taken name refused". */
function takenName({ component, name, catalog }: Renaming) {
  const { id: before, kind, renamedTo, origin: cameFrom } = component;
  const id = componentId(kind, name);
  if (renamedTo !== undefined) {
    return refuse('renamed-already', `${before} is ${renamedTo} already. Rename that instead.`);
  }
  if (catalog.some((one) => one.id === id)) {
    const say = id === before ? `${id} is its name already.` : `The name ${id} is taken.`;
    return refuse('name-taken', `${say} Choose another.`);
  }
  const [alike] = lookAlikes({ kind, name }, catalog).filter((one) => one.id !== before);
  if (alike) {
    const say = `${id} looks like ${alike.id}. Choose a name that nobody takes for it.`;
    return refuse('looks-alike', say);
  }
  const known = catalog.flatMap(({ origin }) => (origin ? [origin.marketplace] : []));
  const like = passesForMarketplace(name, [...new Set(known)]);
  if (!like || like === cameFrom?.marketplace) return undefined;
  const say = `${id} looks as if it came from the marketplace ${like}. Choose a name without it.`;
  return refuse('looks-alike', say);
}
