import {
  actionSchema,
  type Component,
  componentId,
  type Release,
  type Surface,
} from './component.ts';
import { deceit } from './look-alike.ts';
import type { ManifestProblem } from './manifest.ts';
import { adviseRange } from './range-check.ts';
import { isFloating } from './range-width.ts';
import { lockPin, openVersions, type Releases } from './registration/locks.ts';
import type { ReleaseDraft } from './release-draft.ts';
import { utf8Length } from './utf8.ts';

/** What a draft is checked against, besides itself. */
export interface Around {
  /** The id of the team that owns the component, or will. */
  readonly team: string;
  readonly visibility: Component['visibility'];
  /** The newest release of the component; none before the first. */
  readonly newest: Release | undefined;
  /** The components that it uses, each with the team that owns it today; unknown ones are absent. */
  readonly used: ReadonlyMap<string, Pick<Component, 'team' | 'visibility'>>;
  /** Their releases. */
  readonly catalog: Releases;
  /** Everything else in the catalog. */
  readonly others: readonly Component[];
}

/** Everything that keeps a draft from being published, at its line and with what to write. */
export function draftProblems(draft: ReleaseDraft, around: Around): ManifestProblem[] {
  return [
    ...textProblems(draft),
    ...actionProblems(draft),
    ...sizeProblems(draft),
    ...pinProblems(draft, around),
  ];
}

const MOST_ACTIONS = 200;
/** A release is one item, which the tables hold up to 400 KB. */
const MOST_KB = 200;

function sizeProblems(draft: ReleaseDraft): ManifestProblem[] {
  const surface = wholeSurface(draft);
  const count = surface.actions.length;
  const kb = Math.ceil(utf8Length(JSON.stringify([surface, draft.uses, draft.terms])) / 1024);
  const many = `are ${count} with those that scopes and tools name, and ${MOST_ACTIONS} fit.`;
  const large = `is ${kb} KB large and ${MOST_KB} fit. Name what it may touch more broadly.`;
  return [
    ...(count > MOST_ACTIONS ? [{ field: 'surface.actions', say: many }] : []),
    ...(kb > MOST_KB ? [{ field: 'release', say: large }] : []),
  ];
}

/** What people write where a description should stand. */
const PLACEHOLDER =
  /^(?:(?:todo|tbd|fixme|lorem ipsum)\b.*|(?:n\/?a|none|test|description|placeholder|example)?[^\p{L}\p{N}]*)$/isu;

function textProblems({ title, description }: ReleaseDraft): ManifestProblem[] {
  const problems: ManifestProblem[] = [];
  const untrue = deceit(title);
  if (title.trim() === '') {
    problems.push({ field: 'title', say: 'is empty. Write the name that people know it by.' });
  } else if (untrue) problems.push({ field: 'title', say: `${untrue}.` });
  if (PLACEHOLDER.test(description.trim())) {
    const say = 'says nothing yet. Write in a sentence what it does: it is found by that.';
    problems.push({ field: 'description', say });
  }
  return problems;
}

const MAPS = { scope_actions: 'scopes', tool_actions: 'tools' } as const;

/** "Connectors map their scopes and tools to actions": of the surface, and to actions that a gate can name. */
function actionProblems({ kind, surface, terms }: ReleaseDraft): ManifestProblem[] {
  const problems: ManifestProblem[] = surface.actions.flatMap((action, index) => {
    const { error } = actionSchema.safeParse(action);
    const say = error?.issues[0]?.message;
    return say ? [{ field: `surface.actions[${index}]`, say }] : [];
  });
  for (const map of ['scope_actions', 'tool_actions'] as const) {
    const keys = Object.keys(terms?.[map] ?? {});
    const part = MAPS[map];
    if (keys.length > 0 && kind !== 'connector') {
      const say = `is for connectors alone. Name what a ${kind} does in surface.actions.`;
      problems.push({ field: `terms.${map}`, say });
      continue;
    }
    for (const key of keys.filter((one) => !surface[part].includes(one))) {
      const say = `names nothing in surface.${part}. Add it there, or take this line out.`;
      problems.push({ field: `terms.${map}.${key}`, say });
    }
  }
  return problems;
}

/** Pins: each component once, known, open to this team, in a range that an open release satisfies. */
function pinProblems({ uses }: ReleaseDraft, around: Around): ManifestProblem[] {
  const seen = new Set<string>();
  return uses.flatMap((pin, index) => {
    const id = componentId(pin.kind, pin.name);
    const twice = seen.has(id);
    seen.add(id);
    const locked = lockPin(pin, id, { before: undefined, catalog: around.catalog });
    const kept = around.newest?.uses.some(
      (one) => componentId(one.kind, one.name) === id && one.range === pin.range,
    );
    const say = twice
      ? `${id} is pinned twice; keep one line.`
      : (foreign(id, around) ?? (typeof locked === 'string' && !kept ? locked : undefined));
    return say ? [{ field: `uses[${index}]`, say }] : [];
  });
}

/** "A team owns its … local components": others see them and do not build on them. */
function foreign(id: string, { used, team, visibility }: Around): string | undefined {
  const one = used.get(id);
  if (!one || one.visibility === 'shared') return undefined;
  if (visibility === 'shared') {
    return `${id} is for ${one.team} alone, and what is shared uses shared components. Propose it for promotion first.`;
  }
  if (one.team === team) return undefined;
  return `${id} is for ${one.team} alone. Ask them to propose it for promotion, or make a copy of it.`;
}

/** What may be published so and is better otherwise: whole sentences. */
export function draftWarnings(draft: ReleaseDraft, around: Around): string[] {
  const floating = draft.uses.filter((pin) => isFloating(pin.range));
  return [
    ...floating.map((pin) => {
      const id = componentId(pin.kind, pin.name);
      const { way } = adviseRange(pin.range, openVersions(around.catalog.get(id) ?? []));
      return `${id}: "${pin.range}" has no upper end, so it moves by itself. ${way}`;
    }),
    ...sharedWords(draft, around.others),
  ];
}

const plainly = (text: string) => text.toLowerCase().replaceAll(/\s+/g, ' ').trim();

/** "One placeholder description shared by 20 entries": said of each, whoever publishes it. */
export function sharedWords(
  draft: Pick<Component, 'kind' | 'name' | 'description'>,
  others: readonly Component[],
): string[] {
  const id = componentId(draft.kind, draft.name);
  const words = plainly(draft.description);
  if (words === '') return [];
  const same = others.filter((one) => one.id !== id && plainly(one.description) === words);
  const [first] = same;
  if (!first) return [];
  const more = same.length > 1 ? ` and ${same.length - 1} more` : '';
  return [
    `Its description is word for word that of ${first.id}${more}. Say what sets it apart: it is found by that.`,
  ];
}

/** "Actions they name" belong to the surface: the same draft with them in it, and every list once. */
export function wholeSurface({ surface, terms }: ReleaseDraft): Surface {
  const named = [terms?.scope_actions, terms?.tool_actions].flatMap((map) =>
    Object.values(map ?? {}).flat(),
  );
  const once = (list: readonly string[]) => [...new Set(list)];
  return {
    systems: once(surface.systems),
    scopes: once(surface.scopes),
    tools: once(surface.tools),
    actions: once([...surface.actions, ...named]),
    hooks: once(surface.hooks),
    endpoints: once(surface.endpoints),
  };
}
