import { saltedDigest } from '../core/audit.ts';
import {
  type Announced,
  announcedEnough,
  announcedProblem,
  type ChangeProposal,
  type ChangeState,
  catalogProblem,
  endChange,
} from '../core/change-proposal.ts';
import { componentSchema } from '../core/component.ts';
import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { mayNot } from '../core/roles.ts';
import { dateIn } from '../core/time.ts';
import { componentSubject } from '../store/keys.ts';
import { readHead } from '../store/read.ts';
import { type AffectedList, affectedBy, allotAffected } from './affected.ts';
import { attempt, done, type Step } from './attempt.ts';
import {
  announcedItem,
  changeStep,
  loadChange,
  noChange,
  openChangeItem,
  openChangeKey,
  readOpenChange,
  tellProposer,
  timesAnnounced,
} from './change-store.ts';
import type { Deps } from './deps.ts';
import { inactiveAmong } from './inactive.ts';
import { releasesOf } from './register.ts';
import { loadOrganisation, loadTeam } from './standing.ts';

/** Whom an announcement would reach, before anything is sent. */
export interface ChangePreview extends AffectedList {
  readonly kind: 'preview';
  /** People who get a message: one each. */
  readonly owners: number;
  readonly ownerless: readonly string[];
  /** False where there were too many owners to ask Slack about each of them now; sending asks. */
  readonly checked: boolean;
}

/** Slack is asked about so many people while somebody waits for a preview. */
const MOST_CHECKED = 20;

/** "Shows the affected list before anything is published." */
export async function previewChange(
  deps: Deps,
  by: PersonKey,
  said: Announced,
): Promise<ChangePreview | Refusal> {
  const ready = await readyFor(deps, by, said);
  if (ready.kind === 'refused') return ready;
  const found = await affectedBy(deps, said);
  const owners = [...new Set(found.rows.map((row) => row.state.owner))];
  const checked = owners.length <= MOST_CHECKED;
  const { holders, ownerless } = await allotAffected(deps, found, async () =>
    checked ? inactiveAmong(deps, owners) : new Set(),
  );
  return { kind: 'preview', ...found, owners: holders.size, ownerless, checked };
}

interface Ready {
  readonly kind: 'ready';
  readonly team: string;
  readonly today: string;
  /** How often something was announced of the component today. */
  readonly times: number;
}

/** Whether this person may announce it, as it is written; and whose the component is. */
async function readyFor(deps: Deps, by: PersonKey, said: Announced): Promise<Ready | Refusal> {
  const { component } = said;
  const may = await mayAnnounce(deps, by, component);
  if (may.kind === 'refused') return may;
  const { timeZone } = await loadOrganisation(deps);
  const today = dateIn(deps.now(), timeZone);
  const problem = announcedProblem(said, today);
  if (problem) return problem;
  const [releases, open, times] = await Promise.all([
    releasesOf(deps, component),
    readOpenChange(deps, said),
    timesAnnounced(deps, component, today),
  ]);
  if (open) {
    const say =
      'This is announced already. Withdraw it, or mark it as done, before you say it anew.';
    return refuse('proposed-already', say, { change: open });
  }
  const refusal = catalogProblem(said, releases) ?? announcedEnough(component, times);
  return refusal ?? { ...may, today, times };
}

/** "For members of the owning team or platform admins of shared ones." */
async function mayAnnounce(
  deps: Deps,
  by: PersonKey,
  component: string,
): Promise<{ readonly kind: 'ready'; readonly team: string } | Refusal> {
  const [organisation, head] = await Promise.all([
    loadOrganisation(deps),
    readHead(deps.store, componentSubject(component), componentSchema),
  ]);
  if (!head) return refuse('no-component', `${component.slice(0, 200)} is not in the catalog.`);
  const { visibility, team: owner } = head.state;
  const team = await loadTeam(deps, owner);
  const act = visibility === 'shared' ? 'announce-shared' : 'announce-change';
  return mayNot(act, by, { organisation, team }) ?? { kind: 'ready', team: team?.id ?? owner };
}

export type Proposing = { readonly kind: 'change'; readonly change: ChangeProposal } | Refusal;

/**
 * Announces it; the sweep then tells each owner once. `id` is drawn when the form was opened, so that
 * the same form sent twice is one announcement; of several people at once one announces it.
 */
export async function proposeChange(
  deps: Deps,
  by: PersonKey,
  id: string,
  said: Announced,
): Promise<Proposing> {
  const known = await loadChange(deps, id);
  if (known) return { kind: 'change', change: known.state };
  const ready = await readyFor(deps, by, said);
  if (ready.kind === 'refused') return ready;
  const found = await affectedBy(deps, said);
  return attempt(deps, async (): Promise<Step<Proposing>> => {
    const before = await loadChange(deps, id);
    if (before) return done({ kind: 'change', change: before.state });
    const ready = await readyFor(deps, by, said);
    if (ready.kind === 'refused') return done(ready);
    const workflows = found.rows.length;
    if (workflows === 0) {
      const say = `No AI workflow depends on ${said.component} in ${said.range}, so there is nobody to tell.`;
      return done(refuse('nobody-affected', say));
    }
    const salt = deps.newId('salt');
    const change: ChangeProposal = {
      ...{ ...said, salt },
      ...{ id, team: ready.team, by, at: deps.now() },
      ...{ state: 'open', telling: true, workflows, ownerless: [] },
    };
    const { component, kind, range, planned } = said;
    const textDigest = saltedDigest(said.text, salt, deps.sha);
    const data = { component, change: kind, range, planned, workflows, textDigest };
    const happened = { kind: 'change.proposed', actor: { kind: 'person' as const, id: by }, data };
    return {
      kind: 'write',
      value: { kind: 'change', change },
      write: {
        changes: [changeStep(deps, change, undefined, happened)],
        creates: [
          openChangeItem(change),
          announcedItem(change.component, ready.today, ready.times),
        ],
        tell: [tellProposer(change)],
      },
    };
  });
}

/** Withdrawn, or done: every message that stands somewhere says so from then on. */
export async function finishChange(
  deps: Deps,
  by: PersonKey,
  id: string,
  as: Exclude<ChangeState, 'open'>,
): Promise<Proposing> {
  return attempt(deps, async (): Promise<Step<Proposing>> => {
    const head = await loadChange(deps, id);
    if (!head) return done(noChange(id));
    const may = await mayAnnounce(deps, by, head.state.component);
    if (may.kind === 'refused') return done(may);
    const outcome = endChange(head.state, { as, by, at: deps.now() });
    if (outcome.kind === 'refused') return done(outcome);
    const { change } = outcome;
    if (outcome.kind === 'unchanged') return done({ kind: 'change', change });
    const happened = { kind: `change.${as}`, actor: { kind: 'person' as const, id: by }, data: {} };
    return {
      kind: 'write',
      value: { kind: 'change', change },
      write: {
        changes: [changeStep(deps, change, head, happened)],
        deletes: [openChangeKey(change)],
        tell: [tellProposer(change)],
      },
    };
  });
}
