import { type Editor, editorActor } from '../core/registration/editor.ts';
import type { Workflow } from '../core/workflow.ts';
import type { Change } from '../store/commit.ts';
import { edgeItem } from '../store/edges.ts';
import { workflowIndex } from '../store/indexes.ts';
import type { Head } from '../store/item.ts';
import { revisionKey } from '../store/keys.ts';
import type { Item, Key } from '../store/store.ts';
import { systemEdge } from '../store/systems.ts';
import type { Write } from './attempt.ts';
import type { Deps } from './deps.ts';

/** What a revision in force leaves behind: the workflow, the revision, its edges and who owns it. */
export function registrationWrite(
  deps: Deps,
  workflow: Workflow,
  before: Head<Workflow> | undefined,
  actor: Editor,
): Omit<Write, 'changes'> & { readonly changes: readonly [Change] } {
  const old = before?.state;
  const { id, revision, status, team, locks } = workflow;
  const kind = before ? 'workflow.revised' : 'workflow.registered';
  const locked = locks.map((one) => `${one.component}@${one.version}`);
  const data = { revision, status, team, locks: locked };
  const moved = old && old.owner !== workflow.owner ? [ownsKey(old)] : [];
  const filed = edgeWrites(edgesOf(workflow), edgesOf(old));
  const owns = { ...ownsKey(workflow), kind: 'owns', data: { workflow: id } };
  return {
    changes: [workflowChange(deps, workflow, before, { kind, actor, data })],
    creates: [revisionItem(workflow)],
    puts: [...filed.puts, owns],
    deletes: [...filed.deletes, ...moved],
    ahead: filed.ahead,
  };
}

/** Of the 100 items of a transaction; the rest is for heads, log lines and their marks, proposals and cards. */
export const MOST_EDGES = 70;

/**
 * The edges that come and those that go, as many as there is room for: pins before systems. What is
 * over is written ahead, or left: an edge counts only where the workflow's head says the same, and
 * whoever changes the head in between makes this write decide anew. One that is there already with
 * other words is never written ahead: it counts until the head changes.
 */
function edgeWrites(has: readonly Item[], had: readonly Item[]) {
  const before = new Map(had.map((item) => [keyText(item), JSON.stringify(item)]));
  const kept = new Set(has.map(keyText));
  const changed = has.filter((item) => before.get(keyText(item)) !== JSON.stringify(item));
  const fresh = [
    ...changed.filter((item) => before.has(keyText(item))),
    ...changed.filter((item) => !before.has(keyText(item))),
  ];
  const gone = had.filter((item) => !kept.has(keyText(item)));
  const puts = fresh.slice(0, MOST_EDGES);
  const deletes = gone.slice(0, MOST_EDGES - puts.length).map(({ pk, sk }) => ({ pk, sk }));
  return { puts, deletes, ahead: fresh.slice(MOST_EDGES) };
}

function keyText({ pk, sk }: Key): string {
  return `${pk} ${sk}`;
}

/** A step of the workflow's chain. */
export function workflowChange(
  deps: Deps,
  workflow: Workflow,
  before: Head<Workflow> | undefined,
  event: { kind: string; actor: Editor; data: Change['event']['data'] },
): Change {
  const { kind, actor, data } = event;
  return {
    subject: `workflow/${workflow.id}`,
    from: before?.chain,
    state: workflow,
    index: workflowIndex(workflow),
    event: { kind, at: deps.now(), actor: editorActor(actor), data },
  };
}

function revisionItem(workflow: Workflow): Item {
  const { manifest, locks, lastEditor, updatedAt } = workflow;
  const data = { manifest, locks, by: lastEditor, at: updatedAt };
  return { ...revisionKey(workflow.id, workflow.revision), kind: 'revision', data };
}

/** "What does person P own": one item in the person's partition. */
function ownsKey({ owner, id }: Workflow): Key {
  return { pk: `owns/${owner}`, sk: id };
}

/** An edge of each pin, under its component; a retired workflow depends on nothing. */
export function pinEdges({ id, team, locks, status }: Workflow): Item[] {
  if (status === 'retired') return [];
  return locks.map(({ component, range, version }) =>
    edgeItem(component, { workflow: id, team, range, version }),
  );
}

/** An edge of each system that it touches, under that system. */
export function systemEdges({ id, systems = [], status }: Workflow): Item[] {
  if (status === 'retired') return [];
  const items = systems.map((touch) => systemEdge(id, touch));
  return [...new Map(items.map((item) => [item.pk, item])).values()];
}

/** Pins first: what there is no room for is filed ahead, and that should be systems. */
export function edgesOf(workflow: Workflow | undefined): Item[] {
  return workflow ? [...pinEdges(workflow), ...systemEdges(workflow)] : [];
}
