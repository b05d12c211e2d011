import type { ComponentDraft, Note } from './marketplace/draft.ts';
import { cut } from './marketplace/text.ts';

const MANY = 5;

/**
 * What only the whole of an import shows: one description that stands for many, one source that is
 * listed under several names. `of`: what the import is called.
 */
export function wholeNotes(of: string, drafts: readonly ComponentDraft[]): Note[] {
  return [...sharedDescriptions(of, drafts), ...sharedSources(drafts)];
}

function sharedDescriptions(of: string, drafts: readonly ComponentDraft[]): Note[] {
  const groups = grouped(drafts, (one) => one.description.trim().toLowerCase());
  return groups
    .filter((names) => names.length >= MANY)
    .map((names) => ({
      entry: of,
      note: `${names.length} entries share one description, so it tells none of them apart: ${listed(names)}.`,
    }));
}

/** "Vendors listed twice": two names for what comes from one place. */
function sharedSources(drafts: readonly ComponentDraft[]): Note[] {
  const plugins = drafts.filter((one) => one.kind === 'plugin');
  const groups = grouped(plugins, ({ origin }) =>
    origin.source === undefined || origin.source.startsWith('./')
      ? ''
      : `${origin.source} ${origin.revision ?? ''}`,
  );
  return groups.map((names) => ({
    entry: names[0] ?? '',
    note: `It comes from the same place as ${listed(names.slice(1))}: they may be one thing listed twice.`,
  }));
}

/** The names of those that share a key, from two on; an empty key is shared by nobody. */
function grouped(
  drafts: readonly ComponentDraft[],
  keyOf: (draft: ComponentDraft) => string,
): string[][] {
  const groups = new Map<string, Set<string>>();
  for (const draft of drafts) {
    const key = keyOf(draft);
    if (key === '') continue;
    groups.set(key, (groups.get(key) ?? new Set()).add(draft.name));
  }
  return [...groups.values()].map((names) => [...names]).filter((names) => names.length > 1);
}

function listed(names: readonly string[]): string {
  const first = names.slice(0, 5).map((name) => cut(name, 80));
  const more = names.length - first.length;
  return `${first.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
