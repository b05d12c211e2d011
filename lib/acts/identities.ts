import { type Identity, identitySchema } from '../core/ci.ts';
import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { mayNot } from '../core/roles.ts';
import type { Change } from '../store/commit.ts';
import { IDENTITIES, listedUnder } from '../store/indexes.ts';
import type { Head } from '../store/item.ts';
import { readAll, readHead } from '../store/read.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { loadOrganisation, loadTeam } from './standing.ts';

/** Undefined when there is no CI identity of that name. */
export async function loadIdentity(deps: Deps, id: string): Promise<Head<Identity> | undefined> {
  return readHead(deps.store, `identity/${id}`, identitySchema);
}

/** For a name that no CI identity has. */
export function noIdentity(id: string): Refusal<'no-identity'> {
  return refuse('no-identity', `There is no CI identity named "${id}".`, { id });
}

type NotCreated = Refusal<'not-allowed' | 'no-team' | 'name-taken' | 'bad-name'>;

/** A CI identity of a team, without a key yet. The same again by somebody who may changes nothing. */
export async function createIdentity(
  deps: Deps,
  by: PersonKey,
  wanted: { readonly id: string; readonly team: string },
): Promise<{ kind: 'created'; identity: Identity } | NotCreated> {
  const parsed = identitySchema.safeParse({ ...wanted, createdAt: deps.now() });
  if (!parsed.success) {
    return refuse(
      'bad-name',
      'A name has lower-case letters, digits and hyphens: ci-support-main.',
    );
  }
  const identity = parsed.data;
  return attempt(
    deps,
    async (): Promise<Step<{ kind: 'created'; identity: Identity } | NotCreated>> => {
      const [refusal, head] = await Promise.all([
        mayNotIssue(deps, by, identity.team),
        loadIdentity(deps, identity.id),
      ]);
      if (refusal) return done(refusal);
      if (head) {
        const { state } = head;
        if (state.team === identity.team) return done({ kind: 'created', identity: state });
        return done(refuse('name-taken', `The name "${identity.id}" is taken. Choose another.`));
      }
      const event = { kind: 'identity.created', by, data: { team: identity.team } };
      const change = identityEvent(deps, undefined, event, identity);
      return { kind: 'write', value: { kind: 'created', identity }, write: { changes: [change] } };
    },
  );
}

/** Why this person may not issue CI keys of the team, or revoke them, if so. */
export async function mayNotIssue(
  deps: Deps,
  by: PersonKey,
  id: string,
  act: 'issue-ci-key' | 'revoke-key' = 'issue-ci-key',
): Promise<Refusal<'not-allowed' | 'no-team'> | undefined> {
  const [organisation, team] = await Promise.all([loadOrganisation(deps), loadTeam(deps, id)]);
  const refusal = mayNot(act, by, { organisation, team });
  if (refusal) return refusal;
  return team ? undefined : refuse('no-team', `There is no team "${id}".`);
}

/** The CI identities whose keys this person may issue, by name. */
export async function identitiesFor(deps: Deps, person: PersonKey): Promise<Identity[]> {
  const listing = { index: 'list' as const, partition: IDENTITIES, schema: identitySchema };
  const all = (await readAll(deps.store, listing)).map((head) => head.state);
  const teams = new Set(all.map((one) => one.team));
  const refusals = await Promise.all(
    [...teams].map(async (id) => [id, await mayNotIssue(deps, person, id)] as const),
  );
  const closed = new Set(refusals.flatMap(([id, refusal]) => (refusal ? [id] : [])));
  return all.filter((one) => !closed.has(one.team)).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** A step of the identity's chain. */
export function identityEvent(
  deps: Deps,
  from: Head<Identity> | undefined,
  event: { kind: string; by: PersonKey; data: Readonly<Record<string, string>> },
  state: Identity,
): Change {
  const { kind, by, data } = event;
  return {
    subject: `identity/${state.id}`,
    from: from?.chain,
    state,
    index: listedUnder(IDENTITIES, state.id),
    event: { kind, at: deps.now(), actor: { kind: 'person', id: by }, data },
  };
}
