import { componentId } from '../component.ts';
import type { ComponentDraft, Note } from './draft.ts';

interface Ordered {
  /** What is used comes before what uses it. */
  readonly drafts: readonly ComponentDraft[];
  readonly notes: readonly Note[];
}

interface Node {
  readonly draft: ComponentDraft;
  /** Ids of pins that are still taken to hold. */
  readonly pins: Set<string>;
}

/**
 * Drafts in an order in which everything comes after what it pins, otherwise as they were. A pin that
 * closes a circle is left out and said, as is one that names nothing in the same import: neither may
 * stop the others, or go round for ever.
 */
export function inOrder(all: readonly ComponentDraft[]): Ordered {
  const notes: Note[] = [];
  const ids = new Set(all.map(idOf));
  const nodes = all.map((draft): Node => {
    const wanted = draft.uses.map((pin) => componentId(pin.kind, pin.name));
    for (const id of wanted.filter((one) => !ids.has(one))) {
      notes.push({
        entry: draft.name,
        note: `It uses ${id}, which is not in this import, so it is not pinned.`,
      });
    }
    return { draft, pins: new Set(wanted.filter((id) => ids.has(id))) };
  });
  const drafts = placed(nodes, (node, id) => {
    node.pins.delete(id);
    const note =
      id === idOf(node.draft)
        ? 'It names itself among what it uses; that is not pinned.'
        : `It and ${id} use each other, so ${id} is not pinned.`;
    notes.push({ entry: node.draft.name, note });
  });
  return { drafts, notes };
}

function idOf(draft: ComponentDraft): string {
  return componentId(draft.kind, draft.name);
}

/** Places whatever waits for nothing, in the order given; where all wait, `drop` breaks one circle. */
function placed(nodes: readonly Node[], drop: (node: Node, id: string) => void): ComponentDraft[] {
  const drafts: ComponentDraft[] = [];
  const done = new Set<string>();
  let waiting: readonly Node[] = nodes;
  while (waiting.length > 0) {
    const left: Node[] = [];
    // Several versions of one thing count as placed once none of them waits.
    const unplaced = new Map<string, number>();
    for (const { draft } of waiting)
      unplaced.set(idOf(draft), (unplaced.get(idOf(draft)) ?? 0) + 1);
    for (const node of waiting) {
      if (![...node.pins].every((id) => done.has(id))) {
        left.push(node);
        continue;
      }
      const id = idOf(node.draft);
      drafts.push(withPins(node));
      const rest = (unplaced.get(id) ?? 1) - 1;
      unplaced.set(id, rest);
      if (rest === 0) done.add(id);
    }
    if (left.length === waiting.length) breakCircle(left, done, drop);
    waiting = left;
  }
  return drafts;
}

function breakCircle(
  waiting: readonly Node[],
  done: ReadonlySet<string>,
  drop: (node: Node, id: string) => void,
): void {
  const byId = new Map(waiting.map((node) => [idOf(node.draft), node]));
  const seen = new Set<Node>();
  let at = waiting[0];
  while (at && !seen.has(at)) {
    seen.add(at);
    at = byId.get(open(at, done) ?? '');
  }
  const id = at && open(at, done);
  if (at && id !== undefined) drop(at, id);
}

function open({ pins }: Node, done: ReadonlySet<string>): string | undefined {
  return [...pins].find((id) => !done.has(id));
}

function withPins({ draft, pins }: Node): ComponentDraft {
  const uses = draft.uses.filter((pin) => pins.has(componentId(pin.kind, pin.name)));
  return uses.length === draft.uses.length ? draft : { ...draft, uses };
}
