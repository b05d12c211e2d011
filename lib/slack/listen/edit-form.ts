import { YES_TERMS } from '../../core/gate-terms.ts';
import type { ManifestProblem } from '../../core/manifest.ts';
import { organisationOf, type PersonKey } from '../../core/people.ts';
import type { Edit, EditOptions } from '../../core/registration-edit.ts';
import type { Workflow } from '../../core/workflow.ts';
import type { Fields } from '../room.ts';
import { EDIT_FIELD, KEEP, optionValue } from '../views/edit-inputs.ts';
import { SHOWN } from '../views/edit-modal.ts';

export type ReadEdit =
  | { readonly kind: 'edit'; readonly edit: Edit }
  /** What was chosen is not offered any more. */
  | { readonly kind: 'outdated'; readonly component: string };

/** The form as it was filled in. What it did not show is left out, so that it stays as it is. */
export function readEdit(fields: Fields, options: EditOptions, by: PersonKey): ReadEdit {
  const ranges = new Map<string, string>();
  for (const [n, upgrade] of options.upgrades.slice(0, SHOWN.upgrades).entries()) {
    const chosen = fields.text(`${EDIT_FIELD.version}${n}`);
    if (chosen === '' || chosen === KEEP) continue;
    const offered = [upgrade.range, ...(upgrade.exact ? [upgrade.locked] : [])];
    const range = offered.find((one) => chosen === optionValue(one));
    if (range === undefined) return { kind: 'outdated', component: upgrade.component };
    ranges.set(upgrade.component, range);
  }
  const edit = {
    purpose: fields.text(EDIT_FIELD.purpose),
    owner: personOf(fields.text(EDIT_FIELD.owner), by),
    backup: personOf(fields.text(EDIT_FIELD.backup), by),
    gated: options.actions.length > 0 ? chosenOf(fields, EDIT_FIELD.gated, options.actions) : [],
    rules: readRules(fields, options, by),
    scopes: readScopes(fields, options),
    ranges,
  };
  return { kind: 'edit', edit };
}

/** Somebody chosen is of the same organisation as whoever chose. */
export function personOf(userId: string, by: PersonKey): PersonKey | undefined {
  return userId === '' ? undefined : `${organisationOf(by)}/${userId}`;
}

function chosenOf<Name extends string>(
  fields: Fields,
  block: string,
  names: readonly Name[],
): Name[] {
  const values = fields.list(block);
  return names.filter((name) => values.includes(optionValue(name)));
}

function readRules(fields: Fields, { gated }: EditOptions, by: PersonKey): Edit['rules'] {
  const shown = gated.slice(0, SHOWN.rules).flatMap((action, n) => {
    const quorum = Number(fields.text(`${EDIT_FIELD.quorum}${n}`));
    const minutes = Number(fields.text(`${EDIT_FIELD.minutes}${n}`));
    const people = fields.list(`${EDIT_FIELD.people}${n}`).flatMap((id) => personOf(id, by) ?? []);
    const team = fields.text(`${EDIT_FIELD.team}${n}`);
    const terms = chosenOf(fields, `${EDIT_FIELD.terms}${n}`, YES_TERMS);
    const rule = { quorum, minutes, terms, people, team };
    return quorum > 0 && minutes > 0 ? [[action, rule] as const] : [];
  });
  return new Map(shown);
}

function readScopes(fields: Fields, { connectors }: EditOptions): Edit['scopes'] {
  const shown = connectors
    .slice(0, SHOWN.connectors)
    .map(
      ({ connector, scopes }, n) =>
        [connector, chosenOf(fields, `${EDIT_FIELD.scopes}${n}`, scopes)] as const,
    );
  return new Map(shown);
}

/** "Field errors at their fields"; what has no field of its own stands at the first one. */
export function errorsAt(
  problems: readonly ManifestProblem[],
  workflow: Workflow,
  options: EditOptions,
): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { field, say } of problems) {
    const block = blockOf(field, workflow, options) ?? EDIT_FIELD.purpose;
    const isRule = block === EDIT_FIELD.gated || block.startsWith(EDIT_FIELD.terms);
    const said = isRule ? withoutJson(say) : say;
    errors[block] = errors[block] ? `${errors[block]} ${said}` : said;
  }
  return errors;
}

/** "Without JSON": what to write into the manifest is of no use where there is a list to choose from. */
function withoutJson(say: string): string {
  return say
    .replace(', and the manifest does not say so', '')
    .replace(' ("step_up")', '')
    .replace(/, or leave "step_up" out: .*$/, '.')
    .replace(/ Add "[^"]*" to "review_required_actions"\.$/, ' Choose it again.');
}

function blockOf(field: string, workflow: Workflow, options: EditOptions): string | undefined {
  const [name = ''] = field.split(/[.[]/);
  const pin = /^uses\[(\d+)\]/.exec(field)?.[1];
  const component = pin === undefined ? undefined : workflow.locks[Number(pin)]?.component;
  const upgrade = options.upgrades.findIndex((one) => one.component === component);
  if (upgrade >= 0 && upgrade < SHOWN.upgrades) return `${EDIT_FIELD.version}${upgrade}`;
  const connector = options.connectors.findIndex((one) => field === `scopes.${one.connector}`);
  if (connector >= 0 && connector < SHOWN.connectors) return `${EDIT_FIELD.scopes}${connector}`;
  const approvers = options.gated.map((action) => `gates.${action}.approvers`);
  const named = approvers.findIndex((one) => field === one || field.startsWith(`${one}.`));
  if (named >= 0 && named < SHOWN.rules) return `${EDIT_FIELD.people}${named}`;
  const fresh = options.gated.findIndex((action) => field === `gates.${action}.step_up`);
  if (fresh >= 0 && fresh < SHOWN.rules) return `${EDIT_FIELD.terms}${fresh}`;
  if (name === 'owner_person') return EDIT_FIELD.owner;
  if (name === 'backup') return EDIT_FIELD.backup;
  const gates = name === 'review_required_actions' || name === 'gates';
  return gates && options.actions.length > 0 ? EDIT_FIELD.gated : undefined;
}
