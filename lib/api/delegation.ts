import { readClaim } from '../acts/ask.ts';
import { endDelegation, nameDelegate, openDelegation } from '../acts/delegation.ts';
import { type Waiting, waitingForMe } from '../acts/waiting.ts';
import {
  type DelegationAnswer,
  delegateOperation,
  endDelegationOperation,
  getDelegationOperation,
  type WaitingAnswer,
  waitingOperation,
} from '../contract/delegation.ts';
import { approvals, quorumOf } from '../core/approval.ts';
import { shortFingerprint } from '../core/approval-text.ts';
import { type Delegation, noDelegation } from '../core/delegation.ts';
import { organisationOf } from '../core/people.ts';
import { servePerson } from './serve.ts';
import { answer, type Door } from './types.ts';

/** Who decides in whose place, and what waits for a person. */
export function serveDelegation(door: Door): void {
  const { deps } = door;
  servePerson(door, getDelegationOperation, async ({ caller }) => {
    const delegation = await openDelegation(deps, caller);
    return delegation ? answer(view(delegation)) : noDelegation();
  });
  servePerson(door, delegateOperation, async ({ caller, body }) => {
    const { first_day: from, last_day: until } = body;
    const to = readClaim(body.to, organisationOf(caller)) ?? body.to;
    const outcome = await nameDelegate(deps, caller, { to, from, until });
    return outcome.kind === 'refused' ? outcome : answer(view(outcome.delegation), 201);
  });
  servePerson(door, endDelegationOperation, async ({ caller }) => {
    const outcome = await endDelegation(deps, caller);
    return outcome.kind === 'refused' ? outcome : answer(view(outcome.delegation));
  });
  servePerson(door, waitingOperation, async ({ caller }) => {
    const found = await waitingForMe(deps, caller);
    return found.kind === 'refused' ? found : answer({ items: found.waiting.map(waitingView) });
  });
}

function view(one: Delegation): DelegationAnswer {
  const { person, to, from, until, timeZone, firstDay, lastDay, endedAt } = one;
  const days = { first_day: firstDay, last_day: lastDay, time_zone: timeZone };
  return { person, to, ...days, from, until, ended_at: endedAt };
}

function waitingView(one: Waiting): WaitingAnswer {
  const { id, workflow, team, action, target, digest, inPlaceOf, heldSince } = one;
  return {
    ...{ id, workflow, team, action, target },
    fingerprint: shortFingerprint(digest),
    quorum: quorumOf(one),
    approvals: approvals(one),
    in_place_of: inPlaceOf,
    on_hold: heldSince === undefined ? undefined : true,
    asked_at: one.askedAt,
    expires_at: one.expiresAt,
  };
}
