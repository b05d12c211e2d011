import type { Organisation, PersonKey, Team } from '../core/people.ts';
import {
  type ProposalProblem,
  propose,
  resubmit,
  type Wanted,
} from '../core/promotion/proposal.ts';
import {
  type Actor,
  isUnderWay,
  type Promotion,
  promotionSchema,
  withdraw,
} from '../core/promotion.ts';
import { openVersions } from '../core/registration/locks.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { mayNot } from '../core/roles.ts';
import { PROMOTIONS } from '../store/indexes.ts';
import { readAll } from '../store/read.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import {
  creditWrite,
  loadOwned,
  loadPromotion,
  noPromotion,
  pointerGone,
  pointerItem,
  promotionCards,
  promotionChange,
  promotionUnderWay,
} from './promotion-store.ts';
import { loadOrganisation, loadTeam } from './standing.ts';

export type Promoted =
  | { readonly kind: 'promotion'; readonly promotion: Promotion }
  | { readonly kind: 'problems'; readonly problems: readonly ProposalProblem[] }
  | Refusal;

/**
 * "A member of the team that owns a component proposes one of its releases." What was proposed
 * already is not proposed twice; after changes were asked for the same call sends it again.
 */
export async function proposePromotion(
  deps: Deps,
  by: PersonKey,
  component: string,
  wanted: Wanted,
): Promise<Promoted> {
  return attempt(deps, async (): Promise<Step<Promoted>> => {
    const [organisation, owned, underWay, { components }] = await Promise.all([
      loadOrganisation(deps),
      loadOwned(deps, component),
      promotionUnderWay(deps, component),
      deps.catalog.load(),
    ]);
    if (owned.kind === 'refused') return done(owned);
    const { head, releases, team } = owned;
    const refusal = mayNot('promote', by, { organisation, team });
    if (refusal) return done(refusal);
    const before = underWay === undefined ? undefined : await loadPromotion(deps, underWay);
    if (before?.state.state === 'open') return done(openAlready(before.state));
    const ground = {
      component: { ...head.state, team: team.id },
      releases,
      open: openVersions(releases),
      catalog: components.values(),
    };
    const at = deps.now();
    const outcome = before
      ? resubmit(before.state, wanted, ground, { by, at })
      : propose(wanted, ground, { id: deps.newId('prm'), by, at });
    if (outcome.kind !== 'proposed') return done(outcome);
    const { promotion } = outcome;
    const credit = creditWrite(before?.state, promotion);
    const kind = before ? 'promotion.sent-again' : 'promotion.proposed';
    const event = { kind, actor: { kind: 'person' as const, id: by } };
    return {
      kind: 'write',
      value: { kind: 'promotion', promotion },
      write: {
        changes: [promotionChange(deps, promotion, before?.chain, event)],
        ...(before ? {} : { creates: [pointerItem(promotion)] }),
        puts: credit.puts,
        deletes: credit.deletes,
        tell: [...promotionCards(promotion, { organisation, team }), ...credit.tell],
      },
    };
  });
}

function openAlready({ component, version }: Promotion): Refusal<'promotion-open'> {
  return refuse(
    'promotion-open',
    `A promotion of ${component} (version ${version}) waits for its review already. Withdraw it to propose another.`,
  );
}

/** Taken back by a member of the team. */
export async function withdrawPromotion(deps: Deps, who: Actor, id: string): Promise<Promoted> {
  return attempt(deps, async (): Promise<Step<Promoted>> => {
    const under = await loadUnder(deps, id);
    if (under.kind === 'refused') return done(under);
    const { head, organisation, team } = under;
    const refusal = mayNot('promote', who.by, { organisation, team });
    if (refusal) return done(refusal);
    const outcome = withdraw(head.state, who);
    if (outcome.kind === 'refused') return done(outcome);
    const { promotion } = outcome;
    const credit = creditWrite(head.state, promotion);
    const event = {
      kind: 'promotion.withdrawn',
      actor: { kind: 'person' as const, id: who.by },
    };
    return {
      kind: 'write',
      value: { kind: 'promotion', promotion },
      write: {
        changes: [promotionChange(deps, promotion, head.chain, event)],
        deletes: [...pointerGone(promotion), ...credit.deletes],
        tell: [...promotionCards(promotion, under), ...credit.tell],
      },
    };
  });
}

/** A promotion, and the team that proposed it as it is called now. */
export interface Under {
  readonly kind: 'under';
  readonly head: NonNullable<Awaited<ReturnType<typeof loadPromotion>>>;
  readonly organisation: Organisation;
  readonly team: Team | undefined;
}

export async function loadUnder(deps: Deps, id: string): Promise<Under | Refusal<'no-promotion'>> {
  const [organisation, head] = await Promise.all([loadOrganisation(deps), loadPromotion(deps, id)]);
  if (!head) return noPromotion();
  return { kind: 'under', head, organisation, team: await loadTeam(deps, head.state.team) };
}

/** What is under way, or was shared by a promotion, the oldest first. */
export async function listPromotions(
  deps: Deps,
  which: keyof typeof PROMOTIONS,
): Promise<Promotion[]> {
  const listing = { index: 'list' as const, partition: PROMOTIONS[which], schema: promotionSchema };
  return (await readAll(deps.store, listing)).map((head) => head.state);
}

/** What a team may propose: its own components that are not shared, and what of them is under way. */
export async function promotable(deps: Deps, by: PersonKey) {
  const [organisation, { components }, underWay] = await Promise.all([
    loadOrganisation(deps),
    deps.catalog.load(),
    listPromotions(deps, 'underWay'),
  ]);
  const own = [...components.values()].filter((one) => one.visibility === 'team');
  const names = [...new Set(own.map((one) => one.team))];
  const teams = await Promise.all(names.map((one) => loadTeam(deps, one)));
  const mine = names.filter((_, index) => {
    const team = teams[index];
    return team !== undefined && !mayNot('promote', by, { organisation, team });
  });
  const theirs = own.filter((one) => mine.includes(one.team));
  const busy = underWay.filter((one) => theirs.some(({ id }) => id === one.component));
  return { components: theirs, underWay: busy.filter(isUnderWay) };
}
