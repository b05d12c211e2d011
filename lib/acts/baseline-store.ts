import type { ChainHead } from '../core/audit.ts';
import { type Baseline, baselineSchema, type Rules } from '../core/baseline.ts';
import { defaultBaseline } from '../core/baseline-default.ts';
import type { PersonKey } from '../core/people.ts';
import type { Change } from '../store/commit.ts';
import { partKey } from '../store/keys.ts';
import { readHead, readPart } from '../store/read.ts';
import type { Item } from '../store/store.ts';
import type { Deps } from './deps.ts';

export const BASELINE = 'baseline/home';

export interface StoredBaseline {
  readonly state: Baseline;
  /** Undefined while nobody has changed the one that ships. */
  readonly chain: ChainHead | undefined;
}

/** The baseline in force. Until somebody changes it, that is the default, for ever since. */
export async function loadBaseline(deps: Deps): Promise<StoredBaseline> {
  const head = await readHead(deps.store, BASELINE, baselineSchema);
  const state = () => defaultBaseline(deps.settings.preGranted, BEFORE_ANYBODY);
  return head ?? { state: state(), chain: undefined };
}

const BEFORE_ANYBODY = '1970-01-01T00:00:00.000Z';

function versionKey(version: number) {
  return partKey(BASELINE, `VERSION#${String(version).padStart(4, '0')}`);
}

/** A baseline as it was in this version; undefined where there was none. "Baselines are versioned." */
export async function loadBaselineVersion(
  deps: Deps,
  version: number,
): Promise<Baseline | undefined> {
  const stored = await readPart(deps.store, versionKey(version), baselineSchema);
  if (stored) return stored.state;
  const { state } = await loadBaseline(deps);
  return version === 1 && state.version === 1 ? state : undefined;
}

export interface NewBaseline {
  readonly from: StoredBaseline;
  readonly rules: Rules;
  readonly by: PersonKey;
  /** The change of settings that it came with. */
  readonly change: string;
}

/** The next version, to be put into one transaction with the change of settings it comes from. */
export function baselineChange(
  deps: Deps,
  { from, rules, by, change }: NewBaseline,
): { readonly change: Change; readonly creates: readonly Item[] } {
  const at = deps.now();
  const version = from.state.version + 1;
  const state: Baseline = { version, rules, since: at, by };
  const kept = from.chain ? [state] : [from.state, state];
  return {
    change: {
      subject: BASELINE,
      from: from.chain,
      state,
      event: {
        kind: 'baseline.changed',
        at,
        actor: { kind: 'person', id: by },
        data: { version, change },
      },
    },
    creates: kept.map((one) => ({
      ...versionKey(one.version),
      kind: 'baseline-version',
      data: one,
    })),
  };
}
