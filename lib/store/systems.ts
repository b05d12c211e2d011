import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { systemKey, type Touch } from '../core/systems.ts';
import { toAttributes } from './item.ts';
import { type Page, type PageAt, readPage } from './page.ts';
import { readPart } from './read.ts';
import type { Item, Key, Store } from './store.ts';

/** A workflow as its system sees it. Through what it touches it, and whose it is, its head says. */
const systemEdgeSchema = z.object({ workflow: z.string() });
type SystemEdge = z.infer<typeof systemEdgeSchema>;

const EDGE = 'EDGE#';

function systemPartition(key: string): string {
  return `system/${key}`;
}

/** "System edges, written with the revision": one item a workflow in the system's partition. */
export function systemEdge(workflow: string, { system }: Touch): Item {
  const key = { pk: systemPartition(systemKey(system)), sk: `${EDGE}${workflow}` };
  return { ...key, kind: 'system-edge', data: { workflow } };
}

/** Some of the workflows that are filed with the system of this key, by name. */
export function readSystemEdges(
  store: Store,
  key: string,
  page: PageAt,
): Promise<Page<SystemEdge>> {
  const listing = { partition: systemPartition(key), prefix: EDGE, schema: systemEdgeSchema };
  return readPage(store, listing, page);
}

/** Which notice about a system is open: one at a time. */
export function openNoticeKey(key: string): Key {
  return { pk: systemPartition(key), sk: 'NOTICE' };
}

const openNoticeSchema = z.object({ notice: z.string() });

/** The id of the notice that is open about this system. */
export async function readOpenNotice(store: Store, key: string): Promise<string | undefined> {
  return (await readPart(store, openNoticeKey(key), openNoticeSchema))?.state.notice;
}

const FILED: Key = { pk: 'system', sk: 'FILED' };
const filedSchema = z.strictObject({ after: z.string(), done: z.boolean() });
export type Filed = z.infer<typeof filedSchema>;

/** How far workflows from before there were system edges have been filed. */
export async function readFiled(store: Store): Promise<Filed> {
  return (await readPart(store, FILED, filedSchema))?.state ?? { after: '', done: false };
}

/** A place in a list that is worked through: it is no state of the registry, so no event goes with it. */
export function saveFiled(store: Store, filed: Filed): Promise<void> {
  return putAll(store, [{ ...FILED, kind: 'filed', data: filed }]);
}

/**
 * Writes items that mean nothing by themselves: they count only where a head says the same, and are
 * there before it says so.
 */
export async function putAll(store: Store, items: readonly Item[]): Promise<void> {
  for (const item of items) {
    const put = new PutItemCommand({ TableName: store.registry, Item: toAttributes(item) });
    await store.client.send(put);
  }
}
