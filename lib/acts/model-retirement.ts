import { modelKey } from '../core/model.ts';
import {
  type Retirement,
  type RetirementOutcome,
  retire,
  retirementSchema,
  standing,
  type WantedRetirement,
} from '../core/model-retirement.ts';
import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { dateIn } from '../core/time.ts';
import { listedUnder, MODELS } from '../store/indexes.ts';
import type { Head } from '../store/item.ts';
import type { Subject } from '../store/keys.ts';
import { readAll, readHead } from '../store/read.ts';
import { attempt, done, type Step, type Write } from './attempt.ts';
import type { Deps } from './deps.ts';
import { loadOrganisation, mayNotHere } from './standing.ts';

/** Every date that stands, by `modelKey`. */
export type Retirements = ReadonlyMap<string, Retirement>;

/** One query: an organisation has tens. */
export async function retirements(deps: Deps): Promise<Retirements> {
  const listing = { index: 'list' as const, partition: MODELS, schema: retirementSchema };
  const all = (await readAll(deps.store, listing)).flatMap(({ state }) => standing(state) ?? []);
  return new Map(all.map((one) => [modelKey(one.model), one]));
}

export type Retired = RetirementOutcome | Refusal<'not-allowed'>;

/** Sets the day from which a model answers nobody any more, or moves it. For platform admins. */
export async function retireModel(
  deps: Deps,
  by: PersonKey,
  wanted: WantedRetirement,
): Promise<Retired> {
  const refusal = await mayNotHere(deps, 'retire-model', by);
  if (refusal) return refusal;
  const { timeZone } = await loadOrganisation(deps);
  return attempt(deps, async (): Promise<Step<Retired>> => {
    const head = await readModel(deps, wanted.model);
    const at = deps.now();
    const outcome = retire(head?.state, wanted, { by, at, today: dateIn(at, timeZone) });
    if (outcome.kind !== 'retiring') return done(outcome);
    const { retirement } = outcome;
    return {
      kind: 'write',
      value: outcome,
      write: written(deps, retirement, { head, by, kind: 'model.retiring' }),
    };
  });
}

export type Withdrawn =
  | { readonly kind: 'withdrawn'; readonly retirement: Retirement }
  | Refusal<'not-allowed' | 'no-retirement'>;

/** Takes the date back: the model stays. */
export async function withdrawRetirement(
  deps: Deps,
  by: PersonKey,
  model: string,
): Promise<Withdrawn> {
  const refusal = await mayNotHere(deps, 'retire-model', by);
  if (refusal) return refusal;
  return attempt(deps, async (): Promise<Step<Withdrawn>> => {
    const head = await readModel(deps, model);
    if (!head) {
      return done(refuse('no-retirement', `No date is set for ${model.slice(0, 100)}.`));
    }
    if (head.state.withdrawn) return done({ kind: 'withdrawn', retirement: head.state });
    const retirement: Retirement = { ...head.state, withdrawn: true };
    return {
      kind: 'write',
      value: { kind: 'withdrawn', retirement },
      write: written(deps, retirement, { head, by, kind: 'model.retirement-withdrawn' }),
    };
  });
}

function readModel(deps: Deps, model: string): Promise<Head<Retirement> | undefined> {
  return readHead(deps.store, subjectOf(model), retirementSchema);
}

function subjectOf(model: string): Subject {
  return `model/${modelKey(model)}`;
}

function written(
  deps: Deps,
  state: Retirement,
  { head, by, kind }: { head: Head<Retirement> | undefined; by: PersonKey; kind: string },
): Write {
  const { on, successor } = state;
  const data = { on, ...(successor === undefined ? {} : { successor }) };
  const actor = { kind: 'person' as const, id: by };
  return {
    changes: [
      {
        subject: subjectOf(state.model),
        from: head?.chain,
        state,
        index: listedUnder(MODELS, modelKey(state.model)),
        event: { kind, at: deps.now(), actor, data },
      },
    ],
  };
}
