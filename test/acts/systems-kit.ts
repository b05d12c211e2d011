import type { Deps } from '../../lib/acts/deps.ts';
import { loadWorkflow } from '../../lib/acts/standing.ts';
import type { Manifest } from '../../lib/core/manifest.ts';
import { commit } from '../../lib/store/commit.ts';
import { workflowIndex } from '../../lib/store/indexes.ts';
import { MANIFEST, registered } from './stage.ts';

/** Registers so many workflows that touch `crm` over their connector: `bot-00`, `bot-01`, … */
export async function bots(deps: Deps, count: number, rest: Partial<Manifest> = {}) {
  for (let n = 0; n < count; n += 1) {
    const workflow = `bot-${String(n).padStart(2, '0')}`;
    await registered(deps, { ...MANIFEST, ...rest, workflow });
  }
}

/** The workflow as a version of Yardmaster wrote it that knew no system edges. */
export async function asBefore(deps: Deps, id: string): Promise<void> {
  const head = await loadWorkflow(deps, id);
  if (!head) throw new Error(`${id} is not registered`);
  const { systems, ...state } = head.state;
  const subject = `workflow/${id}` as const;
  const actor = { kind: 'system' as const, id: 'tests' };
  const event = { kind: 'workflow.written', at: deps.now(), actor, data: {} };
  const change = { subject, from: head.chain, state, index: workflowIndex(state), event };
  const deletes = (systems ?? []).map((one) => ({
    pk: `system/${one.system}`,
    sk: `EDGE#${id}`,
  }));
  await commit(deps.store, { changes: [change], deletes, writeId: deps.newId('w') });
  deps.catalog.forget();
}
