import { saltedDigest } from '../core/audit.ts';
import { identityIdSchema } from '../core/ci.ts';
import type { Component, Release } from '../core/component.ts';
import { leadsOf } from '../core/gate.ts';
import { type PersonKey, personKeySchema, type Team } from '../core/people.ts';
import { creditOf } from '../core/promotion/credit.ts';
import { unfitComponent } from '../core/promotion/proposal.ts';
import { mayNotReview } from '../core/promotion/reviewer.ts';
import { useOf } from '../core/promotion/use.ts';
import { type Actor, answered, type Promotion, type Review } from '../core/promotion.ts';
import { openVersions } from '../core/registration/locks.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { keysInForce } from '../core/workflow.ts';
import { partKey } from '../store/keys.ts';
import { attempt, done, type Step, type Write } from './attempt.ts';
import type { Deps } from './deps.ts';
import { loadIdentity } from './identities.ts';
import { listPromotions, loadUnder, type Under } from './promotion.ts';
import {
  componentChange,
  creditWrite,
  loadOwned,
  type Owned,
  pointerGone,
  promotionCards,
  promotionChange,
  promotionPost,
  promotionSubject,
} from './promotion-store.ts';
import { unfitToDecide } from './settings-people.ts';
import { loadOrganisation } from './standing.ts';

export type Reviewed = { readonly kind: 'reviewed'; readonly promotion: Promotion } | Refusal;

export interface Reviewing {
  readonly who: Actor;
  /** What the card showed that was pressed. */
  readonly round: number;
  readonly answer: Review['answer'];
  /** Only "publish" needs none. */
  readonly reason: string;
}

/**
 * "Reviewer ≠ author; ask for changes; publish": one platform admin's answer, who is asked of Slack
 * afresh. Publishing shares the component with the version as it is and gives the credit.
 */
export async function reviewPromotion(
  deps: Deps,
  id: string,
  reviewing: Reviewing,
): Promise<Reviewed> {
  const { who, round, answer, reason } = reviewing;
  const may = await mayReviewPromotion(deps, who.by, { id, round });
  if (may.kind === 'refused') return may;
  const unfit = await unfitToDecide(deps, who.by);
  if (unfit) return unfit;
  return attempt(deps, async (): Promise<Step<Reviewed>> => {
    const under = await loadReviewed(deps, who.by, { id, round });
    if (under.kind === 'refused') return done(under);
    const outcome = answered(under.head.state, { ...who, answer, reason });
    if (outcome.kind === 'refused') return done(outcome);
    if (answer === 'publish') return publishStep(deps, under, outcome.promotion);
    const write = answerWrite(deps, under, outcome.promotion);
    return { kind: 'write', value: { kind: 'reviewed', promotion: outcome.promotion }, write };
  });
}

interface Pressed {
  readonly id: string;
  readonly round: number;
}

/** Whether this person may answer it, before a form asks them for a reason. */
export async function mayReviewPromotion(
  deps: Deps,
  by: PersonKey,
  pressed: Pressed,
): Promise<{ kind: 'may'; promotion: Promotion } | Refusal> {
  const under = await loadReviewed(deps, by, pressed);
  return under.kind === 'refused' ? under : { kind: 'may', promotion: under.head.state };
}

interface UnderReview extends Under {
  readonly owned: Owned;
}

async function loadReviewed(
  deps: Deps,
  by: PersonKey,
  { id, round }: Pressed,
): Promise<UnderReview | Refusal> {
  const under = await loadUnder(deps, id);
  if (under.kind === 'refused') return under;
  const { component } = under.head.state;
  const owned = await loadOwned(deps, component);
  if (owned.kind === 'refused') return owned;
  const publishers = await publishersOf(deps, under, owned);
  const { organisation } = under;
  const refusal = mayNotReview(under.head.state, by, { organisation, publishers, round });
  return refusal ?? { ...under, owned };
}

/** Authors of all that is shared with it: of the version itself, and of the others that can be pinned. */
async function publishersOf(
  deps: Deps,
  { head, team }: Under,
  { releases }: Owned,
): Promise<readonly PersonKey[]> {
  const shared = [...openVersions(releases), head.state.version];
  const published = releases.filter((one) => shared.includes(one.version));
  const people = await Promise.all(published.map((one) => peopleBehind(deps, one, team)));
  return [...new Set(people.flat())];
}

/**
 * Who published a version: the person, or everybody who holds a key of the CI that did, or held one
 * then. A token of a CI job names nobody: it may have been anybody of the team.
 */
