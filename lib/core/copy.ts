import type { Component, Release } from './component.ts';
import type { ReleaseDraft } from './release-draft.ts';

/** A copy starts its own life: what it becomes is up to the team. */
export const FIRST_VERSION = '0.1.0';

const MOST_TITLE = 200;
const MOST_DESCRIPTION = 5000;

/**
 * "A team copy with `derived_from`": the same surface, pins and terms as the origin's release, owned
 * by the team and for the team, in words that tell the two apart. Where the origin came from, and its
 * credit, stay with the origin.
 */
export function copyDraft(
  { component, release }: { readonly component: Component; readonly release: Release },
  wanted: { readonly name: string; readonly team: { id: string; name: string } },
): ReleaseDraft {
  const { kind, title, description, keywords } = component;
  const { surface, uses, terms, version } = release;
  const { name, team } = wanted;
  const named = `${title} (${team.name})`;
  const said = `The copy that ${team.name} made of ${component.id}. ${description}`;
  return {
    ...{ kind, name, owner: team.id, version: FIRST_VERSION, keywords, surface, uses, terms },
    title: named.length > MOST_TITLE ? name : named,
    description: said.slice(0, MOST_DESCRIPTION).toWellFormed(),
    derivedFrom: { component: component.id, version },
  };
}

/** What a copy may be called: `plugin/reply-drafter` for `team-support` → `reply-drafter-support`. */
export function suggestCopyName({ component, team }: { component: string; team: string }): string {
  const name = component.slice(component.indexOf('/') + 1);
  const whose = team.replace(/^team-/, '');
  return `${name}-${whose}`.slice(0, 80).replace(/[^a-z0-9]+$/, '');
}
