import type { Kind, Pin } from '../component.ts';
import { type ComponentDraft, MOST, type Note } from '../marketplace/draft.ts';
import { cut, slug } from '../marketplace/text.ts';
import type { EntityReading } from './draft.ts';

/** `dependsOn` and `consumesApis` that name entities of the same file become pins. */
export function withPins(all: readonly EntityReading[]): {
  readonly drafts: readonly ComponentDraft[];
  readonly notes: readonly Note[];
} {
  const notes: Note[] = [];
  const byName = new Map<string, ComponentDraft[]>();
  for (const { draft } of all) byName.set(draft.name, [...(byName.get(draft.name) ?? []), draft]);
  const drafts = all.map(({ draft, refs }) => {
    if (draft.exported) return draft;
    const uses = new Map<string, Pin>();
    for (const ref of refs) {
      const target = targetOf(ref, byName);
      if (target) {
        const { kind, name } = target;
        uses.set(`${kind}/${name}`, { kind, name, range: '*' });
        continue;
      }
      const note = `It needs ${cut(ref, 100)}, which is not among what is taken here, so it is not pinned.`;
      notes.push({ entry: draft.name, note });
    }
    if (uses.size > MOST.pins) {
      notes.push({
        entry: draft.name,
        note: `It needs ${uses.size} others; the first ${MOST.pins} are pinned.`,
      });
    }
    return uses.size > 0 ? { ...draft, uses: [...uses.values()].slice(0, MOST.pins) } : draft;
  });
  return { drafts, notes };
}

const OF_KIND: Readonly<Record<string, readonly Kind[]>> = {
  api: ['connector'],
  airesource: ['skill'],
  component: ['plugin', 'block', 'skill', 'connector'],
};

/** `kind:namespace/name`, of which kind and namespace may be absent. */
function targetOf(
  ref: string,
  byName: ReadonlyMap<string, readonly ComponentDraft[]>,
): ComponentDraft | undefined {
  const [, kind = 'component', name = ''] =
    /^(?:(\w+):)?(?:[\w.-]+\/)?([\w.-]+)$/.exec(ref.trim()) ?? [];
  const kinds = OF_KIND[kind.toLowerCase()] ?? [];
  const all = byName.get(slug(name) ?? '') ?? [];
  return kinds.flatMap((one) => all.find((draft) => draft.kind === one) ?? [])[0];
}