async function peopleBehind(
  deps: Deps,
  { publishedBy, holders = [] }: Release,
  team: Team | undefined,
): Promise<readonly PersonKey[]> {
  const person = personKeySchema.safeParse(publishedBy).data;
  if (person) return [person];
  const ci = /^ci\/(.+)$/.exec(publishedBy)?.[1];
  if (ci === undefined) return [];
  if (!identityIdSchema.safeParse(ci).success)
    return team ? [...team.members, ...leadsOf(team)] : [];
  const identity = await loadIdentity(deps, ci);
  const keys = keysInForce(identity?.state.keys, deps.now());
  return [...holders, ...keys.map((key) => key.holder)];
}

/** What was looked at is what may be shared: a version that came meanwhile needs another look. */
function unfitNow({ head, owned, team }: UnderReview, catalog: Iterable<Component>) {
  const promotion = head.state;
  const component = owned.head.state;
  if (owned.team.id !== team?.id) {
    const say = `${component.id} belongs to another team by now. Reject this; its team proposes it anew.`;
    return refuse('changed-since', say);
  }
  if (owned.releases.length !== promotion.releases) {
    const say = `Another version of ${component.id} was published after this was sent. Ask for changes, so that the team sends it again.`;
    return refuse('newer-release', say);
  }
  if (!openVersions(owned.releases).includes(promotion.version)) {
    const say = `${promotion.version} is closed to new pins by now. Ask for changes, so that the team chooses another.`;
    return refuse('release-closed', say);
  }
  return unfitComponent({ component, catalog });
}

async function publishStep(
  deps: Deps,
  under: UnderReview,
  answeredOne: Promotion,
): Promise<Step<Reviewed>> {
  const { components, workflows } = await deps.catalog.load();
  const refusal = unfitNow(under, components.values());
  if (refusal) return done(refusal);
  const { head, owned, organisation } = under;
  const before = owned.head.state;
  const use = useOf(workflows.values(), before.id);
  const promotion = { ...answeredOne, use };
  const credit = creditOf(promotion, before.credit);
  const component = {
    ...before,
    visibility: 'shared' as const,
    team: organisation.platformTeam,
    ...(credit ? { credit } : {}),
  };
  const actor = { kind: 'person' as const, id: promotion.review?.by ?? '' };
  const shared = {
    kind: 'component.shared',
    actor,
    data: { promotion: promotion.id, version: promotion.version, from: before.team },
  };
  const event = { kind: 'promotion.published', actor, data: { ...use } };
  return {
    kind: 'write',
    value: { kind: 'reviewed', promotion },
    write: {
      changes: [
        promotionChange(deps, promotion, head.chain, event),
        componentChange(deps, component, owned.head.chain, shared),
      ],
      deletes: pointerGone(promotion),
      tell: [...promotionCards(promotion, under), ...promotionPost(promotion, organisation)],
    },
  };
}

const EVENTS = { 'changes-asked': 'promotion.changes-asked', rejected: 'promotion.rejected' };

/** "Asked for changes" or "rejected": the reason stays beside the log, which holds its salted digest. */
function answerWrite(deps: Deps, under: UnderReview, promotion: Promotion): Write {
  const { head } = under;
  const salt = deps.newId('salt');
  const { by = '', reason = '' } = promotion.review ?? {};
  const event = {
    kind: promotion.state === 'rejected' ? EVENTS.rejected : EVENTS['changes-asked'],
    actor: { kind: 'person' as const, id: by },
    data: { reasonDigest: saltedDigest(reason, salt, deps.sha) },
  };
  const credit = creditWrite(head.state, promotion);
  const { round } = promotion;
  const saltKey = partKey(promotionSubject(promotion.id), `SALT#${promotion.state}#${round}`);
  return {
    changes: [promotionChange(deps, promotion, head.chain, event)],
    puts: [...credit.puts, { ...saltKey, kind: 'salt', data: { salt } }],
    deletes: [...pointerGone(promotion), ...credit.deletes],
    tell: [...promotionCards(promotion, under), ...credit.tell],
  };
}

/** What waits for this person's review, the oldest first: nothing of their own. */
export async function promotionsFor(deps: Deps, person: PersonKey): Promise<Promotion[]> {
  const organisation = await loadOrganisation(deps);
  if (!organisation.admins.includes(person)) return [];
  const open = await listPromotions(deps, 'underWay');
  return open.filter(
    (one) =>
      one.state === 'open' &&
      !mayNotReview(one, person, { organisation, publishers: [], round: one.round }),
  );
}
