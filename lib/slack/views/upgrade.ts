import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import type { Offer } from '../../core/upgrade-offer.ts';
import type { Workflow } from '../../core/workflow.ts';
import { LIMITS } from '../limits.ts';
import { optionValue } from './edit-inputs.ts';
import { askingModal, boldLine, context, plain, section, tellingModal } from './parts.ts';
import { safe, shown } from './text.ts';

export const UPGRADE = {
  open: 'upgrade_open',
  pick: 'upgrade_pick',
  take: 'upgrade_take',
  /** A block for each component, by its place. */
  field: 'upgrade_version:',
} as const;

const TITLE = 'Upgrade AI workflow';
/** So many components fit a form of 100 blocks, each with two versions at most. */
const MOST = 25;

export interface UpgradesShown {
  readonly workflow: Workflow;
  readonly offers: readonly Offer[];
  /** Why the last try did not work. */
  readonly problem?: string;
}

/** The offers of the components that are shown, those of one component together. */
export function shownOffers(offers: readonly Offer[]): readonly (readonly Offer[])[] {
  const components = [...new Set(offers.map((offer) => offer.component))].slice(0, MOST);
  return components.map((id) => offers.filter((offer) => offer.component === id));
}

export function offerValue({ component, version }: Offer): string {
  return optionValue(`${component}@${version}`);
}

/** Every later version with its difference and what taking it comes to; the owner ticks what to take. */
export function upgradeModal({ workflow, offers, problem }: UpgradesShown): ModalView {
  const groups = shownOffers(offers);
  if (groups.length === 0) {
    const none = 'There is no later version to take: each pin is at the newest one that is open.';
    return tellingModal(TITLE, [boldLine(workflow.id), section(none)]);
  }
  const metadata = `${workflow.id}|${workflow.revision}`;
  const asks = { title: TITLE, submit: 'Upgrade', callback: UPGRADE.take, metadata };
  const all = new Set(offers.map((offer) => offer.component)).size;
  const rest = `${all - groups.length} more components have later versions. Take these first.`;
  const blocks = [
    boldLine(workflow.id),
    ...(problem ? [section(`:warning: ${safe(problem, 600)}`)] : []),
    ...groups.flatMap((group, n) => componentBlocks(group, n, workflow)),
    ...(all > groups.length ? [context(rest)] : []),
  ];
  const takeable = offers.some((offer) => offer.effect.kind !== 'refused');
  return takeable ? askingModal(asks, blocks) : tellingModal(TITLE, blocks);
}

function componentBlocks(group: readonly Offer[], n: number, workflow: Workflow): KnownBlock[] {
  const options = group.filter((offer) => offer.effect.kind !== 'refused').map(optionOf);
  const [{ component, locked } = { component: '', locked: '' }] = group;
  const label = `${shown(component, 120)}, now at ${shown(locked, 60)}`;
  const input: KnownBlock = {
    type: 'input',
    block_id: `${UPGRADE.field}${n}`,
    optional: true,
    label: plain(label, LIMITS.inputLabel),
    element: { type: 'checkboxes', action_id: 'value', options },
  };
  return [
    options.length > 0 ? input : boldLine(label),
    ...group.map((offer) => context(differenceLine(offer), effectLine(offer, workflow))),
  ];
}

function optionOf(offer: Offer): PlainTextOption {
  const { version, within, range } = offer;
  const where = within ? `within ${shown(range, 25)}` : `range becomes ${shown(range, 25)}`;
  const text = `Take ${shown(version, 30)} (${where})`;
  return { text: plain(text, LIMITS.optionText), value: offerValue(offer) };
}

/** "Same permissions" is said, and so is all that differs. */
function differenceLine(offer: Offer): string {
  const { version, locked, lifecycle, difference, samePermissions, keepsModel } = offer;
  const said = [
    ...(samePermissions ? ['Same permissions'] : []),
    ...difference.map((one) => one.say),
    ...(keepsModel ? [`The workflow keeps its own model, ${keepsModel}`] : []),
  ];
  const old = lifecycle === 'deprecated' ? ' It is deprecated already.' : '';
  return `*${safe(version, 60)} against ${safe(locked, 60)}:* ${safe(said.join('; '), 1500)}.${old}`;
}

/** What happens next, said before it happens. */
function effectLine({ effect, within }: Offer, { home }: Workflow): string {
  const patch = home === 'repo' && !within;
  switch (effect.kind) {
    case 'at-once':
      return patch
        ? 'Its manifest is kept in a repository: you get the exact patch.'
        : 'Takes effect at once.';
    case 'review': {
      const waits = `${patch ? 'You get the patch; it then waits' : 'Waits'} for a review`;
      return `${waits}: ${safe(effect.reasons.map((one) => one.say).join('; '), 600)}.`;
    }
    case 'refused':
      return `Cannot be taken: ${safe(effect.say.join(' '), 600)}`;
  }
}
