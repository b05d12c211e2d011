import { type Editor, editorActor } from '../core/registration/editor.ts';
import type { Workflow } from '../core/workflow.ts';
import type { Change } from '../store/commit.ts';
import { edgeItem } from '../store/edges.ts';
import { listedUnder, WORKFLOWS } from '../store/indexes.ts';
import type { Head } from '../store/item.ts';
import { revisionKey } from '../store/keys.ts';
import type { Item, Key } from '../store/store.ts';
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
  return {
    changes: [workflowChange(deps, workflow, before, { kind, actor, data })],
    creates: [revisionItem(workflow)],
    puts: [...edges(workflow, old), { ...ownsKey(workflow), kind: 'owns', data: { workflow: id } }],
    deletes: [...goneEdges(workflow, old), ...moved],
  };
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
    index: listedUnder(WORKFLOWS, workflow.id),
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

/** The edges that this revision has and `old` had not. */
export function edges(workflow: Workflow, old: Workflow | undefined): Item[] {
  const had = new Set(edgesOf(old).map((item) => JSON.stringify(item)));
  return edgesOf(workflow).filter((item) => !had.has(JSON.stringify(item)));
}

function goneEdges(workflow: Workflow, old: Workflow | undefined): Key[] {
  const kept = new Set(edgesOf(workflow).map(({ pk, sk }) => `${pk} ${sk}`));
  const gone = edgesOf(old).filter(({ pk, sk }) => !kept.has(`${pk} ${sk}`));
  return gone.map(({ pk, sk }) => ({ pk, sk }));
}

function edgesOf(workflow: Workflow | undefined): Item[] {
  if (!workflow) return [];
  const { id, team, locks } = workflow;
  return locks.map(({ component, range, version }) =>
    edgeItem(component, { workflow: id, team, range, version }),
  );
}
