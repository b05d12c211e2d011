import { saltedDigest } from '../core/audit.ts';
import { type Verdict, verdictSchema } from '../core/duplicates.ts';
import { toHex } from '../core/hash.ts';
import type { Change } from '../store/commit.ts';
import { listedUnder, VERDICTS } from '../store/indexes.ts';
import { fromAttributes } from '../store/item.ts';
import { headKey, partKey, type Subject } from '../store/keys.ts';
import { readAll, readTogether } from '../store/read.ts';
import type { Item } from '../store/store.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import type { Need } from './request.ts';
import { loadTeam, loadWorkflow } from './standing.ts';

/** The same entries in any order are one subject. */
export function verdictId({ sha }: Pick<Deps, 'sha'>, ids: readonly string[]): string {
  return toHex(sha(JSON.stringify([...new Set(ids)].sort()))).slice(0, 32);
}

function subjectOf(id: string): Subject {
  return `verdict/${id}`;
}

/** A verdict to give. Its id follows from its entries. */
export type Given = Omit<Verdict, 'id' | 'at'>;

/** The change that makes it so, over the one that stands, with the salt of its reason's digest. */
export function verdictChange(
  deps: Deps,
  given: Given,
  from: Change['from'],
): { readonly change: Change; readonly salt: Item } {
  const at = deps.now();
  const ids = [...new Set(given.ids)].sort();
  const id = verdictId(deps, ids);
  const salt = deps.newId('salt');
  const { say, best, by, because } = given;
  const reasonDigest = saltedDigest(because, salt, deps.sha);
  const subject = subjectOf(id);
  return {
    change: {
      subject,
      from,
      state: { ...given, ids, id, at } satisfies Verdict,
      index: listedUnder(VERDICTS, `${at}#${id}`),
      event: {
        kind: 'verdict.given',
        at,
        actor: { kind: 'person', id: by },
        data: { ids, say, reasonDigest, ...(best ? { best } : {}) },
      },
    },
    salt: { ...partKey(subject, 'SALT'), kind: 'salt', data: { salt } },
  };
}

/** Every verdict that stands, the oldest first. */
export async function allVerdicts(deps: Deps): Promise<Verdict[]> {
  const listing = { index: 'list' as const, partition: VERDICTS, schema: verdictSchema };
  return (await readAll(deps.store, listing)).map((head) => head.state);
}

/** The verdicts that stand on these sets of entries, by id. */
async function verdictsOn(deps: Deps, sets: readonly (readonly string[])[]) {
  const keys = sets.map((ids) => headKey(subjectOf(verdictId(deps, ids))));
  if (keys.length === 0) return new Map<string, Verdict>();
  const items = [...(await readTogether(deps.store, keys)).values()];
  const found = items.map((item) => fromAttributes(item, verdictSchema).state);
  return new Map(found.map((one) => [one.id, one]));
}

/**
 * "Evidence and answer are kept; the same pair is not asked again": whoever was shown what exists and
 * went on has said that each of it is another thing than the workflow asked for. What was said before
 * stands; saying it twice is saying it once.
 */
export async function rememberAnswer(
  deps: Deps,
  need: Pick<Need, 'by' | 'team' | 'workflow' | 'evidence'>,
  answer: { readonly because: string; readonly reused?: string },
): Promise<void> {
  const own = `workflow/${need.workflow}`;
  const others = need.evidence.map(({ id }) => id).filter((id) => id !== answer.reused);
  const pairs = [...new Set(others)].filter((id) => id !== own).map((id) => [own, id] as const);
  await attempt(deps, async (): Promise<Step<void>> => {
    if (await isOfOthers(deps, need)) return done(undefined);
    const known = await verdictsOn(deps, pairs);
    const [first, ...rest] = pairs
      .filter((ids) => !known.has(verdictId(deps, ids)))
      .map((ids) =>
        verdictChange(
          deps,
          { ids: [...ids], say: 'keep', because: answer.because, by: need.by },
          undefined,
        ),
      );
    if (!first) return done(undefined);
    const given = [first, ...rest];
    return {
      kind: 'write',
      value: undefined,
      write: {
        changes: [first.change, ...rest.map(({ change }) => change)],
        puts: given.map(({ salt }) => salt),
      },
    };
  });
}

/** What a team says of its own request says nothing of another team's workflow of that name. */
async function isOfOthers(deps: Deps, { team, workflow }: Pick<Need, 'team' | 'workflow'>) {
  const existing = (await loadWorkflow(deps, workflow))?.state;
  if (!existing || existing.team === team) return false;
  const [ours, theirs] = await Promise.all([loadTeam(deps, team), loadTeam(deps, existing.team)]);
  return ours?.id !== theirs?.id;
}

/** Which of these entries were said to be other things than this workflow. */
export async function saidToDiffer(
  deps: Deps,
  workflow: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const own = `workflow/${workflow}`;
  const verdicts = await verdictsOn(
    deps,
    ids.map((id) => [own, id]),
  );
  const differ = (id: string) => verdicts.get(verdictId(deps, [own, id]))?.say === 'keep';
  return new Set(ids.filter(differ));
}

/** What was said of an entry, the newest first. */
export async function verdictsAbout(deps: Deps, id: string): Promise<Verdict[]> {
  return (await allVerdicts(deps)).filter(({ ids }) => ids.includes(id)).reverse();
}
