import * as z from 'zod';
import type { AuditActor, AuditEvent } from '../core/audit.ts';
import type { Component, Release } from '../core/component.ts';
import { type Organisation, type PersonKey, slackUserId, type Team } from '../core/people.ts';
import { isUnderWay, type Promotion, promotionSchema } from '../core/promotion.ts';
import { type Refusal, refuse } from '../core/result.ts';
import type { Change } from '../store/commit.ts';
import { COMPONENTS, listedUnder, promotionIndex } from '../store/indexes.ts';
import type { Head } from '../store/item.ts';
import { componentSubject, creditKey, type Subject, underWayKey } from '../store/keys.ts';
import type { Telling } from '../store/outbox.ts';
import { readAll, readHead, readPart } from '../store/read.ts';
import type { Item, Key } from '../store/store.ts';
import type { Deps } from './deps.ts';
import { loadComponent } from './publish-ground.ts';
import { releasesOf } from './register.ts';
import { loadTeam } from './standing.ts';

/** `promotion/prm_…` */
export function promotionSubject(id: string): Subject {
  return `promotion/${id}`;
}

/** Undefined when there is no promotion of that id. */
export function loadPromotion(deps: Deps, id: string): Promise<Head<Promotion> | undefined> {
  return readHead(deps.store, promotionSubject(id), promotionSchema);
}

export function noPromotion(): Refusal<'no-promotion'> {
  return refuse('no-promotion', 'There is no such promotion.');
}

export function noComponent(id: string): Refusal<'no-component'> {
  return refuse('no-component', `${id} is not in the catalog.`);
}

/** A component with its versions and the team that owns it by now. */
export interface Owned {
  readonly kind: 'owned';
  readonly head: Head<Component>;
  readonly releases: readonly Release[];
  readonly team: Team;
}

export async function loadOwned(
  deps: Deps,
  id: string,
): Promise<Owned | Refusal<'no-component' | 'no-team'>> {
  const [head, releases] = await Promise.all([loadComponent(deps, id), releasesOf(deps, id)]);
  if (!head) return noComponent(id);
  const team = await loadTeam(deps, head.state.team);
  if (!team) return refuse('no-team', `There is no team "${head.state.team}" any more.`);
  return { kind: 'owned', head, releases, team };
}

/** A component under the name that it had, and under every one that it was given since. */
export async function underEveryName(deps: Deps, id: string): Promise<Head<Component>[]> {
  const heads = new Map<string, Head<Component>>();
  for (let at: string | undefined = id; at !== undefined && !heads.has(at); ) {
    const head: Head<Component> | undefined = await loadComponent(deps, at);
    if (!head) break;
    heads.set(at, head);
    at = head.state.renamedTo;
  }
  return [...heads.values()];
}

const pointerSchema = z.object({ id: z.string() });

/** The id of the component's promotion that is under way, if any. */
export async function promotionUnderWay(deps: Deps, component: string) {
  const pointer = await readPart(deps.store, underWayKey(component, 'PROMOTION'), pointerSchema);
  return pointer?.state.id;
}

/** The id of the offer to another team that waits for its answer, if any. */
export async function transferUnderWay(deps: Deps, component: string) {
  const pointer = await readPart(deps.store, underWayKey(component, 'TRANSFER'), pointerSchema);
  return pointer?.state.id;
}

/** "One open promotion a component": whoever comes second finds this one. */
export function pointerItem({ component, id }: Promotion): Item {
  return { ...underWayKey(component, 'PROMOTION'), kind: 'pointer', data: { id } };
}

const askedSchema = z.object({ promotion: z.string() });

function askedItem(promotion: Promotion, person: PersonKey): Item {
  const data = { promotion: promotion.id };
  return { ...creditKey(person, promotion.id), kind: 'credit-asked', data };
}

/** Promotions for which this person has not said yet whether to be named. */
export async function creditAsked(deps: Deps, person: PersonKey): Promise<string[]> {
  const { pk: partition } = creditKey(person, '');
  const heads = await readAll(deps.store, { partition, schema: askedSchema });
  return heads.map((head) => head.state.promotion);
}

/** A step of the promotion's chain. The log holds ids and numbers, words of people as digests. */
export function promotionChange(
  deps: Deps,
  promotion: Promotion,
  from: Change['from'],
  event: { kind: string; actor: AuditActor; data?: AuditEvent['data'] },
): Change {
  const { component, version, team, round, state } = promotion;
  return {
    subject: promotionSubject(promotion.id),
    from,
    state: promotion,
    index: promotionIndex(promotion),
    event: {
      kind: event.kind,
      at: deps.now(),
      actor: event.actor,
      data: { component, version, team, round, state, ...event.data },
    },
  };
}

/** A step of the component's chain that goes with one of its promotion. */
export function componentChange(
  deps: Deps,
  component: Component,
  from: Change['from'],
  event: { kind: string; actor: AuditActor; data: AuditEvent['data'] },
): Change {
  return {
    subject: componentSubject(component.id),
    from,
    state: component,
    index: listedUnder(COMPONENTS, component.id),
    event: { ...event, at: deps.now() },
  };
}

/** The card with the platform, which reviews, and with the team, which answers. */
export function promotionCards(
  promotion: Promotion,
  { organisation, team }: { organisation: Organisation; team: Team | undefined },
): Telling[] {
  const places = [organisation.platformChannel, team?.channel ?? ''].filter((one) => one !== '');
  const subject = promotionSubject(promotion.id);
  return [...new Set(places)].map((place) => ({ what: 'promotion-card', subject, place }));
}

/** The post in the catalog's channel, once there is something to tell. */
export function promotionPost(promotion: Promotion, { catalogChannel }: Organisation): Telling[] {
  const shown = promotion.state === 'published' || promotion.state === 'demoted';
  if (!shown || catalogChannel === '') return [];
  return [
    { what: 'promotion-post', subject: `promotion-post/${promotion.id}`, place: catalogChannel },
  ];
}

export function creditQuestion(promotion: Promotion, person: PersonKey): Telling {
  const subject = `promotion-credit/${promotion.id}`;
  return { what: 'credit-question', subject, place: slackUserId(person) };
}

/** Who has to be asked, who is asked no more, and whose message is drawn anew. */
export function creditWrite(
  before: Promotion | undefined,
  after: Promotion,
): { puts: Item[]; deletes: Key[]; tell: Telling[] } {
  const waiting = (promotion: Promotion | undefined) => {
    const over = promotion?.state === 'rejected' || promotion?.state === 'withdrawn';
    const builders = over ? [] : (promotion?.builders ?? []);
    return builders.flatMap(({ person, says }) => (says === 'asked' ? [person] : []));
  };
  const [old, now] = [waiting(before), waiting(after)];
  const added = now.filter((one) => !old.includes(one));
  const gone = old.filter((one) => !now.includes(one));
  return {
    puts: added.map((one) => askedItem(after, one)),
    deletes: gone.map((one) => creditKey(one, after.id)),
    tell: [...added, ...gone].map((one) => creditQuestion(after, one)),
  };
}

/** What ends with a promotion: nothing of its component is under way any more. */
export function pointerGone(promotion: Promotion): Key[] {
  return isUnderWay(promotion) ? [] : [underWayKey(promotion.component, 'PROMOTION')];
}
