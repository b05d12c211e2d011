import type { PersonKey } from '../core/people.ts';
import type { WorkflowRequest } from '../core/request.ts';
import type { Refusal } from '../core/result.ts';
import type { Deps } from './deps.ts';
import { queuedRequests } from './request.ts';
import { mayNotHere } from './standing.ts';

/** "Place 2 of 5": counted from 1, in the order in which answers are due; 0 of those that are not queued. */
export interface QueuePlace {
  readonly place: number;
  readonly of: number;
}

interface OwnRequest extends QueuePlace {
  readonly request: WorkflowRequest;
}

export interface OwnRequests {
  readonly kind: 'requests';
  readonly at: string;
  /** Those that wait, the earliest due first. */
  readonly requests: readonly OwnRequest[];
}

/** "Requests show place and due date": what this person asked for and still waits for. */
export async function ownRequests(
  deps: Deps,
  person: PersonKey,
): Promise<OwnRequests | Refusal<'not-allowed'>> {
  const refusal = await mayNotHere(deps, 'find', person);
  if (refusal) return refusal;
  const queue = await queuedRequests(deps);
  const requests = queue.flatMap((request, index) =>
    request.by === person ? [{ request, place: index + 1, of: queue.length }] : [],
  );
  return { kind: 'requests', at: deps.now(), requests };
}

/** Where a request stands in the platform's queue, from 1; 0 when it waits no more. */
export async function placeInQueue(deps: Deps, id: string): Promise<QueuePlace> {
  const queue = await queuedRequests(deps);
  return { place: queue.findIndex((request) => request.id === id) + 1, of: queue.length };
}
