import type { Manifest } from '../manifest.ts';

/** What changes in the scopes, connector by connector. Without a list a connector has all of its own. */
export function scopeChanges(before: Manifest, after: Manifest): string[] {
  const was = new Map(Object.entries(before.scopes ?? {}));
  const now = new Map(Object.entries(after.scopes ?? {}));
  const connectors = [...new Set([...was.keys(), ...now.keys()])];
  return connectors.flatMap((name) => connectorChanges(name, was.get(name), now.get(name)));
}

function connectorChanges(
  name: string,
  was: readonly string[] | undefined,
  now: readonly string[] | undefined,
): string[] {
  if (now === undefined) return was === undefined ? [] : [`Gives ${name} every scope it has`];
  if (was === undefined) return [`Limits ${name} to ${now.join(', ') || 'no scope at all'}`];
  return [
    ...now
      .filter((scope) => !was.includes(scope))
      .map((scope) => `Adds the scope ${scope} on ${name}`),
    ...was
      .filter((scope) => !now.includes(scope))
      .map((scope) => `Drops the scope ${scope} on ${name}`),
  ];
}
