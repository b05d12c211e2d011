import * as z from 'zod';
import type { Release } from './component.ts';
import { CREDENTIAL_KINDS, type Declared } from './credentials.ts';
import { accessEnded, accessOf, grantedScopes, wantNames } from './grant.ts';
import { type Refusal, refuse } from './result.ts';
import { retiredRefusal } from './retire.ts';
import { gatedScopes, openedBy } from './scope-actions.ts';
import { pastSunset } from './sunset.ts';
import { plainDate, unixSeconds } from './time.ts';
import type { Workflow } from './workflow.ts';

/** "900 s": also the least that STS gives. */
export const LEASE_SECONDS = 900;
export const LEASE_MINUTES = LEASE_SECONDS / 60;
export const LEASE_TYPE = 'yardmaster-lease+jwt';
/** Each is an item in the lease's transaction. */
export const MOST_SCOPES = 50;

/** "Short-lived credentials under a grant": who has which scopes until when. The credentials are in no record. */
export const leaseSchema = z.strictObject({
  id: z.string(),
  workflow: z.string(),
  team: z.string(),
  revision: z.int(),
  connector: z.string(),
  scopes: z.array(z.string()),
  kind: z.enum(CREDENTIAL_KINDS),
  at: z.string(),
  until: z.string(),
  /** What it is bound to, where `consume` gave it. */
  approval: z.strictObject({ id: z.string(), digest: z.string() }).optional(),
  /** Void: paused in between. Failed: the credentials could not be had. Nothing went out under either. */
  state: z.enum(['out', 'void', 'failed']),
});
export type Lease = z.infer<typeof leaseSchema>;

export type LeaseRefusal =
  | 'workflow-discovered'
  | 'workflow-paused'
  | 'workflow-retired'
  | 'review-overdue'
  | 'not-pinned'
  | 'past-sunset'
  | 'grant-expired'
  | 'access-not-granted'
  | 'scope-not-granted'
  | 'unknown-scope'
  | 'too-many-scopes'
  | 'gated'
  | 'no-credentials';

/** What is asked for, with all that it depends on. */
export interface LeaseAsked {
  readonly workflow: Workflow;
  /** As a manifest names it, without its kind. */
  readonly connector: string;
  /** Undefined: all that may be had without an approval. */
  readonly scopes: readonly string[] | undefined;
  /** What the workflow's pins are locked to. */
  readonly releases: readonly Release[];
  /** Its actions that need an approval. */
  readonly gated: ReadonlySet<string>;
  readonly declared: Declared | undefined;
  readonly now: string;
  /** The action that an approval was just used for; absent where nothing was approved. */
  readonly approved?: string | undefined;
  /** Since when its review is overdue, where that stops it. */
  readonly reviewOverdueSince?: string | undefined;
}

type May = {
  readonly kind: 'may';
  readonly scopes: readonly string[];
  readonly declared: Declared;
};

/** "A lease needs: active, pinned, not past sunset, granted, not gated. Each refusal has a stable type and the way out." */
export function mayLease(asked: LeaseAsked): May | Refusal<LeaseRefusal> {
  const { workflow, connector, releases, declared, now } = asked;
  const stopped =
    notRunning(asked) ?? pastSunset(workflow.id, releases) ?? accessEnded(workflow, now);
  if (stopped) return stopped;
  const release = releases.find((one) => one.component === `connector/${connector}`);
  if (!release) return notPinned(asked);
  const { missing } = accessOf(workflow, now);
  if (missing.length > 0) {
    const say = `${workflow.id} has not been given ${wantNames(missing).join(', ')} yet, so it gets no credentials. ${askFor(workflow.id)}`;
    return refuse('access-not-granted', say);
  }
  if (!declared) {
    const say = `Nobody has said yet what credentials ${connector} gives. A platform admin does: yardmaster credentials set ${connector} FILE.`;
    return refuse('no-credentials', say);
  }
  const scopes = wanted(asked, release, declared);
  return isList(scopes) ? { kind: 'may', scopes, declared } : scopes;
}

function isList(value: readonly string[] | Refusal<LeaseRefusal>): value is readonly string[] {
  return Array.isArray(value);
}

/** "`discovered` (imported, unclaimed, no credentials)"; "Pause: effective for the next lease and consume". */
function notRunning({
  workflow,
  reviewOverdueSince,
}: LeaseAsked): Refusal<LeaseRefusal> | undefined {
  const { id, status, paused } = workflow;
  switch (status) {
    case 'discovered':
      return refuse(
        'workflow-discovered',
        `${id} was found and not claimed, so it gets no credentials. Its team registers it: yardmaster register.`,
      );
    case 'paused': {
      const since = paused ? ` since ${plainDate(paused.at)}` : '';
      const who = paused?.admin ? 'A platform admin' : 'Its owner, its backup or the lead';
      const say = `${id} is paused${since}. ${who} lets it run again: "resume ${id}" in Slack.`;
      return refuse('workflow-paused', say);
    }
    case 'retired':
      return retiredRefusal(id);
    case 'registered':
    case 'active':
      break;
  }
  if (reviewOverdueSince === undefined) return undefined;
  return refuse(
    'review-overdue',
    `The review of ${id} is overdue since ${plainDate(reviewOverdueSince)}. Its owner answers it in Slack.`,
  );
}

