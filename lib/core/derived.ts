import type { Surface } from './component.ts';
import { count } from './count.ts';
import { surfaceChanges } from './manifest-diff/surface.ts';

/** A copy as a workflow pins it, beside the release that it was made of. */
export interface Derived {
  readonly component: string;
  /** The version of the copy that is locked, or looked at. */
  readonly version: string;
  readonly surface: Surface;
  readonly origin: {
    readonly component: string;
    readonly version: string;
    /** Absent when that release cannot be read any more. */
    readonly surface?: Surface | undefined;
    /** The origin's newest version today, where it is another one. */
    readonly newest?: string | undefined;
  };
}

/** One line about a copy; `field` as in every difference of manifests. */
export interface DerivedLine {
  readonly field: 'uses';
  readonly say: string;
}

/** So many differences stand in the sentence; how many more there are is always said. */
const MOST = 12;

/** "Whose permissions every review shows against the origin's": one whole sentence or two a copy. */
export function derivedLine(copy: Derived): DerivedLine {
  const { component, version, origin } = copy;
  const head = `${component} ${version} is a copy of ${origin.component} ${origin.version}`;
  return { field: 'uses', say: `${head}${compared(copy)}.${moved(copy)}` };
}

function compared({ surface, origin }: Derived): string {
  if (!origin.surface) return ', which cannot be read any more: look at all it may touch';
  const changes = surfaceChanges(origin.surface, surface);
  if (changes.length === 0) return ', with the same permissions as its origin';
  const more = changes.length - MOST;
  const listed = changes.slice(0, MOST).join(', ');
  return `: ${listed}${more > 0 ? ` and ${count(more, 'more difference')}` : ''}; otherwise the same permissions`;
}

function moved({ origin: { newest } }: Derived): string {
  return newest ? ` Its origin is at ${newest} by now.` : '';
}
