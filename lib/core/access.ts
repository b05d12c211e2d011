import * as z from 'zod';
import { grantOf, sameWant, scopeNames, type Want, wantSchema } from './grant.ts';
import { personKeySchema } from './people.ts';
import { type Refusal, refuse } from './result.ts';
import type { Workflow } from './workflow.ts';

export const ACCESS_STATES = [
  'open',
  'granted',
  'narrowed',
  'refused',
  'withdrawn',
  'replaced',
  'stale',
  'taken',
] as const;

/**
 * "A team asks for scopes with a reason; the platform grants (expiring or not), narrows, refuses": one
 * such record. `taken`: nobody asked, and the platform took back what the workflow had.
 */
export const accessRequestSchema = z.object({
  id: z.string(),
  workflow: z.string(),
  team: z.string(),
  wants: z.array(wantSchema).min(1),
  reason: z.string(),
  /** Filed by registering a manifest that needs them; the next revision may take its place. */
  filed: z.boolean(),
  /** Until when the team wants it; absent: without an end. */
  until: z.string().optional(),
  /** A person, or `ci/<identity>`. */
  by: z.string(),
  /** Who held a key of that CI identity then. */
  holders: z.array(personKeySchema).optional(),
  at: z.string(),
  state: z.enum(ACCESS_STATES),
  /** What was given of it, and until when. */
  given: z.strictObject({ wants: z.array(wantSchema), until: z.string().optional() }).optional(),
  /** Who ended it; nobody when the world moved on. */
  end: z
    .strictObject({
      by: z.string().optional(),
      name: z.string().optional(),
      at: z.string(),
      /** What happened, in our own words. */
      say: z.string().optional(),
    })
    .optional(),
});
export type AccessRequest = z.infer<typeof accessRequestSchema>;

/** A connector that the workflow is locked to, with all the scopes that its release has. */
export interface Offered {
  readonly connector: string;
  readonly scopes: readonly string[];
}

/** What an ask is decided on. */
export interface Asking {
  readonly workflow: Workflow;
  readonly wants: readonly Want[];
  readonly reason: string;
  readonly until: string | undefined;
  readonly offered: readonly Offered[];
  readonly preGranted: readonly string[];
  /** Those of the scopes that the baseline gives to nobody. */
  readonly never: readonly string[];
  readonly now: string;
}

export type AskRefusal = Refusal<
  | 'no-scopes'
  | 'not-pinned'
  | 'unknown-scope'
  | 'never-given'
  | 'held-already'
  | 'asked-already'
  | 'reason-required'
  | 'bad-date'
>;

/** What nobody has to look at, and what the platform is asked for. One of both is never empty. */
export interface Asked {
  readonly kind: 'asked';
  readonly given: readonly Want[];
  readonly wants: readonly Want[];
}

/**
 * "Pre-granted scopes need nobody"; a scope that the baseline gives to nobody is refused at once. A
 * scope that is held without an end, or waits already, is not asked for again; one that ends may be.
 */
export function ask(asking: Asking): Asked | AskRefusal {
  const wants = asking.wants.filter(
    (want, at) => asking.wants.findIndex((one) => sameWant(one, want)) === at,
  );
  const wrong = wrongWants(wants, asking);
  if (wrong) return wrong;
  const { workflow, preGranted, now, reason, until } = asking;
  if (until !== undefined && until <= now) {
    return refuse('bad-date', 'The day until which you need it is over. Choose a later one.');
  }
  const open = wants.filter((want) => !isKept(workflow, want, now));
  if (open.length === 0) {
    const say = `${workflow.id} has ${scopeNames(wants).join(', ')} already. There is nothing to ask for.`;
    return refuse('held-already', say);
  }
  const fresh = open.filter((want) => !waitsIn(workflow, want));
  if (fresh.length === 0) {
    const request = waitsIn(workflow, open[0]) ?? '';
    const say = `${scopeNames(open).join(', ')} is asked for already and waits for the platform (${request}).`;
    return refuse('asked-already', say, { request });
  }
  const given = fresh.filter((want) => preGranted.includes(want.scope));
  const rest = fresh.filter((want) => !preGranted.includes(want.scope));
  if (rest.length > 0 && reason.trim() === '') {
    const say = 'Say what it is for: the platform decides on that.';
    return refuse('reason-required', say);
  }
  return { kind: 'asked', given, wants: rest };
}

/** Held, and not ending. */
function isKept(workflow: Workflow, want: Want, now: string): boolean {
  const grant = grantOf(workflow, want, now);
  return grant !== undefined && grant.until === undefined;
}

/** The request in which the scope waits already. */
export function waitsIn({ asked = [] }: Workflow, want: Want | undefined): string | undefined {
  return want && asked.find((one) => sameWant(one, want))?.request;
}

function wrongWants(wants: readonly Want[], asking: Asking): AskRefusal | undefined {
  const { offered, never, workflow } = asking;
  if (wants.length === 0) return refuse('no-scopes', 'Choose at least one scope.');
  for (const { connector, scope } of wants) {
    const found = offered.find((one) => one.connector === connector);
    if (!found) {
      const names = offered.map((one) => one.connector).join(', ') || 'none';
      const say = `${workflow.id} does not pin connector/${connector}. Its connectors: ${names}.`;
      return refuse('not-pinned', say, { connector });
    }
    if (!found.scopes.includes(scope)) {
      const names = found.scopes.join(', ') || 'none';
      const say = `connector/${connector} has no scope named "${scope}". Its scopes: ${names}.`;
      return refuse('unknown-scope', say, { connector, scope });
    }
  }
  const refused = scopeNames(wants).filter((scope) => never.includes(scope));
  if (refused.length === 0) return undefined;
  const say = `The baseline's rule "scopes-never" gives ${refused.join(', ')} to nobody. Ask for less, or talk to the platform team about the rule.`;
  return refuse('never-given', say, { rule: 'scopes-never' });
}

/** What may be asked for: all that is not held without an end and does not wait. */
export function askable(
  workflow: Workflow,
  offered: readonly Offered[],
  never: readonly string[],
  now: string,
): Offered[] {
  const isOpen = (want: Want) => !isKept(workflow, want, now) && !waitsIn(workflow, want);
  return offered
    .map(({ connector, scopes }) => ({
      connector,
      scopes: scopes.filter((scope) => !never.includes(scope) && isOpen({ connector, scope })),
    }))
    .filter(({ scopes }) => scopes.length > 0);
}
