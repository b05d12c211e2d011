import type { PersonKey } from '../core/people.ts';
import { isTheirs } from './change-answer.ts';
import type { Deps } from './deps.ts';
import { type LineSeen, seeLines } from './digest-lines.ts';
import { cadenceFor, isChannel, loadDigest } from './digest-store.ts';
import { loadOrganisation } from './standing.ts';

/** One line of a message as it is when it is drawn. */
type LineShown = LineSeen | { readonly kind: 'passed'; readonly workflow: string };

/** One day's message to one reader. */
export interface DigestShown {
  readonly lines: readonly LineShown[];
  readonly more: number;
  readonly now: string;
  readonly timeZone: string;
  /** Counts the audit lines: a later state has a higher one. */
  readonly version: number;
}

/**
 * What a message says "again at delivery": each of its lines as it is now. Undefined for a day of which it
 * is not the last message any more: what stands there stays.
 */
export async function showDigest(
  deps: Deps,
  holder: PersonKey,
  day: string,
): Promise<DigestShown | undefined> {
  const head = await loadDigest(deps, holder);
  const sent = head?.state.sent;
  if (!head || sent?.day !== day) return undefined;
  const keys = sent.lines.map(({ campaign, workflow }) => ({ campaign, workflow }));
  const [seen, organisation] = await Promise.all([seeLines(deps, keys), loadOrganisation(deps)]);
  const { timeZone } = await cadenceFor(deps, organisation, holder);
  const lines = await Promise.all(
    seen.map(async (one, n): Promise<LineShown> => {
      // Narrowed: it is where it was, and that goes on.
      const stays = one.kind === 'moved' && one.to === sent.lines[n]?.version;
      if (stays) return { kind: 'over', key: one.key };
      if (one.kind !== 'open' || (await isStillTold(deps, holder, one))) return one;
      return { kind: 'passed', workflow: one.line.workflow };
    }),
  );
  return { lines, more: sent.more, now: deps.now(), timeZone, version: head.chain.seq };
}

type Open = Extract<LineSeen, { readonly kind: 'open' }>;

/** Whether this reader still has to do with it. */
async function isStillTold(deps: Deps, holder: PersonKey, { workflow, answer }: Open) {
  if (isChannel(holder)) return true;
  return !answer?.notMine.includes(holder) && (await isTheirs(deps, holder, workflow));
}
