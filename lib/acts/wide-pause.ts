import { EMPTY_CHAIN } from '../core/audit.ts';
import { leadsOf } from '../core/gate.ts';
import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { mayNot } from '../core/roles.ts';
import {
  type Pausable,
  pauseWidely,
  resumeWidely,
  stoppedWidely,
  takers,
  type WidePause,
  type WidePauses,
  widePausesSchema,
} from '../core/wide-pause.ts';
import type { Workflow } from '../core/workflow.ts';
import type { Head } from '../store/item.ts';
import { readHead } from '../store/read.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { releasesLocked } from './locked-releases.ts';
import { loadOrganisation, loadTeam, mayNotHere } from './standing.ts';

const SUBJECT = 'pauses/home';

/** What is paused for many, read anew each time. */
export async function loadWidePauses(deps: Deps): Promise<Head<WidePauses>> {
  const head = await readHead(deps.store, SUBJECT, widePausesSchema);
  return head ?? { state: { pauses: [] }, chain: EMPTY_CHAIN };
}

/** Why an approved action may not be consumed now: what takes it is paused for all. */
export async function stoppedForAll(
  deps: Deps,
  workflow: Workflow,
  action: string,
): Promise<Refusal<'paused-widely'> | undefined> {
  const { state } = await loadWidePauses(deps);
  if (state.pauses.length === 0) return undefined;
  const releases = (await releasesLocked(deps, [workflow])).values();
  return stoppedWidely(state, workflow, takers(releases, action));
}

/** "Undone by a second person": what is paused under a team's name is not carried to another name. */
export async function teamPaused(
  deps: Deps,
  team: string,
): Promise<Refusal<'paused-widely'> | undefined> {
  const { state } = await loadWidePauses(deps);
  return stoppedWidely(state, { team, locks: [] }, []);
}

export interface Named {
  readonly what: Pausable;
  readonly name: string;
}

type Listed = { readonly kind: 'pauses'; readonly pauses: readonly WidePause[] };
export type WidelyPaused = Listed | Refusal;

/** Stops a connector, a version, a team or a system for everybody, from the next lease and consume on. */
export async function pauseForAll(
  deps: Deps,
  by: PersonKey,
  { what, name }: Named,
  reason: string,
): Promise<WidelyPaused> {
  const may = await mayPause(deps, by, { what, name }, 'pause-workflow');
  if (may.kind === 'refused') return may;
  const admin = may.asLead ? {} : { admin: true as const };
  return change(deps, { by, what, name, kind: 'pauses.begun' }, (now) =>
    pauseWidely(now, { what, name, at: deps.now(), by, ...admin, reason }),
  );
}

/** Lets it go on; not by whoever paused it, and not by a lead where the platform did. */
export async function resumeForAll(
  deps: Deps,
  by: PersonKey,
  { what, name }: Named,
): Promise<WidelyPaused> {
  const may = await mayPause(deps, by, { what, name }, 'resume-workflow');
  if (may.kind === 'refused') return may;
  const { asAdmin } = may;
  return change(deps, { by, what, name, kind: 'pauses.ended' }, (now) =>
    resumeWidely(now, { what, name }, { by, asAdmin }),
  );
}

/** What is paused for many, for anybody of the organisation. */
export async function listWidePauses(deps: Deps, by: PersonKey): Promise<WidelyPaused> {
  const refusal = await mayNotHere(deps, 'find', by);
  return refusal ?? { kind: 'pauses', pauses: (await loadWidePauses(deps)).state.pauses };
}

/** As what somebody pauses or resumes. */
interface May {
  readonly kind: 'may';
  readonly asLead: boolean;
  readonly asAdmin: boolean;
}

/** The platform may; of a team, its lead may too. Also asked before a form opens. */
export async function mayPause(
  deps: Deps,
  by: PersonKey,
  { what, name }: Named,
  act: 'pause-workflow' | 'resume-workflow',
): Promise<May | Refusal> {
  const [organisation, team] = await Promise.all([
    loadOrganisation(deps),
    what === 'team' ? loadTeam(deps, name) : undefined,
  ]);
  if (what === 'team' && team?.id !== name) {
    return refuse('no-team', `There is no team named "${name.slice(0, 80)}".`);
  }
  const refusal = mayNot(act, by, { organisation, team });
  if (refusal) return what === 'team' ? refusal : notForAll(act);
  const asLead = team !== undefined && leadsOf(team).includes(by);
  return { kind: 'may', asLead, asAdmin: organisation.admins.includes(by) };
}

/** The role table's words are about one workflow. */
function notForAll(act: string): Refusal<'not-allowed'> {
  return refuse('not-allowed', 'Only platform admins can pause what many workflows share.', {
    act,
  });
}

interface Doing extends Named {
  readonly by: PersonKey;
  readonly kind: 'pauses.begun' | 'pauses.ended';
}

function change(
  deps: Deps,
  { by, what, name, kind }: Doing,
  decide: (now: WidePauses) => Listed | Refusal,
): Promise<WidelyPaused> {
  return attempt(deps, async (): Promise<Step<WidelyPaused>> => {
    const head = await loadWidePauses(deps);
    const outcome = decide(head.state);
    if (outcome.kind === 'refused' || outcome.pauses === head.state.pauses) return done(outcome);
    const actor = { kind: 'person' as const, id: by };
    const event = { kind, at: deps.now(), actor, data: { what, name } };
    const from = head.chain.seq === 0 ? undefined : head.chain;
    const state = { pauses: outcome.pauses };
    return {
      kind: 'write',
      value: outcome,
      write: { changes: [{ subject: SUBJECT, from, state, event }] },
    };
  });
}
