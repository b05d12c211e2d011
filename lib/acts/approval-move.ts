import { type Approval, approvalSchema, stateOf, turnOf } from '../core/approval.ts';
import { alreadyEnded } from '../core/decision.ts';
import type { PersonKey, Team } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { mayNot, type Standing } from '../core/roles.ts';
import { approvalIndex } from '../store/indexes.ts';
import { readPosted } from '../store/posted.ts';
import { readHead } from '../store/read.ts';
import { cardRows, MOST_MOVED } from './approval-cards.ts';
import { noApproval } from './approvals.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { loadWorkflow, standingTo } from './standing.ts';
import { saveTeam } from './team-save.ts';
import { unseenRow } from './unseen.ts';

export interface Movable {
  readonly kind: 'movable';
  readonly approval: Approval;
  /** Whose channel it was asked in, where this person may change that for all its requests. */
  readonly team: Team | undefined;
}

type NotMovable = Refusal<'no-approval' | 'not-allowed' | 'already-ended'>;

/** Whether this person may have the request asked in another channel, and what is to be chosen. */
export async function mayMove(
  deps: Deps,
  by: PersonKey,
  id: string,
): Promise<Movable | NotMovable> {
  const head = await readHead(deps.store, `approval/${id}`, approvalSchema);
  const workflow = head && (await loadWorkflow(deps, head.state.workflow))?.state;
  if (!head || !workflow) return noApproval(id);
  const standing = await standingTo(deps, workflow);
  const refusal = mayNot('move-approval', by, standing);
  if (refusal) return refusal;
  if (stateOf(head.state) !== 'waiting') return alreadyEnded(head.state);
  return { kind: 'movable', approval: head.state, team: changeable(head.state, by, standing) };
}

function changeable(
  { stages, ...approval }: Approval,
  by: PersonKey,
  standing: Standing,
): Team | undefined {
  const { team, organisation } = standing;
  const { via } = turnOf({ stages, ...approval }).stage;
  if (!team || via === 'platform' || team.channel !== approval.channel) return undefined;
  return mayNot('edit-team', by, { organisation, team }) ? undefined : team;
}

export interface MoveTo {
  readonly channel: string;
  /** For all requests of the team from now on, where the person may say so. */
  readonly forTeam: boolean;
}

export type Moved =
  | { readonly kind: 'moved'; readonly approval: Approval; readonly team: Team | undefined }
  | { readonly kind: 'no-channel'; readonly say: string }
  | Refusal<'moved-often'>
  | NotMovable;

/**
 * Has a waiting request asked in another channel: "a new channel for this request moves it". Where
 * nobody saw it the old place is given up; a card that stands somewhere is kept as it is drawn anew.
 */
export async function moveApproval(
  deps: Deps,
  by: PersonKey,
  id: string,
  { channel, forTeam }: MoveTo,
): Promise<Moved> {
  const may = await mayMove(deps, by, id);
  if (may.kind === 'refused') return may;
  const probed = await deps.directory.probe(channel);
  if (probed.kind === 'refused') return { kind: 'no-channel', say: probed.say };
  const moved = await attempt(deps, () => moveStep(deps, by, id, channel));
  if (moved.kind === 'refused' || !forTeam || !may.team) return moved;
  const { id: team, name, lead, backup, members, group, onCall, ci = [] } = may.team;
  const wanted = { id: team, name, lead, backup, members, group, onCall, ci, channel };
  const saved = await saveTeam(deps, wanted, { by, against: 'any' });
  return saved.kind === 'saved' ? { ...moved, team: saved.team } : moved;
}

async function moveStep(
  deps: Deps,
  by: PersonKey,
  id: string,
  channel: string,
): Promise<Step<Exclude<Moved, { kind: 'no-channel' }>>> {
  const subject = `approval/${id}` as const;
  const head = await readHead(deps.store, subject, approvalSchema);
  const workflow = head && (await loadWorkflow(deps, head.state.workflow))?.state;
  if (!head || !workflow) return done(noApproval(id));
  const before = head.state;
  if (stateOf(before) !== 'waiting') return done(alreadyEnded(before));
  if (before.channel === channel) return done({ kind: 'moved', approval: before, team: undefined });
  const stands = (await readPosted(deps.store, subject, before.channel))?.state.at !== undefined;
  const others = (before.copies ?? []).filter((one) => one !== channel);
  const copies = stands ? [...others, before.channel] : others;
  if (copies.length > MOST_MOVED) return done(movedOften());
  const approval = { ...before, channel, copies };
  const event = {
    kind: 'approval.moved',
    at: deps.now(),
    actor: { kind: 'person' as const, id: by },
    data: { digest: approval.digest, channel },
  };
  const index = approvalIndex(approval);
  return {
    kind: 'write',
    value: { kind: 'moved', approval, team: undefined },
    write: {
      changes: [{ subject, from: head.chain, state: approval, index, event }],
      tell: [...cardRows(approval), unseenRow(id, workflow.owner)],
    },
  };
}

/** Every place where a card stands is kept as it is, so there are not many of them. */
function movedOften(): Refusal<'moved-often'> {
  const say =
    'This request stands in too many channels already to move it once more. It can be decided in each of them.';
  return refuse('moved-often', say);
}