function notPinned({ workflow, connector }: LeaseAsked): Refusal<'not-pinned'> {
  const say = `${workflow.id} does not pin the connector ${connector}. Add it to "uses" in its manifest and register that.`;
  return refuse('not-pinned', say);
}

function askFor(workflow: string): string {
  return `Ask for it: yardmaster access ask ${workflow}, or "access ${workflow}" in Slack.`;
}

/** The scopes that go out, or why not. */
function wanted(
  asked: LeaseAsked,
  release: Release,
  declared: Declared,
): readonly string[] | Refusal<LeaseRefusal> {
  const { workflow, connector, now } = asked;
  const held = grantedScopes(workflow, connector, now);
  const closed = closedTo(asked, release);
  const offered = release.surface.scopes;
  const had = offered.filter((scope) => held.includes(scope)).sort();
  const open = had.filter((scope) => !closed.includes(scope));
  if (!asked.scopes && declared.kind !== 'secret') {
    if (offered.length > 0 && had.length === 0) return noneGranted(asked);
    if (had.length > 0 && open.length === 0) return gate(asked, had);
    return fewEnough(open);
  }
  const all = asksFor(asked, declared, offered);
  const unknown = all.filter((scope) => !offered.includes(scope));
  if (unknown.length > 0) {
    const say = `${release.component} ${release.version} has no ${unknown.join(', ')}. It has: ${[...offered].sort().join(', ') || 'no scopes'}.`;
    return refuse('unknown-scope', say);
  }
  const missing = all.filter((scope) => !held.includes(scope));
  if (missing.length > 0) {
    const say = `${workflow.id} has no access to ${missing.join(', ')} of ${connector}. ${askFor(workflow.id)}`;
    return refuse('scope-not-granted', say);
  }
  const behind = all.filter((scope) => closed.includes(scope));
  return behind.length > 0 ? gate(asked, behind) : fewEnough(all);
}

/** A secret cannot be cut to scopes: who is given it has all that it opens. */
function asksFor(
  { scopes }: LeaseAsked,
  declared: Declared,
  offered: readonly string[],
): readonly string[] {
  const opened = declared.kind === 'secret' ? (declared.opens ?? offered) : [];
  return [...new Set([...opened, ...(scopes ?? [])])].sort();
}

/** "A scope behind a gated action is never leased standing: only `consume` mints it", for its own action. */
function closedTo({ gated, approved }: LeaseAsked, release: Release): string[] {
  const closed = gatedScopes(release, gated);
  if (approved === undefined) return closed;
  return closed.filter((scope) => !openedBy(release, scope)?.includes(approved));
}

function gate({ workflow }: LeaseAsked, scopes: readonly string[]): Refusal<'gated'> {
  const say = `${scopes.join(', ')} may only be had with an approval: ask for one for what ${workflow.id} is about to do, and consume it. The credentials come with the receipt.`;
  return refuse('gated', say);
}

function noneGranted({ workflow, connector }: LeaseAsked): Refusal<'access-not-granted'> {
  const say = `${workflow.id} has been given no scope of ${connector}. ${askFor(workflow.id)}`;
  return refuse('access-not-granted', say);
}

function fewEnough(scopes: readonly string[]): readonly string[] | Refusal<'too-many-scopes'> {
  if (scopes.length <= MOST_SCOPES) return scopes;
  const say = `These are ${scopes.length} scopes, and a lease has ${MOST_SCOPES} at most. Name those that are needed now.`;
  return refuse('too-many-scopes', say);
}

/** Those of a connector's scopes that an approved action opens, as far as the workflow was given them. */
export function openedScopes(
  { workflow, releases, now }: Pick<LeaseAsked, 'workflow' | 'releases' | 'now'>,
  action: string,
): { readonly connector: string; readonly scopes: readonly string[] }[] {
  return releases.flatMap((release) => {
    if (!release.component.startsWith('connector/')) return [];
    const connector = release.component.slice('connector/'.length);
    const held = grantedScopes(workflow, connector, now);
    const scopes = release.surface.scopes.filter(
      (scope) => held.includes(scope) && openedBy(release, scope)?.includes(action),
    );
    return scopes.length > 0 ? [{ connector, scopes: scopes.sort() }] : [];
  });
}

/** The claims of a `token`: "audience = connector", and a `typ` of its own, so that it is no receipt. */
export function leaseClaims(lease: Lease, issuer: string, now: string) {
  const { id, workflow, team, revision, connector, scopes, until, approval } = lease;
  return {
    iss: issuer,
    aud: `connector/${connector}`,
    sub: workflow,
    jti: id,
    iat: unixSeconds(now),
    exp: unixSeconds(until),
    scopes,
    team,
    revision,
    ...(approval ? { approval: approval.id, digest: approval.digest } : {}),
  };
}
