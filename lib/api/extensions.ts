import { askExtension, declinedBefore } from '../acts/extension.ts';
import { makeCopy } from '../acts/extension-copy.ts';
import { listExtensions } from '../acts/extension-list.ts';
import { soleTeam } from '../acts/extension-team.ts';
import {
  askExtensionOperation,
  copyExtensionOperation,
  type ExtensionAnswer,
  listExtensionsOperation,
} from '../contract/extensions.ts';
import type { Extension } from '../core/extension.ts';
import { suggestName } from '../core/reuse.ts';
import { servePerson } from './serve.ts';
import { answer, type Door } from './types.ts';

/** What teams ask of the owners of components. Owners answer in Slack. */
export function serveExtensions(door: Door): void {
  const { deps } = door;
  servePerson(door, listExtensionsOperation, async ({ caller, query }) => {
    const listed = await listExtensions(deps, caller, query.ended);
    if (listed.kind === 'refused') return listed;
    return answer({ extensions: listed.extensions.map(extensionView) });
  });
  servePerson(door, askExtensionOperation, async ({ caller, body }) => {
    const team = await soleTeam(deps, caller, body.team);
    if (team.kind === 'refused') return team;
    const { component, need, missing, again } = body;
    const workflow = body.workflow ?? suggestName(need);
    const outcome = await askExtension(deps, {
      ...{ id: deps.newId('req'), by: caller, team: team.id, evidence: [] },
      ...{ component, need, missing, workflow, knows: again },
    });
    if (outcome.kind === 'refused') return outcome;
    if (outcome.kind === 'declined-before') return declinedBefore(outcome.extension);
    return answer(extensionView(outcome.extension), outcome.kind === 'asked' ? 201 : 200);
  });
  servePerson(door, copyExtensionOperation, async ({ caller, params, body }) => {
    const made = await makeCopy(deps, caller, params.id, body.name);
    if (made.kind === 'refused') return made;
    return answer({ component: made.copy, extension: extensionView(made.extension) });
  });
}

function extensionView(extension: Extension): ExtensionAnswer {
  const { id, component, version, team, by, workflow, need, missing } = extension;
  const { evidence, at, dueAt, state, answers, copy, used } = extension;
  return {
    ...{ id, component, version, team, by, workflow, need, missing, evidence, at, state },
    ...(dueAt === undefined ? {} : { due_at: dueAt }),
    answers: answers.map(({ name: _, ...one }) => one),
    ...(copy === undefined ? {} : { copy }),
    ...(used === undefined ? {} : { used_by: used }),
  };
}
