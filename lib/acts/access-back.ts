import type { AccessRequest } from '../core/access.ts';
import { type Grant, type Want, wantNames, withAccess } from '../core/grant.ts';
import { takeBack } from '../core/grant-back.ts';
import { asEditor } from '../core/registration/editor.ts';
import type { Refusal } from '../core/result.ts';
import type { Workflow } from '../core/workflow.ts';
import type { Answering } from './access-answer.ts';
import { type AccessGround, openTakingBack } from './access-ask.ts';
import { accessCard, accessChange, accessSubject, newAccess, ownerCard } from './access-store.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { keptReason } from './kept-reason.ts';
import { workflowChange } from './register-write.ts';
import { unfitToDecide } from './settings-people.ts';

export type TakenBack =
  | { readonly kind: 'taken'; readonly workflow: Workflow; readonly request: AccessRequest }
  | Refusal;

/**
 * The platform takes access back that a workflow has: it counts no more for the very next ask and
 * consume, and the owner is told why.
 */
export async function takeBackAccess(
  deps: Deps,
  who: Answering,
  taking: { readonly workflow: string; readonly wants: readonly Want[]; readonly reason: string },
): Promise<TakenBack> {
  const { by } = who;
  const may = await openTakingBack(deps, by, taking.workflow);
  if (may.kind === 'refused') return may;
  const unfit = await unfitToDecide(deps, by);
  if (unfit) return unfit;
  return attempt(deps, async (): Promise<Step<TakenBack>> => {
    const ground = await openTakingBack(deps, by, taking.workflow);
    if (ground.kind === 'refused') return done(ground);
    const { workflow, preGranted } = ground;
    const { reason } = taking;
    const outcome = takeBack(workflow, taking.wants, { preGranted, now: deps.now(), reason });
    if (outcome.kind === 'refused') return done(outcome);
    return takeStep(deps, who, ground, { ...outcome, reason });
  });
}

interface Taking {
  readonly grants: readonly Grant[];
  readonly wants: readonly Want[];
  readonly reason: string;
}

/** The workflow without it, and a record of it that its card and its reason belong to. */
function takeStep(
  deps: Deps,
  { by, name }: Answering,
  { workflow: before, head, standing }: AccessGround,
  { grants, wants, reason }: Taking,
): Step<TakenBack> {
  const at = deps.now();
  const actor = asEditor(by);
  const workflow = withAccess(before, grants, at);
  const record: AccessRequest = {
    ...newAccess(deps, { workflow, by: actor, wants, reason: '', filed: false }),
    state: 'taken',
    end: { by, name, at },
  };
  const kept = keptReason(deps, accessSubject(record.id), reason.trim());
  const data = { request: record.id, scopes: wantNames(wants), status: workflow.status };
  const event = { kind: 'grant.revoked', actor, data };
  const taken = { kind: 'access.taken', actor, data: kept.data };
  return {
    kind: 'write',
    value: { kind: 'taken', workflow, request: record },
    write: {
      changes: [
        workflowChange(deps, workflow, head, event),
        accessChange(deps, record, undefined, taken),
      ],
      creates: [kept.item],
      tell: [...accessCard(record, standing.organisation), ...ownerCard(record, workflow)],
    },
  };
}
