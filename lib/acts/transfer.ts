import { type Organisation, type PersonKey, slackUserId, type Team } from '../core/people.ts';
import type { Actor } from '../core/promotion.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { type Act, mayNot } from '../core/roles.ts';
import {
  endTransfer,
  mayNotTake,
  proposeTransfer,
  type Transfer,
  transferSchema,
} from '../core/transfer.ts';
import type { Change } from '../store/commit.ts';
import { TRANSFERS, transferIndex } from '../store/indexes.ts';
import type { Head } from '../store/item.ts';
import { type Subject, underWayKey } from '../store/keys.ts';
import type { Telling } from '../store/outbox.ts';
import { readAll, readHead } from '../store/read.ts';
import { listTeams } from '../store/teams.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import {
  componentChange,
  loadOwned,
  promotionUnderWay,
  transferUnderWay,
} from './promotion-store.ts';
import { loadOrganisation, loadTeam } from './standing.ts';

type Transferred = { readonly kind: 'transfer'; readonly transfer: Transfer } | Refusal;

function transferSubject(id: string): Subject {
  return `transfer/${id}`;
}

export function loadTransfer(deps: Deps, id: string): Promise<Head<Transfer> | undefined> {
  return readHead(deps.store, transferSubject(id), transferSchema);
}

/** The owning team's lead, or a platform admin, offers a component to another team. */
export async function offerTransfer(
  deps: Deps,
  by: PersonKey,
  wanted: { readonly component: string; readonly to: string },
): Promise<Transferred> {
  return attempt(deps, async (): Promise<Step<Transferred>> => {
    const [organisation, owned, to] = await Promise.all([
      loadOrganisation(deps),
      loadOwned(deps, wanted.component),
      loadTeam(deps, wanted.to),
    ]);
    if (owned.kind === 'refused') return done(owned);
    const { team: from, head } = owned;
    const refusal = mayNot('transfer-component', by, { organisation, team: from });
    if (refusal) return done(refusal);
    if (!to) return done(refuse('no-team', `There is no team "${wanted.to}".`));
    const busy = await busyWith(deps, wanted.component);
    if (busy) return done(busy);
    const about = { component: head.state, from, to };
    const outcome = proposeTransfer(about, { id: deps.newId('trf'), by, at: deps.now() });
    if (outcome.kind === 'refused') return done(outcome);
    const { transfer } = outcome;
    const pointer = underWayKey(transfer.component, 'TRANSFER');
    return {
      kind: 'write',
      value: { kind: 'transfer', transfer },
      write: {
        changes: [transferChange(deps, transfer, undefined, by)],
        creates: [{ ...pointer, kind: 'pointer', data: { id: transfer.id } }],
        tell: cardsOf(transfer, [from, to]),
      },
    };
  });
}

async function busyWith(
  deps: Deps,
  component: string,
): Promise<Refusal<'promotion-open' | 'transfer-open'> | undefined> {
  const [promotion, transfer] = await Promise.all([
    promotionUnderWay(deps, component),
    transferUnderWay(deps, component),
  ]);
  if (promotion !== undefined) {
    return refuse(
      'promotion-open',
      `${component} is proposed for the shared catalog. Withdraw that first.`,
    );
  }
  if (transfer === undefined) return undefined;
  return refuse('transfer-open', `${component} is offered to a team already. Withdraw that first.`);
}

const ENDS = { accept: 'accepted', refuse: 'refused', withdraw: 'withdrawn' } as const;
export type TransferAnswer = keyof typeof ENDS;

/** "The receiving lead accepts", or refuses; those who may offer it may take the offer back. */
export async function answerTransfer(
  deps: Deps,
  who: Actor,
  id: string,
  answer: TransferAnswer,
): Promise<Transferred> {
  return attempt(deps, async (): Promise<Step<Transferred>> => {
    const loaded = await loadAnswering(deps, who.by, id, answer);
    if (loaded.kind === 'refused') return done(loaded);
    const { head, from, to } = loaded;
    const { by, name, at } = who;
    const outcome = endTransfer(head.state, ENDS[answer], { by, name, at });
    if (outcome.kind === 'refused') return done(outcome);
    const { transfer } = outcome;
    const moves = answer === 'accept' ? await componentMoves(deps, transfer, who.by) : [];
    if ('kind' in moves) return done(moves);
    return {
      kind: 'write',
      value: { kind: 'transfer', transfer },
      write: {
        changes: [transferChange(deps, transfer, head.chain, who.by), ...moves],
        deletes: [underWayKey(transfer.component, 'TRANSFER')],
        tell: cardsOf(transfer, [from, to]),
      },
    };
  });
}

