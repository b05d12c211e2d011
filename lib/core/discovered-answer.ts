import type { Discovered } from './discovered.ts';
import type { PersonKey } from './people.ts';
import { type Refusal, refuse } from './result.ts';

/** What somebody says of a discovered workflow. `to`: whom they think it belongs to. */
export type ClaimAnswer =
  | { readonly says: 'mine' }
  | { readonly says: 'gone' }
  | { readonly says: 'runs' }
  | { readonly says: 'not-mine'; readonly to?: PersonKey | undefined }
  | { readonly says: 'assign'; readonly to: PersonKey };

export interface Answering {
  readonly answer: ClaimAnswer;
  readonly by: PersonKey;
  readonly at: string;
  /** The lead of the entry's team, if it has a team. */
  readonly lead: PersonKey | undefined;
}

export type ClaimOutcome =
  | { readonly kind: 'answered' | 'unchanged'; readonly entry: Discovered }
  | Refusal<'registered-already' | 'marked-gone' | 'said-not-mine'>;

/**
 * "Mine / Not Mine / Gone". Each answer counts once: the same one again changes nothing. What is gone
 * is kept, and can be taken back; what is registered is settled.
 */
export function answerDiscovered(entry: Discovered, answering: Answering): ClaimOutcome {
  const { answer, by, at } = answering;
  if (entry.state === 'registered') {
    return refuse('registered-already', `"${entry.id}" is registered. Nothing is left to answer.`);
  }
  const answered = (change: Partial<Discovered>): ClaimOutcome => ({
    kind: 'answered',
    entry: { ...entry, ...change, answeredAt: at, answeredBy: by },
  });
  const unchanged: ClaimOutcome = { kind: 'unchanged', entry };
  if (answer.says === 'gone') {
    return entry.state === 'gone' ? unchanged : answered({ state: 'gone' });
  }
  if (answer.says === 'runs') {
    return entry.state === 'gone' ? answered({ state: askedAgain(entry) }) : unchanged;
  }
  if (entry.state === 'gone') {
    return refuse(
      'marked-gone',
      `"${entry.id}" is marked as gone. Press It Runs After All first, if it runs.`,
    );
  }
  if (answer.says === 'mine') {
    if (entry.state === 'claimed' && entry.owner === by) return unchanged;
    return answered({ state: 'claimed', owner: by, notMine: without(entry.notMine, by) });
  }
  if (answer.says === 'assign') {
    if (entry.owner === answer.to) return unchanged;
    const notMine = without(entry.notMine, answer.to);
    return answered({ state: 'unclaimed', owner: answer.to, notMine });
  }
  return passOn(entry, answering, answer.to);
}

function askedAgain(entry: Discovered): Discovered['state'] {
  return entry.owner ? 'unclaimed' : 'not-mine';
}

/** "Not Mine → passes to that person or to the team's lead, then the platform, never silently." */
function passOn(
  entry: Discovered,
  { by, at, lead }: Answering,
  to: PersonKey | undefined,
): ClaimOutcome {
  if (entry.owner === undefined) return { kind: 'unchanged', entry };
  const notMine = [...new Set([...entry.notMine, entry.owner, by])].slice(-50);
  if (to !== undefined && notMine.includes(to)) {
    return refuse('said-not-mine', 'They said already that it is not theirs. Name somebody else.');
  }
  const next = to ?? (lead && !notMine.includes(lead) ? lead : undefined);
  const { owner: _, ...rest } = entry;
  const state = next ? 'unclaimed' : 'not-mine';
  const passed = { ...rest, ...(next ? { owner: next } : {}), state, notMine } as const;
  return { kind: 'answered', entry: { ...passed, answeredAt: at, answeredBy: by } };
}

function without(list: readonly PersonKey[], person: PersonKey): PersonKey[] {
  return list.filter((one) => one !== person);
}
