/** What may go wrong on purpose. Keys of the per-method maps are Web API methods, or `*` for all. */
type FaultPlan = {
  /** Milliseconds before a method acts. */
  latencyMs: Record<string, number>;
  /** How many times a method answers 429, without acting. */
  rateLimit: Record<string, number>;
  /** How many times a method answers 500, without acting. */
  fail500: Record<string, number>;
  /** How many times a method acts and then answers 500. */
  commitThen500: Record<string, number>;
  /** How many times a method acts on nothing and hangs up. */
  drop: Record<string, number>;
  /** Each dispatch reaches the app this many times more; events under new event ids. */
  repeatDispatch: number;
  /** Milliseconds a dispatch is under way before the app gets it, its three seconds running. */
  dispatchDelayMs: number;
  /** How many of the app's answers count as too late, although the app did its work. */
  lateAnswers: number;
  /** "1 message per second per channel" is held against chat.postMessage. */
  oneMessagePerSecond: boolean;
};

type Counter = 'rateLimit' | 'fail500' | 'commitThen500' | 'drop';

export type Faults = {
  /** Merges into the plan; a map replaces the whole map of that name. */
  set(change: Partial<FaultPlan>): void;
  clear(): void;
  plan(): FaultPlan;
  /** Uses one of the planned faults up; false when none is left. */
  take(kind: Counter, method: string): boolean;
  takeLateAnswer(): boolean;
};

function noFaults(): FaultPlan {
  return {
    latencyMs: {},
    rateLimit: {},
    fail500: {},
    commitThen500: {},
    drop: {},
    repeatDispatch: 0,
    dispatchDelayMs: 0,
    lateAnswers: 0,
    oneMessagePerSecond: false,
  };
}

export function createFaults(): Faults {
  let plan = noFaults();
  return {
    set: (change) => {
      plan = { ...plan, ...change };
    },
    clear: () => {
      plan = noFaults();
    },
    plan: () => plan,
    take: (kind, method) => {
      const key = (plan[kind][method] ?? 0) > 0 ? method : '*';
      const left = plan[kind][key] ?? 0;
      if (left <= 0) return false;
      plan[kind] = { ...plan[kind], [key]: left - 1 };
      return true;
    },
    takeLateAnswer: () => {
      if (plan.lateAnswers <= 0) return false;
      plan = { ...plan, lateAnswers: plan.lateAnswers - 1 };
      return true;
    },
  };
}
