import type { Deps } from '../../acts/deps.ts';
import { proposePromotion } from '../../acts/promotion.ts';
import { showPromotion } from '../../acts/promotion-shown.ts';
import { partIn, startPromotion } from '../../acts/promotion-start.ts';
import { noPromotion } from '../../acts/promotion-store.ts';
import { organisationOf, type PersonKey } from '../../core/people.ts';
import type { ProposalField, ProposalProblem } from '../../core/promotion/proposal.ts';
import type { Promotion } from '../../core/promotion.ts';
import type { From } from '../read/from.ts';
import { fieldErrors, open, type Reply, replace, sayRefusal } from '../reply.ts';
import type { FormAt } from '../room.ts';
import { promotionModal, proposalForm } from '../views/promotion-forms.ts';
import { PROMOTION_FIELD } from '../views/promotion-ids.ts';
import { refusalModal, sayModal } from '../views/refusal.ts';
import { safe } from '../views/text.ts';

const LONGEST = 200;

/** The form for this component, or the promotion that it has already. */
export async function proposeFrom(
  deps: Deps,
  at: Pick<From, 'by'>,
  component: string,
): Promise<Reply[]> {
  const opened = await opening(deps, at.by, component);
  return opened.kind === 'view' ? open(opened.view) : sayRefusal(opened);
}

async function opening(deps: Deps, by: PersonKey, component: string) {
  const start = await startPromotion(deps, by, component.slice(0, LONGEST));
  if (start.kind === 'refused') return start;
  if (start.kind === 'start') return { kind: 'view' as const, view: proposalForm(start) };
  const found = await showPromotion(deps, start.promotion.id);
  if (!found) return noPromotion();
  const part = await partIn(deps, by, start.promotion);
  return { kind: 'view' as const, view: promotionModal(found.shown, part) };
}

/** In place of the list to choose from. */
export async function submitPick(deps: Deps, at: FormAt): Promise<Reply[]> {
  const component = at.fields.text(PROMOTION_FIELD.component);
  const opened = await opening(deps, at.by, component);
  if (opened.kind === 'view') return replace(opened.view);
  return fieldErrors({ [PROMOTION_FIELD.component]: opened.say });
}

/** A proposal, filled in. What is wrong stands at its field, all at once. */
export async function submitProposal(deps: Deps, at: FormAt): Promise<Reply[]> {
  const { by, fields, metadata: component } = at;
  const builders = fields
    .list(PROMOTION_FIELD.builders)
    .map((id): PersonKey => `${organisationOf(by)}/${id}`);
  const outcome = await proposePromotion(deps, by, component, {
    version: fields.text(PROMOTION_FIELD.version),
    license: fields.text(PROMOTION_FIELD.license),
    evidence: fields.text(PROMOTION_FIELD.evidence),
    useful: fields.text(PROMOTION_FIELD.useful),
    builders,
  });
  switch (outcome.kind) {
    case 'problems':
      return fieldErrors(errorsAt(outcome.problems));
    case 'refused':
      return replace(refusalModal(outcome));
    case 'promotion':
      return replace(sayModal(sent(outcome.promotion)));
  }
}

function sent({ component, version, builders }: Promotion): string {
  const asked = builders.filter((one) => one.says === 'asked').length;
  const named = asked > 0 ? ' Everybody else you named is asked whether they agree to that.' : '';
  return `*Sent to the platform team.* ${safe(`${component} ${version}`, 200)} is shared once a platform admin publishes it. The card in your channel shows where it stands.${named}`;
}

const BLOCKS: Readonly<Record<ProposalField, string>> = {
  version: PROMOTION_FIELD.version,
  license: PROMOTION_FIELD.license,
  evidence: PROMOTION_FIELD.evidence,
  useful: PROMOTION_FIELD.useful,
  builders: PROMOTION_FIELD.builders,
};

function errorsAt(problems: readonly ProposalProblem[]): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { field, say } of problems) {
    const block = BLOCKS[field];
    errors[block] = errors[block] ? `${errors[block]} ${say}` : say;
  }
  return errors;
}
