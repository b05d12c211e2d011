import { EXTENSION_WORDS, usable } from '../core/extension.ts';
import type { PersonKey } from '../core/people.ts';
import { requestSchema } from '../core/request.ts';
import { refuse } from '../core/result.ts';
import { mayNot } from '../core/roles.ts';
import { readHead } from '../store/read.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { extensionChange, loadExtension, noExtension, shownAnew } from './extension-store.ts';
import { type Reused, reuseStep } from './request.ts';
import { loadOrganisation, loadTeam, loadWorkflow } from './standing.ts';

/**
 * What came of it, used for the need that it was asked for: the paved road, on the version that was
 * released for it, or on the copy. `name`: of the workflow, where the one that was asked for is taken.
 */
export async function useExtension(
  deps: Deps,
  by: PersonKey,
  id: string,
  name?: string,
): Promise<Reused> {
  return attempt(deps, async (): Promise<Step<Reused>> => {
    const head = await loadExtension(deps, id);
    if (!head) return done(noExtension());
    const extension = head.state;
    const [organisation, askedFor] = await Promise.all([
      loadOrganisation(deps),
      loadTeam(deps, extension.team),
    ]);
    const refusal = mayNot('request', by, { organisation, team: askedFor });
    if (refusal) return done(refusal);
    const before = extension.used && (await loadWorkflow(deps, extension.used));
    if (before) return done({ kind: 'unchanged', workflow: before.state, warnings: [] });
    const use = usable(extension);
    const asked = await readHead(deps.store, `request/${extension.request}`, requestSchema);
    if (!use || !asked) {
      const say = `There is nothing to use yet: it is ${EXTENSION_WORDS[extension.state]}.`;
      return done(refuse('nothing-to-use', say));
    }
    const { id: request, need, team, evidence } = asked.state;
    const workflow = name ?? asked.state.workflow;
    const wanted = { id: request, by, need, workflow, team, evidence };
    const step = await reuseStep(deps, wanted, { ...use, extension: id });
    if (step.kind === 'done') return step;
    const used = { ...extension, used: workflow };
    const event = { kind: 'extension.used', by, data: { workflow } };
    return {
      ...step,
      write: {
        ...step.write,
        changes: [...step.write.changes, extensionChange(deps, used, head.chain, event)],
        tell: [...(step.write.tell ?? []), ...shownAnew(used)],
      },
    };
  });
}
