import type { Rules } from '../baseline.ts';
import type { Decides } from '../baseline-rules.ts';
import { type RuledTerms, termsWords } from '../gate-terms-text.ts';
import { pinsOf } from '../manifest.ts';
import type { Breach, Subject } from './finding.ts';

/** Who decides, in words: "an approval by …". */
export const DECIDES: Readonly<Record<Decides, string>> = {
  team: 'the owning team',
  lead: "the team's lead",
  platform: 'a platform admin',
};

/** "Actions that must be gated and by whom": those it can take and that its manifest leaves open. */
export function gatedActions(rules: Rules, { manifest, actions }: Subject): Breach[] {
  const gated = manifest.review_required_actions ?? [];
  return rules['gated-actions'].actions
    .filter(({ action }) => actions.includes(action) && !gated.includes(action))
    .map(({ action, by, ...terms }) => ({
      field: 'review_required_actions',
      say: `${action} needs an approval by ${DECIDES[by]} each time${besides(terms)}, and the manifest does not say so.`,
      fix: `Add "${action}" to "review_required_actions".`,
    }));
}

function besides(terms: RuledTerms): string {
  const words = termsWords(terms);
  return words === '' ? '' : ` (${words})`;
}

/** "Scopes never given": on the line that asks for them. */
export function scopesNever(rules: Rules, { manifest, scopes }: Subject): Breach[] {
  const never = rules['scopes-never'].scopes;
  return [...scopes].flatMap(([connector, wanted]) =>
    wanted
      .filter((scope) => never.includes(scope))
      .map((scope) => ({
        field: lineOf(connector, manifest),
        say: `connector/${connector} asks for ${scope}, which is given to nobody.`,
        fix: `List the scopes it needs under "scopes", "${connector}", without ${scope}.`,
      })),
  );
}

function lineOf(connector: string, manifest: Subject['manifest']): string {
  if (Object.hasOwn(manifest.scopes ?? {}, connector)) return `scopes.${connector}`;
  const isIt = (pin: { kind: string; name: string }) =>
    pin.kind === 'connector' && pin.name === connector;
  return `uses[${pinsOf(manifest).findIndex(isIt)}]`;
}
