import {
  type Departure,
  named,
  notMine,
  notOrphaned,
  type Orphan,
  openOrphans,
  taken,
  turnNow,
} from '../core/departure.ts';
import { type Organisation, type PersonKey, slackUserId } from '../core/people.ts';
import { mayNotRegister } from '../core/registration/editor.ts';
import { register } from '../core/registration.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { mayNot, type Standing } from '../core/roles.ts';
import type { Workflow } from '../core/workflow.ts';
import type { Head } from '../store/item.ts';
import { attempt, done, type Step } from './attempt.ts';
import {
  answerBy,
  type departureChange,
  departureWrite,
  linesOf,
  loadDeparture,
  openDepartures,
} from './departure-store.ts';
import type { Deps } from './deps.ts';
import { isGone } from './inactive.ts';
import { goneAmong, tellables } from './notice-carry.ts';
import { loadGround } from './register.ts';
import { acceptedStep } from './register-steps.ts';
import { unfitToServe } from './settings-people.ts';
import { loadOrganisation, loadWorkflow, standingTo } from './standing.ts';

/** A workflow of somebody who left. */
export interface OrphanAt {
  readonly person: PersonKey;
  readonly workflow: string;
}

export type OrphanAnswered =
  | { readonly kind: 'answered'; readonly departure: Departure; readonly orphan: Orphan }
  | Refusal;

interface Ground {
  readonly kind: 'ground';
  readonly head: Head<Departure>;
  readonly workflow: Workflow;
  readonly standing: Standing;
  readonly orphan: Orphan;
}

async function loadOrphan(
  deps: Deps,
  { person, workflow: id }: OrphanAt,
): Promise<Ground | Refusal> {
  const [head, held] = await Promise.all([loadDeparture(deps, person), loadWorkflow(deps, id)]);
  const orphan = head && openOrphans(head.state).find((one) => one.id === id);
  if (!head || !held || !orphan || held.state.owner !== person) return notOrphaned(id);
  const standing = await standingTo(deps, held.state);
  return { kind: 'ground', head, workflow: held.state, standing, orphan };
}

/**
 * Take It. The owner left, so nobody is there to agree: no second review is held. Whoever takes it is
 * the backup or a lead, who may already do all that an owner may, or was named by one of them or by the
 * platform; all other rules of a registration hold.
 */
export async function takeWorkflow(
  deps: Deps,
  by: PersonKey,
  at: OrphanAt,
): Promise<OrphanAnswered> {
  const sure = await surelyGone(deps, at.person);
  if (sure) return sure;
  return attempt(deps, async (): Promise<Step<OrphanAnswered>> => {
    const found = await loadOrphan(deps, at);
    if (found.kind === 'refused') return done(found);
    const { head, workflow, standing, orphan } = found;
    const isAsked = turnNow(orphan).who === by;
    const refusal = isAsked ? undefined : mayNot('take-workflow', by, standing);
    if (refusal) return done(refusal);
    const registered = await registration(deps, by, workflow);
    if (registered.kind === 'refused') return done(registered);
    const now = deps.now();
    const outcome = taken(head.state, { id: workflow.id, by, now });
    if (outcome.kind === 'refused') return done(outcome);
    const event = { kind: 'departure.taken', by, data: { workflow: workflow.id } };
    const told = { next: outcome.departure, before: head };
    const { changes, tell = [] } = departureWrite(deps, told, event, standing.organisation);
    const { write } = registered.step;
    const all: typeof write.changes = [...write.changes, ...changes];
    const rows = [...(write.tell ?? []), ...tell];
    return { kind: 'write', value: outcome, write: { ...write, changes: all, tell: rows } };
  });
}

/** Unsure changes nothing, and who is there again keeps what is theirs. */
async function surelyGone(deps: Deps, person: PersonKey): Promise<Refusal | undefined> {
  const gone = await isGone(deps, person);
  if (gone) return undefined;
  if (gone === false) {
    return refuse(
      'not-orphaned',
      'The owner is in Slack again and keeps it. Nothing is left to do.',
    );
  }
  return refuse('lookup-failed', 'Slack could not say whether the owner left. Try again.');
}

type WriteStep = Extract<ReturnType<typeof acceptedStep>, { readonly kind: 'write' }>;

