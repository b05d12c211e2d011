import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { isWithinOneMinor } from '../core/range.ts';
import type { Window } from '../core/windows.ts';
import { fromAttributes } from './item.ts';
import { componentSubject, edgeKey, partKey } from './keys.ts';
import type { Item, Store } from './store.ts';

/** A pin seen from the component: which workflow, at which version, in which declared range. */
const edgeSchema = z.object({
  workflow: z.string(),
  team: z.string(),
  range: z.string(),
  version: z.string(),
});
export type Edge = z.infer<typeof edgeSchema>;

const WIDE = 'WIDE#';
const UPON = 'UPON#';

/**
 * The edge of one pin, filed by the minor it is locked in. Declared ranges wider than a minor, and
 * those that name a pre-release and so reach over its end, stand under `WIDE#`, "always read".
 */
export function edgeItem(component: string, edge: Edge): Item {
  const key = isWide(edge.range)
    ? partKey(componentSubject(component), `${WIDE}${edge.workflow}`)
    : edgeKey(component, edge.version, edge.workflow);
  return { ...key, kind: 'edge', data: edge };
}

function isWide(range: string): boolean {
  return range.includes('-') || !isWithinOneMinor(range);
}

export interface EdgePage {
  readonly edges: readonly Edge[];
  /** Where the next page goes on; undefined after the last. */
  readonly next: string | undefined;
  /** Read units that the engine counted. */
  readonly units: number;
}

/** Edges whose locked version lies in the window, by version and workflow, at most `most`. */
export function readEdges(
  store: Store,
  component: string,
  window: Window,
  page: { readonly most: number; readonly after?: string | undefined },
): Promise<EdgePage> {
  return readBetween(store, component, [`EDGE#${window.from}`, `EDGE#${window.to}~`], page);
}

/** Edges of wide declared ranges, by workflow, at most `most`. */
export function readWideEdges(
  store: Store,
  component: string,
  page: { readonly most: number; readonly after?: string | undefined },
): Promise<EdgePage> {
  return readBetween(store, component, [WIDE, `${WIDE}~`], page);
}

async function readBetween(
  store: Store,
  component: string,
  [from, to]: readonly [string, string],
  page: { readonly most: number; readonly after?: string | undefined },
): Promise<EdgePage> {
  const pk = componentSubject(component);
  const answer = await store.client.send(
    new QueryCommand({
      TableName: store.registry,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: marshall({ ':pk': pk, ':from': from, ':to': to }),
      ...(page.after ? { ExclusiveStartKey: marshall({ pk, sk: page.after }) } : {}),
      Limit: page.most,
      ReturnConsumedCapacity: 'TOTAL',
    }),
  );
  return {
    edges: (answer.Items ?? []).map((item) => fromAttributes(item, edgeSchema).state),
    next: answer.LastEvaluatedKey?.sk?.S,
    units: answer.ConsumedCapacity?.CapacityUnits ?? 0,
  };
}

/** A release that uses this component, in a declared range. */
export const uponSchema = z.object({
  component: z.string(),
  version: z.string(),
  range: z.string(),
});

/** Where releases that use `used` are listed: everything in the partition below this prefix. */
export const uponListing = (used: string) => ({
  partition: componentSubject(used),
  prefix: UPON,
  schema: uponSchema,
});

/** Filed with the component that is used, when a release that uses it is published. */
export function uponItem(used: string, upon: z.infer<typeof uponSchema>): Item {
  const key = partKey(componentSubject(used), `${UPON}${upon.component}@${upon.version}`);
  return { ...key, kind: 'upon', data: upon };
}
