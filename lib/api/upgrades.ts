import type { Deps } from '../acts/deps.ts';
import { goBack } from '../acts/go-back.ts';
import { loadWorkflow, noWorkflow } from '../acts/standing.ts';
import { type Changed, takeUpgrades, upgradesOf } from '../acts/upgrade.ts';
import {
  type ChangedAnswer,
  type OfferAnswer,
  rollbackOperation,
  takeUpgradesOperation,
  upgradesOperation,
} from '../contract/upgrades.ts';
import { diffManifests } from '../core/manifest-diff.ts';
import type { Editor } from '../core/registration/editor.ts';
import type { Refusal } from '../core/result.ts';
import type { Offer } from '../core/upgrade-offer.ts';
import type { CallerOf } from './caller.ts';
import { editorFor, mayNotFind } from './editor.ts';
import { servePersonOrCi } from './serve.ts';
import { type Answer, answer, type Door } from './types.ts';
import { workflowView } from './views.ts';

/** Deliberate upgrades, and the way back. */
export function serveUpgrades(door: Door): void {
  const { deps } = door;
  servePersonOrCi(door, upgradesOperation, async ({ caller, params }) => {
    const found = await editing(deps, caller, params.id);
    if (found.kind === 'refused') return found;
    const offered = await upgradesOf(deps, found.by, params.id);
    if (offered.kind === 'refused') return offered;
    const { id, revision } = offered.workflow;
    return answer({ workflow: id, revision, offers: offered.offers.map(offerView) });
  });
  servePersonOrCi(door, takeUpgradesOperation, async ({ caller, params, body }) => {
    const found = await editing(deps, caller, params.id);
    if (found.kind === 'refused') return found;
    const { take, dry_run: dryRun } = body;
    return changed(await takeUpgrades(deps, { by: found.by, id: params.id, take, dryRun }));
  });
  servePersonOrCi(door, rollbackOperation, async ({ caller, params, body }) => {
    const found = await editing(deps, caller, params.id);
    if (found.kind === 'refused') return found;
    const { revision, dry_run: dryRun } = body;
    return changed(await goBack(deps, { by: found.by, workflow: params.id, revision, dryRun }));
  });
}

/** Who would register for the team that owns it; CI speaks for its own teams alone. */
async function editing(
  deps: Deps,
  caller: CallerOf<'person' | 'ci'>,
  id: string,
): Promise<{ readonly kind: 'editing'; readonly by: Editor } | Refusal> {
  const refusal = await mayNotFind(deps, caller);
  if (refusal) return refusal;
  const head = await loadWorkflow(deps, id);
  if (!head) return noWorkflow(id);
  return { kind: 'editing', by: await editorFor(deps, caller, head.state.team) };
}

function offerView({ effect, difference, ...offer }: Offer): OfferAnswer {
  const { component, locked, version, within, range, lifecycle } = offer;
  return {
    ...{ component, locked, version, within, range, lifecycle },
    same_permissions: offer.samePermissions,
    keeps_model: offer.keepsModel,
    difference: [...difference],
    effect: effect.kind,
    reasons: effect.kind === 'review' ? [...effect.reasons] : [],
    problems: effect.kind === 'refused' ? [...effect.say] : [],
  };
}

function changed(outcome: Awaited<ReturnType<typeof takeUpgrades>>): Answer<ChangedAnswer> {
  if (outcome.kind === 'refused') return outcome;
  if (outcome.kind === 'problems') return { ...outcome, why: 'bad-manifest' };
  const { registered } = outcome;
  const said = changedView(outcome);
  if (registered?.kind !== 'proposed') return answer(said);
  const { id, reasons } = registered.proposed;
  return answer({ ...said, proposed: { id, reasons } }, 202);
}

function changedView({ workflow, registered, patch }: Changed): ChangedAnswer {
  return {
    outcome: registered?.kind ?? 'patch',
    workflow: workflowView(workflow),
    warnings: [...(registered?.warnings ?? [])],
    patch: patch && {
      manifest: patch.manifest,
      changes: diffManifests(workflow.manifest, patch.manifest),
      waits: [...patch.waits],
    },
  };
}
