import { describe, expect, test } from 'vitest';
import { gateTerms } from '../../lib/core/gate-terms.ts';
import { DECISION, type Decisions } from './mutations/decision.ts';
import { GATE, type Gates } from './mutations/gate.ts';
import { mutant, type Removal } from './mutations/mutants.ts';
import { POLICY, type Policies } from './mutations/policy.ts';

interface Tables<M> {
  readonly file: string;
  readonly rows: readonly Removal<M>[];
  readonly load: (change?: Removal<M>) => Promise<M>;
}

function held<M>({ file, rows, load }: Tables<M>): void {
  describe(file, () => {
    test('holds to all of it as it is', async () => {
      const whole = await load();
      for (const { field, law } of rows) expect([field, law(whole)]).toEqual([field, true]);
    });
    test.each(rows)('without "$find" a law of $field breaks', async (row) => {
      expect(row.law(await load(row))).toBe(false);
    });
  });
}

/** The copy has the shape of what it was copied from: only the inside of functions changes. */
function loaderOf<M>(file: string, is: (module: unknown) => module is M) {
  return async (change?: Removal<M>): Promise<M> => {
    const module = await mutant(file, change);
    if (!is(module)) throw new Error(`${file} is something else`);
    return module;
  };
}

const has = (module: unknown, name: string) =>
  typeof module === 'object' && module !== null && name in module;
const isPolicies = (module: unknown): module is Policies => has(module, 'policyOf');
const isGates = (module: unknown): module is Gates => has(module, 'whoDecides');
const isDecisions = (module: unknown): module is Decisions => has(module, 'refuseEarly');

held({ file: 'policy.ts', rows: POLICY, load: loaderOf('policy.ts', isPolicies) });
held({ file: 'gate.ts', rows: GATE, load: loaderOf('gate.ts', isGates) });
held({ file: 'decision.ts', rows: DECISION, load: loaderOf('decision.ts', isDecisions) });

test('every field that a rule can have is in the tables, and is part of the name of the rules', () => {
  const fields = new Set(POLICY.map((one) => one.field));
  for (const field of [...Object.keys(gateTerms), 'approvers', 'by'])
    expect(fields).toContain(field);
});

test('every field that somebody decides by is enforced when they do, or in who is asked', () => {
  const fields = new Set([...GATE, ...DECISION].map((one) => one.field));
  // When people are told again is held to by `lib/core/nudge.ts` and the sweep, and tested with them.
  const told = ['remind_after_minutes', 'escalate_after_minutes'];
  const others = Object.keys(gateTerms).filter((one) => !told.includes(one));
  for (const field of [...others, 'approvers']) expect(fields).toContain(field);
});
