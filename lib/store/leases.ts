import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { CREDENTIAL_KINDS } from '../core/credentials.ts';
import { type Lease, leaseSchema } from '../core/lease.ts';
import { minutesAfter, unixSeconds } from '../core/time.ts';
import { fromAttributes } from './item.ts';
import { partKey, type Subject } from './keys.ts';
import { readAll, readPart } from './read.ts';
import type { Item, Key, Store } from './store.ts';

const OUT = 'LEASE#';
const BY_REQUEST = 'LEASED-FOR#';
const LAST = 'LEASED#';
/** A record outlives its lease by a day: the log keeps it for good. */
const KEPT_MINUTES = 24 * 60;

const subjectOf = (workflow: string): Subject => `workflow/${workflow}`;

/** A lease among its workflow's, by when it ends. */
export function leaseItem(lease: Lease): Item {
  const key = partKey(subjectOf(lease.workflow), `${OUT}${lease.until}#${lease.id}`);
  return { ...key, kind: 'lease', ttl: keptUntil(lease), data: lease };
}

/** The lease once more under the request that it answers, so that the same request gets the same one. */
export function requestItem(request: string, lease: Lease): Item {
  return {
    ...requestKey(lease.workflow, request),
    kind: 'lease',
    ttl: keptUntil(lease),
    data: lease,
  };
}

function requestKey(workflow: string, request: string): Key {
  return partKey(subjectOf(workflow), `${BY_REQUEST}${request}`);
}

function keptUntil({ until }: Lease): number {
  return unixSeconds(minutesAfter(until, KEPT_MINUTES));
}

/** What was given for this request, within the last day. */
export async function readLeaseFor(
  store: Store,
  workflow: string,
  request: string,
): Promise<Lease | undefined> {
  return (await readPart(store, requestKey(workflow, request), leaseSchema))?.state;
}

/** A workflow's leases that end after `now`, the first to end first: a query of what is still out. */
export async function readLeasesOut(store: Store, workflow: string, now: string): Promise<Lease[]> {
  const answer = await store.client.send(
    new QueryCommand({
      TableName: store.registry,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: marshall({
        ':pk': subjectOf(workflow),
        ':from': `${OUT}${now}`,
        ':to': `${OUT}~`,
      }),
    }),
  );
  return (answer.Items ?? [])
    .map((item) => fromAttributes(item, leaseSchema).state)
    .filter((lease) => lease.state === 'out' && lease.until > now);
}

const lastSchema = z.strictObject({
  connector: z.string(),
  scope: z.string(),
  at: z.string(),
  lease: z.string(),
  kind: z.enum(CREDENTIAL_KINDS),
});
/** The last lease of one scope of a connector; of the connector itself where the scope is empty. */
export type LastLease = z.infer<typeof lastSchema>;

/** "The lease is the heartbeat per connector and scope": an item for each, and one for the connector. */
export function lastLeaseItems({ id, workflow, connector, scopes, at, kind }: Lease): Item[] {
  return ['', ...scopes].map((scope) => ({
    ...lastLeaseKey(workflow, connector, scope),
    kind: 'last-lease',
    data: { connector, scope, at, lease: id, kind },
  }));
}

/** Where the last lease of a scope is, or of the connector itself. */
export function lastLeaseKey(workflow: string, connector: string, scope = ''): Key {
  return partKey(subjectOf(workflow), `${LAST}${connector}#${scope}`);
}

/** The last leases of a workflow, of each connector and of each of its scopes. */
export async function readLastLeases(store: Store, workflow: string): Promise<LastLease[]> {
  const listing = { partition: subjectOf(workflow), prefix: LAST, schema: lastSchema };
  return (await readAll(store, listing)).map((head) => head.state);
}
