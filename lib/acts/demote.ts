import { saltedDigest } from '../core/audit.ts';
import type { PersonKey } from '../core/people.ts';
import { type Actor, demote, type Promotion } from '../core/promotion.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { partKey } from '../store/keys.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { loadUnder, type Under } from './promotion.ts';
import {
  componentChange,
  noComponent,
  promotionCards,
  promotionChange,
  promotionPost,
  promotionSubject,
  underEveryName,
} from './promotion-store.ts';
import { unfitToDecide } from './settings-people.ts';
import { mayNotHere } from './standing.ts';

type Demoted = { readonly kind: 'demoted'; readonly promotion: Promotion } | Refusal;

/**
 * Takes a component back from the shared catalog, under every name: it is the credited team's again. "A later release
 * never moves a lock", nor does this: whoever pins it keeps what is locked. The card names them.
 */
export async function demoteComponent(
  deps: Deps,
  who: Actor,
  id: string,
  reason: string,
): Promise<Demoted> {
  const refusal = await mayNotDemote(deps, who.by, id);
  if (refusal) return refusal;
  const unfit = await unfitToDecide(deps, who.by);
  if (unfit) return unfit;
  return attempt(deps, async (): Promise<Step<Demoted>> => {
    const under = await loadUnder(deps, id);
    if (under.kind === 'refused') return done(under);
    return demoteStep(deps, under, who, reason);
  });
}

/** Whether this person may, before a form asks for the reason. */
export async function mayNotDemote(
  deps: Deps,
  by: PersonKey,
  id: string,
): Promise<Refusal | undefined> {
  const refusal = await mayNotHere(deps, 'demote', by);
  if (refusal) return refusal;
  const under = await loadUnder(deps, id);
  if (under.kind === 'refused') return under;
  const outcome = demote(under.head.state, { by, name: '', at: deps.now() }, 'asked');
  return outcome.kind === 'refused' ? outcome : undefined;
}

async function demoteStep(
  deps: Deps,
  under: Under,
  who: Actor,
  reason: string,
): Promise<Step<Demoted>> {
  const { head, organisation, team } = under;
  const outcome = demote(head.state, who, reason);
  if (outcome.kind === 'refused') return done(outcome);
  const { promotion } = outcome;
  const shared = (await underEveryName(deps, promotion.component)).filter(
    ({ state }) => state.visibility === 'shared',
  );
  if (shared.length === 0) return done(noComponent(promotion.component));
  if (!team) return done(refuse('no-team', `There is no team "${promotion.team}" any more.`));
  const actor = { kind: 'person' as const, id: who.by };
  const salt = deps.newId('salt');
  const reasonDigest = saltedDigest(reason, salt, deps.sha);
  const subject = promotionSubject(promotion.id);
  const ours = { kind: 'promotion.demoted', actor, data: { reasonDigest } };
  const data = { promotion: promotion.id, to: team.id };
  const theirs = { kind: 'component.demoted', actor, data };
  const back = { visibility: 'team' as const, team: team.id };
  return {
    kind: 'write',
    value: { kind: 'demoted', promotion },
    write: {
      changes: [
        promotionChange(deps, promotion, head.chain, ours),
        ...shared.map(({ state, chain }) =>
          componentChange(deps, { ...state, ...back }, chain, theirs),
        ),
      ],
      creates: [{ ...partKey(subject, 'SALT#demoted'), kind: 'salt', data: { salt } }],
      tell: [...promotionCards(promotion, under), ...promotionPost(promotion, organisation)],
    },
  };
}
