import type { ComponentDraft, Note } from './draft.ts';
import { cut, slug } from './text.ts';

interface Renamed {
  readonly drafts: readonly ComponentDraft[];
  readonly notes: readonly Note[];
}

/** The names that plugins had before are kept with what they are called now; what was removed is noted. */
export function withRenames(
  drafts: readonly ComponentDraft[],
  renames: Readonly<Record<string, unknown>> | undefined,
): Renamed {
  const notes: Note[] = [];
  const before = new Map<string, string[]>();
  const plugins = new Set(drafts.flatMap((one) => (one.kind === 'plugin' ? [one.name] : [])));
  for (const [old, now] of Object.entries(renames ?? {})) {
    const entry = cut(old, 100);
    const target = typeof now === 'string' ? slug(now) : undefined;
    if (now === null) notes.push({ entry, note: 'Its marketplace removed it.' });
    else if (target !== undefined && plugins.has(target)) {
      before.set(target, [...(before.get(target) ?? []), entry]);
      notes.push({ entry, note: `Its marketplace calls it ${target} now.` });
    } else {
      const shown = typeof now === 'string' ? `"${cut(now, 100)}"` : 'something that is no name';
      notes.push({ entry, note: `Its marketplace renames it to ${shown}, which is not there.` });
    }
  }
  return { drafts: drafts.map((one) => withNames(one, before)), notes };
}

/** Kept as the marketplace writes it, in a document of its own. */
function withNames(draft: ComponentDraft, before: ReadonlyMap<string, string[]>): ComponentDraft {
  const names = draft.kind === 'plugin' ? before.get(draft.name) : undefined;
  if (!names || draft.foreign === undefined) return draft;
  const renames = Object.fromEntries(names.slice(0, MOST_NAMES).map((old) => [old, draft.name]));
  return { ...draft, foreign: { ...draft.foreign, kept: { ...draft.foreign.kept, renames } } };
}

const MOST_NAMES = 20;
