import { BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { componentSchema } from '../../lib/core/component.ts';
import { manifestSchema } from '../../lib/core/manifest.ts';
import { workflowSchema } from '../../lib/core/workflow.ts';
import { edgeItem } from '../../lib/store/edges.ts';
import { toAttributes } from '../../lib/store/item.ts';
import { componentSubject, headKey } from '../../lib/store/keys.ts';
import type { Item } from '../../lib/store/store.ts';

/** How many workflows the three questions are answered with. */
export const ANSWERS = [10, 481, 5_000] as const;
/** The range that is asked for. Everybody else pins other minors of the same components. */
export const RANGE = '2.0.x';

export function componentOf(answer: number): string {
  return `skill/answer-${answer}`;
}

/**
 * A registry of `size` workflows: each question's answer pins 2.0.1 of its component, all others
 * one of a hundred other minors of the three. Returns how many were asked for and do not fit.
 */
export async function fill(client: DynamoDBClient, table: string, size: number): Promise<void> {
  const pins = pinsOf(size);
  const components = ANSWERS.map((answer) => componentItem(componentOf(answer)));
  await put(client, table, [...components, ...pins.flatMap(pinItems)]);
}

interface Pin {
  readonly workflow: string;
  readonly component: string;
  readonly range: string;
  readonly version: string;
}

function pinsOf(size: number): Pin[] {
  const answers = ANSWERS.filter((answer) => answer <= size);
  const pins = answers.flatMap((answer) =>
    Array.from({ length: answer }, (_, n) => ({
      workflow: `answer-${answer}-${n}`,
      component: componentOf(answer),
      range: RANGE,
      version: '2.0.1',
    })),
  );
  const rest = Array.from({ length: Math.max(size - pins.length, 0) }, (_, n) => ({
    workflow: `other-${n}`,
    component: componentOf(answers[n % answers.length] ?? ANSWERS[0]),
    range: `1.${n % 100}.x`,
    version: `1.${n % 100}.3`,
  }));
  return [...pins, ...rest];
}

const PERSON = 'T0YARD/U0OWNER';
const AT = '2026-11-01T09:00:00.000Z';

function componentItem(id: string): Item {
  const data = componentSchema.parse({
    ...{ id, kind: 'skill', name: id.slice('skill/'.length), title: id, description: id },
    ...{ keywords: [], connectors: [], actions: [], team: 'platform', visibility: 'shared' },
    latest: '2.0.1',
  });
  return { ...headKey(componentSubject(id)), kind: 'component', v: 1, hash: '0', data };
}

function pinItems({ workflow, component, range, version }: Pin): Item[] {
  const name = component.slice('skill/'.length);
  const manifest = manifestSchema.parse({
    ...{ workflow, owner: 'team-support', uses: [{ skill: name, version: range }] },
    ...{ purpose: 'Drafts replies to support tickets in our tone', systems: ['crm', 'mail'] },
  });
  const data = workflowSchema.parse({
    ...{ id: workflow, team: 'team-support', owner: PERSON, purpose: manifest.purpose },
    ...{ status: 'active', home: 'repo', revision: 1, gateRevision: 1, manifest, actions: [] },
    ...{ locks: [{ component, range, version }], missingScopes: [], lastEditor: PERSON },
    ...{ registeredAt: AT, updatedAt: AT },
  });
  const head = { ...headKey(`workflow/${workflow}`), kind: 'workflow', v: 1, hash: '0', data };
  return [head, edgeItem(component, { workflow, team: 'team-support', range, version })];
}

const BATCH = 25;
const AT_ONCE = 8;

export async function put(
  client: DynamoDBClient,
  table: string,
  items: readonly Item[],
): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const from = next;
      next += BATCH;
      const batch = items.slice(from, from + BATCH);
      const puts = batch.map((item) => ({ PutRequest: { Item: toAttributes(item) } }));
      await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: puts } }));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
