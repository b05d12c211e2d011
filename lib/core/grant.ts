import * as z from 'zod';
import { type Refusal, refuse } from './result.ts';
import { plainDate } from './time.ts';
import type { Workflow } from './workflow.ts';

/** A scope of one connector. The connector is named as in a manifest, without its kind. */
export const wantSchema = z.strictObject({ connector: z.string(), scope: z.string() });
export type Want = z.infer<typeof wantSchema>;

/** The connector of a grant from before grants were kept apart: it holds for every one. */
export const ANY_CONNECTOR = '*';
/** Who gave what the baseline gives to everybody. */
export const BY_BASELINE = 'baseline';
/** Who gave what a workflow had before it was written down who did. */
export const BY_EARLIER = 'earlier';

/** "A workflow's reviewed access to a connector with scopes": one scope of it. */
export const grantSchema = z.strictObject({
  connector: z.string(),
  scope: z.string(),
  at: z.string(),
  /** A person; `baseline` or `earlier` where nobody gave it. */
  by: z.string(),
  /** It counts no more from this moment on. Absent: until it is taken back. */
  until: z.string().optional(),
  /** The access request, or the proposed revision, that it was given for. */
  request: z.string().optional(),
  /** What its owner was told of last: that it ends soon, that it has ended. */
  told: z.enum(['ending', 'ended']).optional(),
});
export type Grant = z.infer<typeof grantSchema>;

type Granted = Pick<Workflow, 'grants'>;

/** Whether the grant counts at `now`: "an expired grant counts no more from its moment". */
export function isInForce({ until }: Grant, now: string): boolean {
  return until === undefined || now < until;
}

export function sameWant(one: Want, other: Want): boolean {
  return one.scope === other.scope && one.connector === other.connector;
}

function covers(grant: Grant, want: Want): boolean {
  const { connector, scope } = grant;
  return scope === want.scope && (connector === want.connector || connector === ANY_CONNECTOR);
}

/** The grant that lets the workflow have this scope at `now`, if any. */
export function grantOf({ grants = [] }: Granted, want: Want, now: string): Grant | undefined {
  return grants.find((grant) => covers(grant, want) && isInForce(grant, now));
}

/** The scopes of this connector that the workflow was given and that count at `now`, sorted. */
export function grantedScopes({ grants = [] }: Granted, connector: string, now: string): string[] {
  const held = grants.filter(
    (grant) => isInForce(grant, now) && covers(grant, { connector, scope: grant.scope }),
  );
  return [...new Set(held.map((grant) => grant.scope))].sort();
}

export interface Access {
  /** What its manifest needs and nobody has given, or not any more. */
  readonly missing: readonly Want[];
  /** Those of the missing that it had until its grant ended. */
  readonly lapsed: readonly Grant[];
}

/**
 * What a workflow may use at `now`, from its own record: whoever decides asks this, as a grant ends
 * without anybody writing. One that was registered before needs were kept has its list of missing scopes.
 */
export function accessOf(
  workflow: Pick<Workflow, 'needs' | 'grants' | 'missingScopes'>,
  now: string,
): Access {
  const { needs, grants = [], missingScopes } = workflow;
  if (!needs) {
    const listed = missingScopes.map((scope) => ({ connector: ANY_CONNECTOR, scope }));
    return { missing: listed, lapsed: [] };
  }
  const missing = wantsOf(needs).filter((want) => !grantOf(workflow, want, now));
  const lapsed = missing.flatMap((want) => grants.find((grant) => covers(grant, want)) ?? []);
  return { missing, lapsed };
}

/** One line for each scope of each connector. */
export function wantsOf(
  needs: readonly { readonly connector: string; readonly scopes: readonly string[] }[],
): Want[] {
  return needs.flatMap(({ connector, scopes }) => scopes.map((scope) => ({ connector, scope })));
}

/** Names of scopes, once each and sorted. */
export function scopeNames(wants: readonly Want[]): string[] {
  return [...new Set(wants.map((want) => want.scope))].sort();
}

/** `crm-readonly:crm.write`: how a grant is named in the log. */
export function wantNames(wants: readonly Want[]): string[] {
  return wants.map(({ connector, scope }) => `${connector}:${scope}`).sort();
}

/** The grants with these among them: a new one takes the place of the old one for the same scope. */
export function withGrants(before: readonly Grant[] = [], given: readonly Grant[]): Grant[] {
  const kept = before.filter((one) => !given.some((grant) => sameWant(grant, one)));
  return [...kept, ...given].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

function placeOf({ connector, scope }: Want): string {
  return `${connector} ${scope}`;
}

/**
 * The workflow with other grants, as its access then is: "`registered` → `active` (all its connectors
 * granted)", and back when one of them ends or is taken back.
 */
export function withAccess(workflow: Workflow, grants: readonly Grant[], now: string): Workflow {
  const { grants: _, ...rest } = workflow;
  const next: Workflow = grants.length > 0 ? { ...rest, grants: [...grants] } : rest;
  const { missing } = accessOf(next, now);
  return { ...next, missingScopes: scopeNames(missing), status: statusAfter(workflow, missing) };
}

/** What all of it being granted makes of a status; a revision does not end a pause. */
export function statusAfter(
  before: Pick<Workflow, 'status'> | undefined,
  missing: readonly unknown[],
): Workflow['status'] {
  if (before && before.status !== 'registered' && before.status !== 'active') return before.status;
  return missing.length === 0 ? 'active' : 'registered';
}

/** Why nothing may be asked or consumed although somebody once gave the access: it has ended by itself. */
export function accessEnded(workflow: Workflow, now: string): Refusal<'grant-expired'> | undefined {
  const { id, status } = workflow;
  if (status !== 'active' && status !== 'registered') return undefined;
  const { lapsed } = accessOf(workflow, now);
  const [first] = lapsed;
  if (!first?.until) return undefined;
  const say = `The access of ${id} to ${scopeNames(lapsed).join(', ')} ended on ${plainDate(first.until)}. Ask for it anew: "yardmaster access ask ${id}", or "access ${id}" in Slack.`;
  return refuse('grant-expired', say, { scopes: scopeNames(lapsed).join(' ') });
}
