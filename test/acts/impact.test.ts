import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { dependents } from '../../lib/acts/dependents.ts';
import type { Lock } from '../../lib/core/workflow.ts';
import { edgeItem } from '../../lib/store/edges.ts';
import { toAttributes } from '../../lib/store/item.ts';
import { componentSubject, headKey } from '../../lib/store/keys.ts';
import type { Item } from '../../lib/store/store.ts';
import { WORKFLOW } from '../core/perfect.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { OWNER } from '../kit/people.ts';
import { componentOf, type DataPin, dataPins, impactData, questions } from './impact-data.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
const QUESTIONS = impactData ? questions() : [];
let deps: TestDeps;
let manifests: ReadonlyMap<string, string>;
let unresolved: ReadonlySet<string>;

beforeAll(async () => {
  if (!impactData) {
    console.warn('The impact questions lie in ../shared/data, which is not there.');
    return;
  }
  deps = await stage(engine());
  const packages = new Set(QUESTIONS.map((one) => one.package));
  const data = dataPins(packages);
  unresolved = data.unresolved;
  manifests = new Map(data.pins.map((pin) => [pin.edge.workflow, pin.manifest]));
  const edges = data.pins.map(({ component, edge }) => edgeItem(component, edge));
  await write([...[...packages].map(componentItem), ...heads(data.pins), ...edges]);
}, 60_000);

function componentItem(name: string): Item {
  const id = componentOf(name);
  const plain = { title: name, description: '', keywords: [], connectors: [], actions: [] };
  const data = { id, kind: 'skill', name: id.slice('skill/'.length), ...plain };
  const rest = { team: 'data', visibility: 'shared', latest: '1.0.0' };
  const head = { ...headKey(componentSubject(id)), kind: 'component', v: 1, hash: '0' };
  return { ...head, data: { ...data, ...rest } };
}

/** Each workflow once, locked to all that it pins. */
function heads(pins: readonly DataPin[]): Item[] {
  const locks = new Map<string, Lock[]>();
  for (const { component, edge } of pins) {
    const { workflow, range, version } = edge;
    const all = locks.get(workflow) ?? [];
    locks.set(workflow, [...all, { component, range, version }]);
  }
  return [...locks].map(([id, all]) => {
    const data = { ...WORKFLOW, id, locks: all };
    return { ...headKey(`workflow/${id}`), kind: 'workflow', v: 1, hash: '0', data };
  });
}

async function write(items: readonly Item[]): Promise<void> {
  for (let at = 0; at < items.length; at += 25) {
    const puts = items
      .slice(at, at + 25)
      .map((item) => ({ PutRequest: { Item: toAttributes(item) } }));
    const RequestItems = { [deps.store.registry]: puts };
    await engine().client.send(new BatchWriteItemCommand({ RequestItems }));
  }
}

/** All rows, page by page. */
async function everyRow(component: string, range: string) {
  const rows: { workflow: string; by: string }[] = [];
  let cursor: string | undefined;
  do {
    const asked = { component, range, transitive: false, most: 100, cursor };
    const page = await dependents(deps, OWNER, asked);
    if (page.kind === 'refused') throw new Error(page.say);
    rows.push(...page.rows.map(({ workflow, by }) => ({ workflow: workflow.id, by })));
    cursor = page.next;
  } while (cursor);
  return rows;
}

function places(workflows: readonly string[]): string[] {
  return [...new Set(workflows.map((id) => manifests.get(id) ?? ''))].sort();
}

describe.runIf(impactData)('95 questions over 1,327 real manifests', () => {
  test.each(QUESTIONS)('$package $range', async (asked) => {
    const rows = await everyRow(componentOf(asked.package), asked.range);
    expect(new Set(rows.map((row) => row.workflow)).size).toBe(rows.length);
    expect(places(rows.map((row) => row.workflow))).toEqual([...asked.allows].sort());
    const locked = rows.filter((row) => row.by === 'locked' && !unresolved.has(row.workflow));
    expect(places(locked.map((row) => row.workflow))).toEqual([...asked.resolves_to].sort());
  });
});
