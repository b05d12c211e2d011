import type { Rules } from '../core/baseline.ts';
import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { type SettingsChange, settingsChangeSchema } from '../core/settings-change.ts';
import { ENDED_CHANGES, WAITING_CHANGES } from '../store/indexes.ts';
import { readAll } from '../store/read.ts';
import { loadBaselineVersion } from './baseline-store.ts';
import type { Deps } from './deps.ts';
import { loadChange } from './settings-change.ts';
import { mayNotHere } from './standing.ts';

export interface ChangeLists {
  /** Waiting for a second admin, the oldest first. */
  readonly open: readonly SettingsChange[];
  /** In force by a lone admin's word, the oldest first. */
  readonly flagged: readonly SettingsChange[];
}

async function listed(deps: Deps, partition: string): Promise<SettingsChange[]> {
  const schema = settingsChangeSchema;
  const heads = await readAll(deps.store, { index: 'list', partition, schema });
  return heads.map((head) => head.state);
}

/** What somebody has still to answer. "Shown to auditors", and to admins. */
export async function waitingChanges(
  deps: Deps,
  by: PersonKey,
): Promise<({ readonly kind: 'changes' } & ChangeLists) | Refusal<'not-allowed'>> {
  const refusal = await mayNotHere(deps, 'see-settings', by);
  if (refusal) return refusal;
  const waiting = await listed(deps, WAITING_CHANGES);
  const inState = (state: SettingsChange['state']) => waiting.filter((one) => one.state === state);
  return { kind: 'changes', open: inState('open'), flagged: inState('flagged') };
}

const MOST_RECENT = 50;

/** The same, with what was answered last, the newest first: at most 50. */
export async function allChanges(
  deps: Deps,
  by: PersonKey,
): Promise<
  | ({ readonly kind: 'changes'; readonly recent: readonly SettingsChange[] } & ChangeLists)
  | Refusal<'not-allowed'>
> {
  const waiting = await waitingChanges(deps, by);
  if (waiting.kind === 'refused') return waiting;
  const recent = (await listed(deps, ENDED_CHANGES)).reverse().slice(0, MOST_RECENT);
  return { ...waiting, recent };
}

/** The rules that a change of the baseline was written against, and those it would bring. */
export async function rulesOfChange(
  deps: Deps,
  by: PersonKey,
  id: string,
): Promise<{ kind: 'rules'; before: Rules; after: Rules } | Refusal<'not-allowed' | 'no-change'>> {
  const refusal = await mayNotHere(deps, 'see-settings', by);
  if (refusal) return refusal;
  const wanted = (await loadChange(deps, id))?.state.wanted;
  if (wanted?.about !== 'baseline') return refuse('no-change', 'There is no such change of rules.');
  const before = await loadBaselineVersion(deps, wanted.against);
  if (!before) return refuse('no-change', 'There is no such change of rules.');
  return { kind: 'rules', before: before.rules, after: wanted.rules };
}
