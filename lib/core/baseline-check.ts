import { type Rules, rulesSchema } from './baseline.ts';
import { RULES } from './baseline-rules.ts';
import type { ManifestProblem } from './manifest.ts';

/** Rules as they came through a door, or every problem of them at once. */
export function readRules(
  value: unknown,
):
  | { readonly kind: 'rules'; readonly rules: Rules }
  | { readonly kind: 'problems'; readonly problems: readonly ManifestProblem[] } {
  const parsed = rulesSchema.safeParse(value);
  if (parsed.success) return { kind: 'rules', rules: parsed.data };
  const problems = parsed.error.issues.map((issue) => ({
    field: issue.path.join('.') || 'rules',
    say: issue.code === 'unrecognized_keys' ? unknownRule(issue.keys) : issue.message,
  }));
  return { kind: 'problems', problems };
}

function unknownRule(keys: readonly string[]): string {
  const known = Object.keys(rulesSchema.shape).join(', ');
  return `There is nothing named ${keys.join(', ')} here. Rules: ${known}.`;
}

/**
 * What is wrong with rules that are each well-formed: contradictions, and teams that do not exist.
 * Dates in the past are fine: they hold already.
 */
export function contradictions(rules: Rules, teams: ReadonlySet<string>): ManifestProblem[] {
  return [...bothScopes(rules), ...twiceGated(rules), ...strangeTeams(rules, teams)];
}

function bothScopes(rules: Rules): ManifestProblem[] {
  const given = rules['pre-granted-scopes'].scopes;
  const both = rules['scopes-never'].scopes.filter((scope) => given.includes(scope));
  return both.map((scope) => ({
    field: 'scopes-never.scopes',
    say: `${scope} is both given to everybody and never given. Take it off one of the two lists.`,
  }));
}

function twiceGated(rules: Rules): ManifestProblem[] {
  const names = rules['gated-actions'].actions.map((one) => one.action);
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...twice].map((action) => ({
    field: 'gated-actions.actions',
    say: `${action} is listed twice. Keep one line, so that it is clear who decides.`,
  }));
}

function strangeTeams(rules: Rules, teams: ReadonlySet<string>): ManifestProblem[] {
  return RULES.flatMap((rule) =>
    Object.keys(rules[rule].teams ?? {})
      .filter((team) => !teams.has(team))
      .map((team) => ({
        field: `${rule}.teams.${team}`,
        say: `There is no team "${team}".`,
      })),
  );
}
