import type { AffectedList } from '../acts/affected.ts';
import { finishChange, previewChange, proposeChange } from '../acts/change.ts';
import { type ChangeShown, readChange } from '../acts/change-answer.ts';
import {
  type ChangeShownAnswer,
  endChangeOperation,
  getChangeOperation,
  type ProposedChangeAnswer,
  proposeChangeOperation,
} from '../contract/changes.ts';
import type { BodyOf } from '../contract/operation.ts';
import {
  type Announced,
  answerCounts,
  type ChangeProposal,
  usualRange,
} from '../core/change-proposal.ts';
import { servePerson } from './serve.ts';
import { answer, type Door } from './types.ts';

/** Planned changes, announced before anything is published. */
export function serveChanges(door: Door): void {
  const { deps } = door;
  servePerson(door, proposeChangeOperation, async ({ caller, body }) => {
    const said = announced(body);
    const preview = await previewChange(deps, caller, said);
    if (preview.kind === 'refused') return preview;
    const { owners, ownerless, cut } = preview;
    const shown: ProposedChangeAnswer = {
      ...{ affected: affectedView(preview), owners, ownerless: [...ownerless], cut },
    };
    if (body.dry_run) return answer(shown, 200);
    const outcome = await proposeChange(deps, caller, deps.newId('chg'), said);
    if (outcome.kind === 'refused') return outcome;
    const { change } = outcome;
    const location = `/v1/changes/${change.id}`;
    return answer({ change: changeView(change), ...shown }, 201, { location });
  });
  servePerson(door, getChangeOperation, async ({ caller, params }) => {
    const shown = await readChange(deps, caller, params.id);
    return shown.kind === 'refused' ? shown : answer(shownView(shown));
  });
  servePerson(door, endChangeOperation, async ({ caller, params, body }) => {
    const outcome = await finishChange(deps, caller, params.id, body.as);
    return outcome.kind === 'refused' ? outcome : answer(changeView(outcome.change));
  });
}

function announced(body: BodyOf<typeof proposeChangeOperation>): Announced {
  const { component, kind, detail = '', range, text, planned } = body;
  return { component, kind, detail, range: range ?? usualRange(kind, detail), text, planned };
}

function affectedView({ rows }: AffectedList): ProposedChangeAnswer['affected'] {
  return rows.map(({ workflow, state, by, component, version, via }) => ({
    ...{ workflow, team: state.team, owner: state.owner, by, component, version, via },
  }));
}

function changeView(change: ChangeProposal) {
  const { id, component, kind, detail, range, text, planned, team, by, at } = change;
  const { state, telling, ended } = change;
  return {
    ...{ id, component, kind, detail, range, text, planned, team, by, at, state, telling },
    ended_by: ended?.by,
    ended_at: ended?.at,
  };
}

function shownView({ change, asks }: ChangeShown): ChangeShownAnswer {
  return {
    change: changeView(change),
    workflows: change.workflows,
    counts: { told: asks.length, ...answerCounts(asks) },
    answers: asks.map(({ holder, affected, answer: said }) => ({
      person: holder,
      workflows: affected.map((row) => row.workflow),
      says: said?.says,
      at: said?.at,
      reason: said?.reason?.text,
    })),
    ownerless: [...change.ownerless],
  };
}
