import type { Release } from './component.ts';
import type { Workflow } from './workflow.ts';

/** "Connectors map their scopes and tools to actions": what is asked of a release here. */
type Mapped = Pick<Release, 'component' | 'surface' | 'terms'>;

/** Every action that a release can take: those that it lists, and those that its maps name. */
export function actionsOf({ surface, terms }: Mapped): string[] {
  const { scope_actions = {}, tool_actions = {} } = terms ?? {};
  const mapped = [...Object.values(scope_actions), ...Object.values(tool_actions)].flat();
  return [...new Set([...surface.actions, ...mapped])].sort();
}

/** What a scope lets happen, sorted; undefined where the release does not say. */
export function openedBy({ terms }: Mapped, scope: string): readonly string[] | undefined {
  const map = terms?.scope_actions ?? {};
  return Object.hasOwn(map, scope) ? [...(map[scope] ?? [])].sort() : undefined;
}

/** Actions of a workflow that need an approval, by its manifest or because the baseline says so. */
export function gatedActionsOf(
  { manifest, actions }: Pick<Workflow, 'manifest' | 'actions'>,
  isRuled: (action: string) => boolean,
): ReadonlySet<string> {
  return new Set([...(manifest.review_required_actions ?? []), ...actions.filter(isRuled)]);
}

/** Why a connector's gate is only advice. */
export type Advisory =
  /** Nothing says which scope lets these gated actions happen. */
  | { readonly why: 'unmapped'; readonly component: string; readonly actions: readonly string[] }
  /** One scope, or one tool, lets gated and other actions happen alike, or several gated ones. */
  | {
      readonly why: 'mixed';
      readonly component: string;
      readonly name: string;
      readonly gated: readonly string[];
      readonly open: readonly string[];
    };

/**
 * "A scope behind a gated action is never leased standing: only `consume` mints it." Those of a
 * release's scopes for which this is so.
 */
export function gatedScopes(release: Mapped, gated: ReadonlySet<string>): string[] {
  return release.surface.scopes.filter((scope) => isBehindGate(release, scope, gated)).sort();
}

/** Those of its scopes that may be leased without an approval: none of them is behind a gated action. */
export function standingScopes(release: Mapped, gated: ReadonlySet<string>): string[] {
  return release.surface.scopes.filter((scope) => !isBehindGate(release, scope, gated)).sort();
}

function isBehindGate(release: Mapped, scope: string, gated: ReadonlySet<string>): boolean {
  return openedBy(release, scope)?.some((action) => gated.has(action)) ?? false;
}

/**
 * "A connector that cannot separate its scopes shows 'advisory gate'": a gated action that no scope
 * stands for, and scopes that open more than one gated action. Where it has no scopes, its tools count.
 */
export function advisories(release: Mapped, gated: ReadonlySet<string>): Advisory[] {
  const { component, surface, terms } = release;
  const map = (surface.scopes.length > 0 ? terms?.scope_actions : terms?.tool_actions) ?? {};
  const said = new Set(Object.values(map).flat());
  const actions = actionsOf(release).filter((action) => gated.has(action) && !said.has(action));
  const mixed = Object.entries(map).flatMap(([name, opened]): Advisory[] => {
    const behind = opened.filter((action) => gated.has(action)).sort();
    const open = opened.filter((action) => !gated.has(action)).sort();
    // Its gates may differ: the approval of the milder one opens the stricter one.
    const isMixed = behind.length > 0 && opened.length > 1;
    return isMixed ? [{ why: 'mixed', component, name, gated: behind, open }] : [];
  });
  return [
    ...(actions.length > 0 ? [{ why: 'unmapped' as const, component, actions }] : []),
    ...mixed,
  ];
}

/** The same for all connectors among the releases, in sentences. */
export function advisorySentences(
  releases: readonly Mapped[],
  gated: ReadonlySet<string>,
): string[] {
  return releases
    .filter((release) => release.component.startsWith('connector/'))
    .flatMap((release) => advisories(release, gated))
    .map(sentence);
}

function sentence(one: Advisory): string {
  if (one.why === 'mixed' && one.open.length === 0) {
    return `Advisory gate: ${one.name} of ${one.component} lets ${one.gated.join(', ')} happen alike, so an approval of the one opens the others.`;
  }
  if (one.why === 'mixed') {
    return `Advisory gate: ${one.name} of ${one.component} lets ${one.open.join(', ')} happen together with ${one.gated.join(', ')}, so an approval of the one opens the other.`;
  }
  return `Advisory gate: ${one.component} does not say which scope lets ${one.actions.join(', ')} happen, so its credentials cannot be kept back until somebody approves.`;
}
