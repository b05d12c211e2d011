import { answerRequest, NEVER_ENDS, openAnswering } from '../../acts/access-answer.ts';
import { askAccess, openAsking, openTakingBack } from '../../acts/access-ask.ts';
import { takeBackAccess } from '../../acts/access-back.ts';
import type { Deps } from '../../acts/deps.ts';
import { loadOrganisation } from '../../acts/standing.ts';
import type { Offered } from '../../core/access.ts';
import type { Want } from '../../core/grant.ts';
import { takeable } from '../../core/grant-back.ts';
import type { Refusal } from '../../core/result.ts';
import { dayEnd } from '../../core/time.ts';
import { fieldErrors, type Reply, replace } from '../reply.ts';
import type { Fields, FormAt } from '../room.ts';
import { accessState, wantsText } from '../views/access-card.ts';
import { wantTexts } from '../views/access-forms.ts';
import { ACCESS_FIELD, MOST_CONNECTORS } from '../views/access-ids.ts';
import { askedModal } from '../views/access-told.ts';
import { optionValue } from '../views/edit-inputs.ts';
import { refusalModal, sayModal } from '../views/refusal.ts';
import { safe } from '../views/text.ts';

const FIRST = `${ACCESS_FIELD.scopes}0`;

/** Which field a refusal belongs to; the rest is told in the form's place. */
const FIELD_OF: Readonly<Record<string, string>> = {
  'reason-required': ACCESS_FIELD.reason,
  'bad-date': ACCESS_FIELD.until,
  'no-scopes': FIRST,
  'never-given': FIRST,
};

function refused(refusal: Refusal): Reply[] {
  const field = FIELD_OF[refusal.why];
  return field ? fieldErrors({ [field]: refusal.say }) : replace(refusalModal(refusal));
}

/** Asked for: given at once what needs nobody, the rest is the platform's to answer. */
export async function submitAsk(deps: Deps, at: FormAt): Promise<Reply[]> {
  const { by, fields, metadata: workflow } = at;
  const ground = await openAsking(deps, by, workflow);
  if (ground.kind === 'refused') return replace(refusalModal(ground));
  const wants = chosenOf(fields, ground.askable);
  const day = fields.text(ACCESS_FIELD.until);
  const reason = fields.text(ACCESS_FIELD.reason);
  const until = day === '' ? undefined : day;
  const outcome = await askAccess(deps, by, { workflow, wants, reason, until });
  if (outcome.kind === 'refused') return refused(outcome);
  return replace(askedModal(workflow, outcome.given, outcome.request));
}

function chosenOf(fields: Fields, askable: readonly Offered[]): Want[] {
  return askable.slice(0, MOST_CONNECTORS).flatMap(({ connector, scopes }, n) => {
    const values = fields.list(`${ACCESS_FIELD.scopes}${n}`);
    return scopes
      .filter((scope) => values.includes(optionValue(scope)))
      .map((scope) => ({ connector, scope }));
  });
}

/** Less of it, or until another day; nothing chosen refuses it. */
export async function submitNarrow(deps: Deps, at: FormAt): Promise<Reply[]> {
  const { by, fields, metadata: id } = at;
  const may = await openAnswering(deps, by, id);
  if (may.kind === 'refused') return replace(refusalModal(may));
  const day = fields.text(ACCESS_FIELD.until);
  const { timeZone } = await loadOrganisation(deps);
  const outcome = await answerRequest(deps, at, id, {
    wants: amongTexts(fields, may.request.wants),
    until: day === '' ? NEVER_ENDS : dayEnd(day, timeZone),
    reason: fields.text(ACCESS_FIELD.reason),
  });
  return outcome.kind === 'refused'
    ? refused(outcome)
    : replace(sayModal(accessState(outcome.request)));
}

function amongTexts(fields: Fields, wants: readonly Want[]): Want[] {
  const values = fields.list(FIRST);
  const texts = wantTexts(wants);
  return wants.filter((_, n) => values.includes(optionValue(texts[n] ?? '')));
}

export async function submitRefuse(deps: Deps, at: FormAt): Promise<Reply[]> {
  const reason = at.fields.text(ACCESS_FIELD.reason);
  const outcome = await answerRequest(deps, at, at.metadata, { wants: [], reason });
  return outcome.kind === 'refused' ? refused(outcome) : [];
}

/** Taken back by the platform. */
export async function submitTakeBack(deps: Deps, at: FormAt): Promise<Reply[]> {
  const { by, fields, metadata: workflow } = at;
  const ground = await openTakingBack(deps, by, workflow);
  if (ground.kind === 'refused') return replace(refusalModal(ground));
  const wants = amongTexts(fields, takeable(ground.workflow, ground.preGranted, deps.now()));
  const reason = fields.text(ACCESS_FIELD.reason);
  const outcome = await takeBackAccess(deps, at, { workflow, wants, reason });
  if (outcome.kind === 'refused') return refused(outcome);
  const { status } = outcome.workflow;
  const said = `Taken back from *${safe(workflow, 80)}*: ${safe(wantsText(wants), 800)}. It is ${status} now, and its owner is told.`;
  return replace(sayModal(said));
}