interface Answering {
  readonly kind: 'answering';
  readonly head: Head<Transfer>;
  readonly organisation: Organisation;
  readonly from: Team | undefined;
  readonly to: Team | undefined;
}

async function loadAnswering(
  deps: Deps,
  by: PersonKey,
  id: string,
  answer: TransferAnswer,
): Promise<Answering | Refusal> {
  const [organisation, head] = await Promise.all([loadOrganisation(deps), loadTransfer(deps, id)]);
  if (!head) return refuse('no-transfer', 'There is no such transfer.');
  const [from, to] = await Promise.all([
    loadTeam(deps, head.state.from),
    loadTeam(deps, head.state.to),
  ]);
  const act: Act = answer === 'withdraw' ? 'transfer-component' : 'take-component';
  const team = answer === 'withdraw' ? from : to;
  const refusal =
    mayNot(act, by, { organisation, team }) ??
    (answer === 'accept' ? mayNotTake(head.state, by, from) : undefined);
  return refusal ?? { kind: 'answering', head, organisation, from, to };
}

/** The component as the other team's, unless it is not the first one's to give any more. */
async function componentMoves(
  deps: Deps,
  { component, from, to, id }: Transfer,
  by: PersonKey,
): Promise<Change[] | Refusal> {
  const [owned, giver, taker, promotion] = await Promise.all([
    loadOwned(deps, component),
    loadTeam(deps, from),
    loadTeam(deps, to),
    promotionUnderWay(deps, component),
  ]);
  if (owned.kind === 'refused') return owned;
  const { state, chain } = owned.head;
  const moved = promotion !== undefined || state.visibility === 'shared';
  if (moved || owned.team.id !== giver?.id || !taker) {
    const say = `${component} changed after it was offered. Refuse this; it can be offered again.`;
    return refuse('changed-since', say);
  }
  const event = {
    kind: 'component.transferred',
    actor: { kind: 'person' as const, id: by },
    data: { transfer: id, from: giver.id, to: taker.id },
  };
  return [componentChange(deps, { ...state, team: taker.id }, chain, event)];
}

/** Offers that this person may accept: they lead the team that is to own it. */
export async function transfersFor(deps: Deps, person: PersonKey): Promise<Transfer[]> {
  const listing = { index: 'list' as const, partition: TRANSFERS, schema: transferSchema };
  const open = (await readAll(deps.store, listing)).map((head) => head.state);
  const organisation = await loadOrganisation(deps);
  const teams = await Promise.all(open.map((one) => loadTeam(deps, one.to)));
  return open.filter((_, n) => {
    const team = teams[n];
    return team !== undefined && !mayNot('take-component', person, { organisation, team });
  });
}

/** Teams that a component of this one can be given to. */
export async function otherTeams(deps: Deps, team: Team): Promise<readonly Team[]> {
  return (await listTeams(deps.store)).filter((one) => one.id !== team.id);
}

function transferChange(
  deps: Deps,
  transfer: Transfer,
  from: Change['from'],
  by: PersonKey,
): Change {
  const { component, state } = transfer;
  return {
    subject: transferSubject(transfer.id),
    from,
    state: transfer,
    index: transferIndex(transfer),
    event: {
      kind: state === 'open' ? 'transfer.offered' : `transfer.${state}`,
      at: deps.now(),
      actor: { kind: 'person', id: by },
      data: { component, from: transfer.from, to: transfer.to, state },
    },
  };
}

/** Both teams see it; whoever offered it, too, where they are in neither. */
function cardsOf(transfer: Transfer, teams: readonly (Team | undefined)[]): Telling[] {
  const known = teams.filter((one) => one !== undefined);
  const inside = known.some((one) => one.members.includes(transfer.by));
  const places = [
    ...known.map((one) => one.channel),
    ...(inside ? [] : [slackUserId(transfer.by)]),
  ];
  const subject = transferSubject(transfer.id);
  return [...new Set(places)]
    .filter((place) => place !== '')
    .map((place) => ({ what: 'transfer-card', subject, place }));
}