/** The workflow with this person as its owner, as a registration decides on it. */
async function registration(
  deps: Deps,
  by: PersonKey,
  { manifest: before, home }: Workflow,
): Promise<{ readonly kind: 'registered'; readonly step: WriteStep } | Refusal> {
  const { backup, ...rest } = before;
  const kept = backup === undefined || backup === by ? {} : { backup };
  const manifest = { ...rest, ...kept, owner_person: by };
  const ground = await loadGround(deps, { by, manifest, home });
  if (ground.kind === 'refused') return ground;
  const refusal = mayNotRegister(ground.by, ground);
  if (refusal) return refusal;
  const outcome = register({ ...ground.input, ownerGone: true });
  if (outcome.kind === 'accepted') {
    const step = acceptedStep(deps, ground, outcome);
    if (step.kind === 'write') return { kind: 'registered', step };
  }
  const [problem] = outcome.kind === 'problems' ? outcome.problems : [];
  const say = problem?.say ?? 'Something else of it waits for a review. Answer that first.';
  return refuse('cannot-take', `It cannot be yours as it stands: ${say}`);
}

/** Name Somebody Else: they are asked, and take it themselves. One of the owning team. */
export async function nameOwner(
  deps: Deps,
  by: PersonKey,
  at: OrphanAt,
  to: PersonKey,
): Promise<OrphanAnswered> {
  const unfit = (await surelyGone(deps, at.person)) ?? (await unfitToServe(deps, to));
  if (unfit) return unfit;
  return attempt(deps, async (): Promise<Step<OrphanAnswered>> => {
    const found = await loadOrphan(deps, at);
    if (found.kind === 'refused') return done(found);
    const { head, standing } = found;
    const refusal = mayNot('name-owner', by, standing) ?? notInTeam(standing, to);
    if (refusal) return done(refusal);
    const asking = { now: deps.now(), until: answerBy(deps, standing.organisation), gone: NOBODY };
    const outcome = named(head.state, { id: at.workflow, to, asking });
    return answered(
      deps,
      { head, outcome, organisation: standing.organisation },
      {
        kind: 'departure.named',
        by,
        data: { workflow: at.workflow, to },
      },
    );
  });
}

const NOBODY: ReadonlySet<PersonKey> = new Set();

function notInTeam({ team }: Standing, to: PersonKey): Refusal | undefined {
  if (team?.members.includes(to)) return undefined;
  const name = team?.name ?? 'the owning team';
  return refuse('not-member', `Choose a member of ${name}, or add ${slackUserId(to)} to it first.`);
}

/** Not Mine: the next in line is asked at once. */
export async function refuseOrphan(
  deps: Deps,
  by: PersonKey,
  at: OrphanAt,
): Promise<OrphanAnswered> {
  const seen = (await loadWorkflow(deps, at.workflow))?.state;
  const away = seen ? await goneAmong(deps, await tellables(deps, [seen])) : NOBODY;
  return attempt(deps, async (): Promise<Step<OrphanAnswered>> => {
    const found = await loadOrphan(deps, at);
    if (found.kind === 'refused') return done(found);
    const { head, workflow, standing } = found;
    const [line] = await linesOf(deps, [workflow]);
    if (!line) return done(notOrphaned(at.workflow));
    const { organisation } = standing;
    const asking = { now: deps.now(), until: answerBy(deps, organisation), gone: away };
    const outcome = notMine(head.state, { by, line, asking });
    const event = { kind: 'departure.passed', by, data: { workflow: at.workflow } };
    return answered(deps, { head, outcome, organisation }, event);
  });
}

function answered(
  deps: Deps,
  about: {
    readonly head: Head<Departure>;
    readonly outcome: ReturnType<typeof named>;
    readonly organisation: Organisation;
  },
  event: Parameters<typeof departureChange>[3],
): Step<OrphanAnswered> {
  const { head, outcome, organisation } = about;
  if (outcome.kind === 'refused') return done(outcome);
  const told = { next: outcome.departure, before: head };
  return { kind: 'write', value: outcome, write: departureWrite(deps, told, event, organisation) };
}

/** Before the form asks whom: why this person may name nobody here, if so. */
export async function mayNameOwner(
  deps: Deps,
  by: PersonKey,
  at: OrphanAt,
): Promise<{ readonly kind: 'may' } | Refusal> {
  const found = await loadOrphan(deps, at);
  if (found.kind === 'refused') return found;
  return mayNot('name-owner', by, found.standing) ?? { kind: 'may' };
}

/** Workflows without an owner whose turn is this person's, or the platform's where they are an admin. */
export async function orphansFor(
  deps: Deps,
  by: PersonKey,
): Promise<readonly { readonly person: PersonKey; readonly orphan: Orphan }[]> {
  const [open, organisation] = await Promise.all([openDepartures(deps), loadOrganisation(deps)]);
  const admin = organisation.admins.includes(by);
  return open.flatMap((departure) =>
    openOrphans(departure)
      .filter((orphan) => {
        const { who } = turnNow(orphan);
        return who === by || (who === undefined && admin);
      })
      .map((orphan) => ({ person: departure.person, orphan })),
  );
}
