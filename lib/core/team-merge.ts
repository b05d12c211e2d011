import canonicalize from 'canonicalize';
import { MODES, type Rules } from './baseline.ts';
import type { Team } from './people.ts';
import { type Refusal, refuse } from './result.ts';
import { MOST_MEMBERS, MOST_PATTERNS } from './team.ts';

export type Merged =
  | { readonly kind: 'merged'; readonly from: Team; readonly into: Team }
  | Refusal<'same-team' | 'merged-away' | 'too-many' | 'baseline-names-team'>;

/**
 * "Renames and merges carry everything." Lead, backup and channel stay the other team's; people and
 * CI patterns come together. The old team's head becomes an alias, with nobody and nothing in it.
 */
export function mergeTeams(from: Team, into: Team, rules: Rules | undefined): Merged {
  if (from.id === into.id) {
    return refuse('same-team', 'A team cannot be merged into itself. Choose another team.');
  }
  const away = [from, into].find((one) => one.mergedInto !== undefined);
  if (away) {
    const say = `${away.id} was merged into ${away.mergedInto} already. Choose that one.`;
    return refuse('merged-away', say, { into: away.mergedInto ?? '' });
  }
  const members = [...new Set([...into.members, ...from.members])];
  if (members.length > MOST_MEMBERS) {
    const say = `Together they have ${members.length} members, and a team has at most ${MOST_MEMBERS}.`;
    return refuse('too-many', say);
  }
  const ci = distinct([...(into.ci ?? []), ...(from.ci ?? [])]);
  if (ci.length > MOST_PATTERNS) {
    const say = `Together they have ${ci.length} CI patterns, and a team has at most ${MOST_PATTERNS}.`;
    return refuse('too-many', say);
  }
  const rule = ruleOfItsOwn(from.id, into.id, rules);
  if (rule) return namesTeam(rule, from, into);
  const milder = milderRule(from.id, into.id, rules);
  if (milder) return goesEasyOn(milder, from, into);
  return {
    kind: 'merged',
    from: aliasOf(from, into.id),
    into: { ...withoutGroup(into, members), members, ...(ci.length > 0 ? { ci } : {}) },
  };
}

/** A rename of the id is a new team with all that the old one has, into which the old one goes. */
export function renamedTeam(from: Team, id: string): Team {
  const { mergedInto: _, carrying: __, ...rest } = from;
  return { ...rest, id };
}

/** What is left under the old id. `lead` alone stays: a record needs one. */
function aliasOf({ id, name, lead, channel }: Team, into: string): Team {
  return { id, name, lead, members: [], channel, mergedInto: into, carrying: true };
}

/** Who came with the other team is not in this one's user group: at its next refresh they would be lost. */
function withoutGroup(into: Team, members: readonly string[]): Team {
  if (members.length === into.members.length) return into;
  const { group: _, ...rest } = into;
  return rest;
}

function distinct<T>(list: readonly T[]): T[] {
  const seen = new Map(list.map((one) => [canonicalize(one), one]));
  return [...seen.values()];
}

/** The rule that treats the old team otherwise than the other, and would be lost. */
function ruleOfItsOwn(from: string, into: string, rules: Rules | undefined): string | undefined {
  const named = Object.entries(rules ?? {}).find(([, rule]) => {
    const teams = 'teams' in rule ? rule.teams : undefined;
    const own = teams?.[from];
    return own !== undefined && canonicalize(own) !== canonicalize(teams?.[into]);
  });
  return named?.[0];
}

/**
 * The rule that goes easier on the other team than on everybody. Changes to the baseline need a second
 * admin; a merge needs one, so it may not take a team out of a rule.
 */
function milderRule(from: string, into: string, rules: Rules | undefined): string | undefined {
  const named = Object.entries(rules ?? {}).find(([, rule]) => {
    if (!('mode' in rule)) return false;
    const { [from]: own, [into]: theirs } = rule.teams ?? {};
    const strictness = (one: { mode: Rules['range-width']['mode'] }) => MODES.indexOf(one.mode);
    return !own && theirs !== undefined && strictness(theirs) < strictness(rule);
  });
  return named?.[0];
}

function goesEasyOn(rule: string, from: Team, into: Team): Refusal<'baseline-names-team'> {
  return refuse(
    'baseline-names-team',
    `The baseline's rule "${rule}" is milder for ${into.id} than for ${from.id}. Treat both alike in the baseline first.`,
    { rule },
  );
}

function namesTeam(rule: string, from: Team, into: Team): Refusal<'baseline-names-team'> {
  return refuse(
    'baseline-names-team',
    `The baseline's rule "${rule}" treats ${from.id} in a way of its own. Give ${into.id} the same in the baseline first.`,
    { rule },
  );
}

/**
 * Old ids and the team that each means by now. One that leads nowhere but in a circle means nothing:
 * it is left out.
 */
export function resolveAliases(aliases: readonly Team[]): ReadonlyMap<string, string> {
  const next = new Map(
    aliases.flatMap((one) => (one.mergedInto ? [[one.id, one.mergedInto]] : [])),
  );
  const resolved = new Map<string, string>();
  for (const id of next.keys()) {
    const seen = new Set([id]);
    let at = next.get(id);
    while (at !== undefined && next.has(at) && !seen.has(at)) {
      seen.add(at);
      at = next.get(at);
    }
    if (at !== undefined && !next.has(at)) resolved.set(id, at);
  }
  return resolved;
}
