import type * as z from 'zod';
import { type Identity, identitySchema } from '../core/ci.ts';
import { DEFAULT_RETENTION_DAYS, type Organisation, type PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { mayNot } from '../core/roles.ts';
import { type KeyRecord, type Workflow, workflowSchema } from '../core/workflow.ts';
import type { Change } from '../store/commit.ts';
import { IDENTITIES, listedUnder, WORKFLOWS } from '../store/indexes.ts';
import { type Subject, secretKey } from '../store/keys.ts';
import { readAll, readHead } from '../store/read.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { loadOrganisation } from './standing.ts';
import { changeOrganisation, stopOrganisation } from './stop.ts';

export interface Uninstalling {
  /** The organisation's name, typed out, so that nobody does this by accident. A dry run needs none. */
  readonly name: string;
  /** Only says what there is to do. */
  readonly dryRun?: boolean;
  /** The last step: ends every login, the caller's too. */
  readonly logins?: boolean;
}

export type Uninstalled =
  | {
      readonly kind: 'uninstalled';
      readonly organisation: string;
      readonly stoppedAt: string | undefined;
      /** Keys that were revoked by this call, and those that are left: once more for them. */
      readonly revoked: number;
      readonly left: number;
      readonly loginsEnded: boolean;
      /** Whether the caller may read the whole log, which is not in anybody's hands otherwise. */
      readonly mayExport: boolean;
      readonly retentionDays: number;
    }
  | Refusal<'not-allowed' | 'wrong-name'>;

/** A call does so much, well within what one request may take. */
const MOST_HOLDERS = 100;

/**
 * "Exports, revokes and says what stays until when." First everything is stopped, so that nothing
 * works from that moment on; then keys are revoked, some with each call; logins end with the last
 * one, as exporting needs one. Broken off, or called again, it goes on from where it was.
 */
export async function uninstall(
  deps: Deps,
  by: PersonKey,
  wanted: Uninstalling,
): Promise<Uninstalled> {
  const organisation = await loadOrganisation(deps);
  const refusal = mayNot('uninstall', by, { organisation });
  if (refusal) return refusal;
  if (wanted.dryRun) return found(deps, by, 0);
  const misnamed = refuseName(organisation, wanted);
  if (misnamed) return misnamed;
  const actor = { kind: 'person' as const, id: by };
  await stopOrganisation(deps, 'uninstalled', actor);
  let revoked = 0;
  for (const { subject, kind } of (await keyHolders(deps)).slice(0, MOST_HOLDERS)) {
    revoked += await revokeAll(deps, by, subject, kind);
  }
  if (wanted.logins) {
    await changeOrganisation(deps, () => {
      const at = deps.now();
      const event = { kind: 'organisation.logins-ended', at, actor, data: {} };
      return { change: { loginsEndedAt: at }, event };
    });
  }
  return found(deps, by, revoked);
}

function refuseName({ name }: Organisation, typed: Uninstalling) {
  if (typed.name.trim().normalize('NFC') === name.normalize('NFC')) return undefined;
  return refuse('wrong-name', `Type the organisation's name, "${name}", exactly. Nothing changed.`);
}

async function found(deps: Deps, by: PersonKey, revoked: number): Promise<Uninstalled> {
  const [organisation, holders] = await Promise.all([loadOrganisation(deps), keyHolders(deps)]);
  return {
    kind: 'uninstalled',
    organisation: organisation.name,
    stoppedAt: organisation.stopped?.at,
    revoked,
    left: holders.reduce((sum, { keys }) => sum + keys, 0),
    loginsEnded: organisation.loginsEndedAt !== undefined,
    mayExport: mayNot('read-all-logs', by, { organisation }) === undefined,
    retentionDays: organisation.retentionDays ?? DEFAULT_RETENTION_DAYS,
  };
}

type Kind = 'workflow' | 'identity';

/** Everything that holds keys; ended ones count as well, as they are still written down. */
async function keyHolders(deps: Deps): Promise<{ subject: Subject; kind: Kind; keys: number }[]> {
  const [workflows, identities] = await Promise.all([
    readAll(deps.store, { index: 'list', partition: WORKFLOWS, schema: workflowSchema }),
    readAll(deps.store, { index: 'list', partition: IDENTITIES, schema: identitySchema }),
  ]);
  const holders = (kind: Kind, all: readonly { id: string; keys?: KeyRecord[] | undefined }[]) =>
    all.map(({ id, keys }) => ({
      subject: `${kind}/${id}` as const,
      kind,
      keys: keys?.length ?? 0,
    }));
  return [
    ...holders(
      'workflow',
      workflows.map((head) => head.state),
    ),
    ...holders(
      'identity',
      identities.map((head) => head.state),
    ),
  ].filter((one) => one.keys > 0);
}

/** All keys of one workflow or CI identity, in one step. Returns how many. */
async function revokeAll(deps: Deps, by: PersonKey, subject: Subject, kind: Kind): Promise<number> {
  const schema: z.ZodType<Workflow | Identity> =
    kind === 'workflow' ? workflowSchema : identitySchema;
  const partition = kind === 'workflow' ? WORKFLOWS : IDENTITIES;
  return attempt(deps, async (): Promise<Step<number>> => {
    const head = await readHead(deps.store, subject, schema);
    const keys = head?.state.keys ?? [];
    if (!head || keys.length === 0) return done(0);
    const event: Change['event'] = {
      kind: `${kind}.keys-revoked`,
      at: deps.now(),
      actor: { kind: 'person', id: by },
      data: { keys: keys.map((key) => key.id) },
    };
    const state = { ...head.state, keys: [] };
    const index = listedUnder(partition, head.state.id);
    return {
      kind: 'write',
      value: keys.length,
      write: {
        changes: [{ subject, from: head.chain, state, index, event }],
        deletes: keys.map((key) => secretKey(key.hash)),
      },
    };
  });
}
