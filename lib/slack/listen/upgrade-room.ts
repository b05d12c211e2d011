import type { Deps } from '../../acts/deps.ts';
import { editableBy } from '../../acts/edit.ts';
import { loadWorkflow, mayNotHere, noWorkflow, standingTo } from '../../acts/standing.ts';
import { type Offered, takeUpgrades, upgradesOf } from '../../acts/upgrade.ts';
import { nameSchema } from '../../core/component.ts';
import type { PersonKey } from '../../core/people.ts';
import type { Refusal } from '../../core/result.ts';
import { mayNot } from '../../core/roles.ts';
import type { Offer } from '../../core/upgrade-offer.ts';
import { fieldErrors, open, type Reply, replace, sayRefusal } from '../reply.ts';
import type { Fields, FormAt, Room, WordAt } from '../room.ts';
import { CHOICE, pickModal } from '../views/edit-more.ts';
import { OLD_VIEW, refusalModal, sayModal } from '../views/refusal.ts';
import { offerValue, shownOffers, UPGRADE, upgradeModal } from '../views/upgrade.ts';
import { changedReplies } from './changed.ts';

const PICK = { title: 'Upgrade AI workflow', callback: UPGRADE.pick, word: 'upgrade' } as const;

/** `upgrade` opens a picker, `upgrade <name>` what the workflow may take. */
async function typeUpgrade(deps: Deps, { by, rest }: WordAt): Promise<Reply[]> {
  const refusal = await mayNotHere(deps, 'find', by);
  if (refusal) return sayRefusal(refusal);
  const name = rest.replace(/^workflow\//, '');
  if (nameSchema.safeParse(name).success) return openUpgrades(deps, by, name);
  if (name !== '') return sayRefusal(noWorkflow(name.slice(0, 80)));
  return open(pickModal(await editableBy(deps, by), deps.settings.command, PICK));
}

async function openUpgrades(deps: Deps, by: PersonKey, id: string): Promise<Reply[]> {
  const offered = await offeredTo(deps, by, id);
  return offered.kind === 'refused' ? sayRefusal(offered) : open(upgradeModal(offered));
}

/** The offers, for those who may take them. */
async function offeredTo(deps: Deps, by: PersonKey, id: string): Promise<Offered | Refusal> {
  const head = await loadWorkflow(deps, id);
  if (!head) return noWorkflow(id);
  const refusal = mayNot('edit-workflow', by, await standingTo(deps, head.state));
  return refusal ?? upgradesOf(deps, by, id);
}

async function submitPick(deps: Deps, { by, fields }: FormAt): Promise<Reply[]> {
  const id = fields.text(CHOICE);
  if (id === '') return fieldErrors({ [CHOICE]: 'Choose one.' });
  const offered = await offeredTo(deps, by, id);
  return replace(offered.kind === 'refused' ? refusalModal(offered) : upgradeModal(offered));
}

/** What was ticked is taken, exactly as it was shown. */
async function submitTake(deps: Deps, { by, metadata, fields }: FormAt): Promise<Reply[]> {
  const [, id, revision] = /^(.+)\|(\d+)$/.exec(metadata) ?? [];
  if (!id) return replace(sayModal(OLD_VIEW));
  const offered = await offeredTo(deps, by, id);
  if (offered.kind === 'refused') return replace(refusalModal(offered));
  const anew = (problem: string) => replace(upgradeModal({ ...offered, problem }));
  if (String(offered.workflow.revision) !== revision) {
    return anew('It was changed meanwhile, so this form shows it as it is now.');
  }
  const read = readTaken(fields, offered.offers);
  if (read.kind === 'outdated') return anew('There are newer versions by now. Choose again.');
  if (read.kind === 'errors') return fieldErrors(read.errors);
  const outcome = await takeUpgrades(deps, { by, id, take: read.take });
  if (outcome.kind === 'changed') return changedReplies(deps, by, outcome, PICK.title);
  if (outcome.kind === 'refused') return replace(refusalModal(outcome));
  return anew(outcome.problems.map((one) => one.say).join(' '));
}

type ReadTaken =
  | { readonly kind: 'take'; readonly take: readonly Offer[] }
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> }
  /** What was ticked is not offered any more. */
  | { readonly kind: 'outdated' };

function readTaken(fields: Fields, offers: readonly Offer[]): ReadTaken {
  const take: Offer[] = [];
  const errors: Record<string, string> = {};
  for (const [n, group] of shownOffers(offers).entries()) {
    const block = `${UPGRADE.field}${n}`;
    const ticked = fields.list(block);
    const chosen = group.filter((offer) => ticked.includes(offerValue(offer)));
    if (chosen.length < ticked.length) return { kind: 'outdated' };
    if (chosen.length > 1) errors[block] = 'Take one of the two versions.';
    take.push(...chosen);
  }
  if (take.length === 0) errors[`${UPGRADE.field}0`] = 'Tick what you want to take.';
  return Object.keys(errors).length > 0 ? { kind: 'errors', errors } : { kind: 'take', take };
}

/** Deliberate upgrades: what is offered, with the difference, and what was chosen of it. */
export const upgradeRoom: Room = {
  words: { upgrade: typeUpgrade },
  presses: { [UPGRADE.open]: (deps, { by, value }) => openUpgrades(deps, by, value) },
  forms: { [UPGRADE.pick]: submitPick, [UPGRADE.take]: submitTake },
};
