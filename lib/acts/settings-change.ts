import { toHex } from '../core/hash.ts';
import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import {
  type SettingsChange,
  settingsChangeSchema,
  type WantedChange,
} from '../core/settings-change.ts';
import { answerTo, changeText, flagged, propose } from '../core/settings-change-rules.ts';
import type { Head } from '../store/item.ts';
import { readHead } from '../store/read.ts';
import { attempt, done, type Step } from './attempt.ts';
import { refuseRules } from './baseline-preview.ts';
import type { Deps } from './deps.ts';
import { unfitProvider } from './identity-provider.ts';
import { changeSubject, changeWrite, loadFooting } from './settings-change-write.ts';
import { goneAdmins, unfitToDecide, unfitToServe } from './settings-people.ts';
import { mayNotHere } from './standing.ts';

type Proposed = { readonly kind: 'proposed'; readonly change: SettingsChange } | Refusal;

/**
 * Asks for a change that needs a second admin, or carries a lone admin's out at once, flagged. The
 * same wish is proposed once: a second click is answered with the change that waits already.
 */
export async function proposeChange(
  deps: Deps,
  by: PersonKey,
  wanted: WantedChange,
): Promise<Proposed> {
  const refusal = (await mayNotHere(deps, 'propose-change', by)) ?? (await unfitWish(deps, wanted));
  if (refusal) return refusal;
  const gone = await goneAdmins(deps, by);
  return attempt(deps, async (): Promise<Step<Proposed>> => {
    const [footing, { id, latest }] = await Promise.all([
      loadFooting(deps, gone),
      nextAlike(deps, wanted),
    ]);
    if (latest?.state.state === 'open') return done(waitsAlready(latest.state, by));
    const outcome = propose(wanted, by, footing.ground);
    if (outcome.kind === 'refused') {
      const twice = outcome.why === 'nothing-changes' && isOwnFlagged(latest, by);
      return done(twice && latest ? { kind: 'proposed', change: latest.state } : outcome);
    }
    const at = deps.now();
    const inForce = outcome.kind === 'flagged';
    const after = { id, wanted, state: outcome.kind, by, at };
    const organisation = inForce ? flagged(outcome.organisation, id, at) : outcome.organisation;
    const rest = { footing, before: undefined, after, by, organisation };
    const write = changeWrite(deps, { ...rest, comesIntoForce: inForce });
    return { kind: 'write', value: { kind: 'proposed', change: after }, write };
  });
}

async function unfitWish(deps: Deps, wanted: WantedChange): Promise<Refusal | undefined> {
  if (wanted.about === 'baseline') return refuseRules(deps, wanted.rules);
  if (wanted.about === 'identity-provider') return unfitProvider(deps, wanted.provider);
  const adds = wanted.about === 'add-admin' || wanted.about === 'add-auditor';
  return adds ? unfitToServe(deps, wanted.person) : undefined;
}

function isOwnFlagged(latest: Head<SettingsChange> | undefined, by: PersonKey): boolean {
  return latest?.state.state === 'flagged' && latest.state.by === by;
}

function waitsAlready(change: SettingsChange, by: PersonKey): Proposed {
  if (change.by === by) return { kind: 'proposed', change };
  return refuse(
    'proposed-already',
    'Another admin proposed this already. Countersign it on your App Home.',
  );
}

/** The id under which this wish is filed next, and the change it was filed as the last time. */
async function nextAlike(
  deps: Deps,
  wanted: WantedChange,
): Promise<{ id: string; latest: Head<SettingsChange> | undefined }> {
  let latest: Head<SettingsChange> | undefined;
  for (let nth = 0; ; nth += 1) {
    const id = `chg_${toHex(deps.sha(changeText(wanted, nth))).slice(0, 24)}`;
    const head = await loadChange(deps, id);
    if (!head) return { id, latest };
    latest = head;
  }
}

/** Undefined when there is no change of that id. */
export function loadChange(deps: Deps, id: string): Promise<Head<SettingsChange> | undefined> {
  return readHead(deps.store, changeSubject(id), settingsChangeSchema);
}

export interface Answering {
  readonly answer: 'countersign' | 'refuse' | 'withdraw';
  /** Only a refusal needs one. */
  readonly reason: string;
  /** Shown on the card; the key in the log is what counts. */
  readonly name: string;
}

type Answered = { readonly kind: 'answered'; readonly change: SettingsChange } | Refusal;

/** An admin other than the proposer countersigns or refuses, or the proposer withdraws: once. */
export async function answerChange(
  deps: Deps,
  by: PersonKey,
  id: string,
  answering: Answering,
): Promise<Answered> {
  const act = answering.answer === 'withdraw' ? 'propose-change' : 'countersign';
  const refusal = await mayNotHere(deps, act, by);
  if (refusal) return refusal;
  const countersigns = answering.answer === 'countersign';
  const [gone, unfit, unfitSelf] = await Promise.all([
    goneAdmins(deps, by),
    countersigns ? unfitByNow(deps, id) : undefined,
    countersigns ? unfitToDecide(deps, by) : undefined,
  ]);
  if (unfitSelf) return unfitSelf;
  return attempt(deps, async (): Promise<Step<Answered>> => {
    const [footing, before] = await Promise.all([loadFooting(deps, gone), loadChange(deps, id)]);
    if (!before) return done(refuse('no-change', 'There is no such change.'));
    const outcome = answerTo(before.state, { ...answering, by, at: deps.now() }, footing.ground);
    if (outcome.kind === 'refused') return done(outcome);
    const { change: after, organisation, comesIntoForce } = outcome;
    if (comesIntoForce && unfit) return done(unfit);
    const write = changeWrite(deps, { footing, before, after, by, organisation, comesIntoForce });
    return { kind: 'write', value: { kind: 'answered', change: after }, write };
  });
}

/** Whoever was fit when they were proposed may have left since, and a team may be gone. */
async function unfitByNow(deps: Deps, id: string): Promise<Refusal | undefined> {
  const head = await loadChange(deps, id);
  return head?.state.state === 'open' ? unfitWish(deps, head.state.wanted) : undefined;
}
