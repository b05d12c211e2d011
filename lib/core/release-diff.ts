import {
  componentId,
  type Pin,
  type Release,
  type ReleaseTerms,
  type Surface,
} from './component.ts';
import { missingIn, SURFACE_WORDS, surfaceDifference } from './manifest-diff/surface.ts';
import { worded } from './manifest-diff.ts';

/** What two releases may differ in. */
export interface Compared extends Pick<Release, 'surface' | 'terms'> {
  readonly uses: readonly Pin[];
}
type ActionsBy = NonNullable<ReleaseTerms['scope_actions']>;

/** One difference in one whole sentence. `field` is the release's own. */
export interface ReleaseChange {
  readonly field: keyof Surface | 'uses' | keyof ReleaseTerms;
  readonly effect: 'adds' | 'drops' | 'changes';
  readonly say: string;
}

const NOTHING: Compared = {
  surface: { systems: [], scopes: [], tools: [], actions: [], hooks: [], endpoints: [] },
  uses: [],
};

/**
 * "Readable diff between any two": what a release may touch, what it uses, which actions its scopes
 * and tools let happen, and what its publisher says of it. None for two that say the same, in
 * whatever order. Without `before` everything is new.
 */
export function diffReleases(before: Compared | undefined, after: Compared): ReleaseChange[] {
  const was = before ?? NOTHING;
  return [
    ...surfaceLines(was.surface, after.surface),
    ...mapLines('scope_actions', was.terms, after.terms),
    ...mapLines('tool_actions', was.terms, after.terms),
    ...pinLines(was.uses, after.uses),
    ...termLines(was.terms ?? {}, after.terms ?? {}),
  ];
}

const TERMS = new Set<ReleaseChange['field']>([
  'model_default',
  'task_class',
  'license',
  'known_failures',
]);

/** Whether it is of the part that the fingerprint is made of. */
export function isPermission({ field }: ReleaseChange): boolean {
  return !TERMS.has(field);
}

function surfaceLines(before: Surface, after: Surface): ReleaseChange[] {
  return surfaceDifference(before, after).map(({ part, effect, what }) => ({
    field: part,
    effect,
    say: `${effect === 'adds' ? 'Adds' : 'Drops'} the ${SURFACE_WORDS[part]} ${what}`,
  }));
}

const KEYED = { scope_actions: 'scope', tool_actions: 'tool' } as const;

function mapLines(
  field: keyof typeof KEYED,
  before: ReleaseTerms | undefined,
  after: ReleaseTerms | undefined,
): ReleaseChange[] {
  const [was, now] = [before?.[field] ?? {}, after?.[field] ?? {}];
  const keys = [...new Set([...Object.keys(was), ...Object.keys(now)])];
  return keys.flatMap((key) => {
    const [then, next] = [actionsOf(was, key), actionsOf(now, key)];
    const what = `the ${KEYED[field]} ${key}`;
    return [
      ...missingIn(then, next).map((action) => ({
        ...{ field, effect: 'adds' as const },
        say: `Lets ${action} happen with ${what}`,
      })),
      ...missingIn(next, then).map((action) => ({
        ...{ field, effect: 'drops' as const },
        say: `No longer lets ${action} happen with ${what}`,
      })),
    ];
  });
}

function actionsOf(map: ActionsBy, key: string): readonly string[] {
  return (Object.hasOwn(map, key) && map[key]) || [];
}

/** A component whose one range moved is one line; pinned more than once, each range stands for itself. */
function pinLines(before: readonly Pin[], after: readonly Pin[]): ReleaseChange[] {
  const [was, now] = [rangesOf(before), rangesOf(after)];
  const ids = [...new Set([...was.keys(), ...now.keys()])];
  const field = 'uses' as const;
  return ids.flatMap((id): ReleaseChange[] => {
    const then = was.get(id) ?? [];
    const next = now.get(id) ?? [];
    const [added, gone] = [missingIn(then, next), missingIn(next, then)];
    if (then.length === 1 && next.length === 1 && added.length === 1) {
      return [{ field, effect: 'changes', say: `Uses ${id} ${added[0]} instead of ${gone[0]}` }];
    }
    return [
      ...added.map((range) => ({ field, effect: 'adds' as const, say: `Uses ${id} ${range}` })),
      ...gone.map((range) => ({
        ...{ field, effect: 'drops' as const },
        say: `No longer uses ${id} ${range}`,
      })),
    ];
  });
}

function rangesOf(pins: readonly Pin[]): Map<string, string[]> {
  const ranges = new Map<string, string[]>();
  for (const { kind, name, range } of pins) {
    const id = componentId(kind, name);
    ranges.set(id, [...new Set([...(ranges.get(id) ?? []), range])]);
  }
  return ranges;
}

function termLines(before: ReleaseTerms, after: ReleaseTerms): ReleaseChange[] {
  const field = 'known_failures' as const;
  const [was, now] = [before[field] ?? [], after[field] ?? []];
  return [
    ...termLine('model_default', 'model', before, after),
    ...termLine('task_class', 'task class', before, after),
    ...termLine('license', 'licence', before, after),
    ...missingIn(was, now).map((one) => ({
      ...{ field, effect: 'adds' as const },
      say: `Adds the known failure: ${one}`,
    })),
    ...missingIn(now, was).map((one) => ({
      ...{ field, effect: 'drops' as const },
      say: `Drops the known failure: ${one}`,
    })),
  ];
}

function termLine(
  field: 'model_default' | 'task_class' | 'license',
  what: string,
  before: ReleaseTerms,
  after: ReleaseTerms,
): ReleaseChange[] {
  const [was, now] = [before[field], after[field]];
  if (was === now) return [];
  const effect = was === undefined ? 'adds' : now === undefined ? 'drops' : 'changes';
  return worded(what, was, now).map((say) => ({ field, effect, say }));
}
