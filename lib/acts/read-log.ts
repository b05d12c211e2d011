import canonicalize from 'canonicalize';
import * as z from 'zod';
import { approvalSchema } from '../core/approval.ts';
import type { ChainLine } from '../core/audit.ts';
import type { PersonKey } from '../core/people.ts';
import { requestSchema } from '../core/request.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { mayNot } from '../core/roles.ts';
import { readCheckpoints } from '../store/checkpoints.ts';
import { APPROVALS } from '../store/keys.ts';
import { readEverything, readLines } from '../store/log.ts';
import { readHead, readNewest } from '../store/read.ts';
import { teamNames } from '../store/teams.ts';
import { loadAccess } from './access-store.ts';
import { attempt } from './attempt.ts';
import { loadChange } from './change-store.ts';
import type { Deps } from './deps.ts';
import { loadExtension } from './extension-store.ts';
import { loadIdentity } from './identities.ts';
import { loadProposed } from './proposed-store.ts';
import { loadOrganisation, loadTeam, loadTeamsOf, loadWorkflow, mayNotHere } from './standing.ts';

export interface LogPage {
  readonly kind: 'log';
  readonly subject: string;
  /** Newest first. */
  readonly lines: readonly ChainLine[];
}

type LogRefusal = Refusal<'not-allowed' | 'no-subject'>;
const MOST = 100;

/** The log of one thing: `workflow/x`, `approval/apr_…`, `request/…`, `component/plugin/x`. */
export async function readLog(
  deps: Deps,
  person: PersonKey,
  subject: string,
  page: { most: number; before?: number | undefined },
): Promise<LogPage | LogRefusal> {
  const standing = await standingToSubject(deps, subject);
  const refusal = mayNot('read-log', person, standing);
  if (refusal) return standing.team ? refusal : noLog(subject);
  const lines = await readLines(
    deps.store,
    subject,
    Math.min(Math.max(page.most, 1), MOST),
    page.before,
  );
  if (lines.length === 0 && page.before === undefined) {
    return noLog(subject);
  }
  return { kind: 'log', subject, lines };
}

/** The same for what does not exist and for what only auditors and platform admins may read. */
function noLog(subject: string): Refusal<'no-subject'> {
  return refuse(
    'no-subject',
    `There is no log of "${subject}" that you may read. Try workflow/<name> or approval/<id>.`,
  );
}

async function standingToSubject(deps: Deps, subject: string) {
  const [kind, ...rest] = subject.split('/');
  const organisation = await loadOrganisation(deps);
  const teamId = await teamOfSubject(deps, kind ?? '', rest.join('/'));
  return { organisation, team: teamId ? await loadTeam(deps, teamId) : undefined };
}

async function teamOfSubject(deps: Deps, kind: string, id: string): Promise<string | undefined> {
  if (kind === 'workflow') return (await loadWorkflow(deps, id))?.state.team;
  if (kind === 'identity') return (await loadIdentity(deps, id))?.state.team;
  if (kind === 'extension') return (await loadExtension(deps, id))?.state.team;
  if (kind === 'access') return (await loadAccess(deps, id))?.state.team;
  if (kind === 'change-proposal') return (await loadChange(deps, id))?.state.team;
  if (kind === 'proposed-revision') return (await loadProposed(deps, id))?.state.team;
  if (kind === 'approval')
    return (await readHead(deps.store, `approval/${id}`, approvalSchema))?.state.team;
  if (kind === 'request')
    return (await readHead(deps.store, `request/${id}`, requestSchema))?.state.team;
  return undefined;
}

/** A workflow's own lines and those of its last approvals, newest first: what people want to read. */
export async function readStory(
  deps: Deps,
  person: PersonKey,
  workflow: string,
  most: number,
): Promise<LogPage | LogRefusal> {
  const subject = `workflow/${workflow}`;
  const own = await readLog(deps, person, subject, { most });
  if (own.kind === 'refused') return own;
  return { ...own, lines: newestFirst(await storyLines(deps, workflow, most), most) };
}

const listedSchema = z.object({ id: z.string() });

async function storyLines(deps: Deps, workflow: string, most: number): Promise<ChainLine[]> {
  const partition = `workflow/${workflow}`;
  const listing = { partition, prefix: APPROVALS, schema: listedSchema };
  const [own, approvals] = await Promise.all([
    readLines(deps.store, partition, most),
    readNewest(deps.store, listing, most),
  ]);
  const lists = await Promise.all(
    approvals.map(({ id }) => readLines(deps.store, `approval/${id}`, most)),
  );
  return [...own, ...lists.flat()];
}

function newestFirst(lines: readonly ChainLine[], most: number): ChainLine[] {
  const order = (a: ChainLine, b: ChainLine) =>
    eventAt(a) === eventAt(b) ? b.seq - a.seq : eventAt(a) < eventAt(b) ? 1 : -1;
  return [...lines].sort(order).slice(0, most);
}

const MOST_STORIES = 10;

/** The newest events of what the person's teams own, the workflows that changed last first. */
export async function readOwnLog(
  deps: Deps,
  person: PersonKey,
  most: number,
): Promise<LogPage | LogRefusal> {
  const refusal = await mayNotHere(deps, 'find', person);
  if (refusal) return refusal;
  const teams = new Set((await loadTeamsOf(deps, person)).map((team) => team.id));
  const [{ workflows }, names] = await Promise.all([deps.catalog.load(), teamNames(deps.store)]);
  const own = [...workflows.values()]
    .filter((workflow) => teams.has(names.now(workflow.team)))
    .sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1))
    .slice(0, MOST_STORIES);
  const lists = await Promise.all(own.map(({ id }) => storyLines(deps, id, most)));
  return { kind: 'log', subject: '', lines: newestFirst(lists.flat(), most) };
}

const eventSchema = z.looseObject({
  kind: z.string(),
  at: z.string(),
  actor: z.object({ kind: z.string(), id: z.string() }),
  data: z.record(z.string(), z.unknown()),
});
export type LoggedEvent = z.infer<typeof eventSchema>;

/** A line's event, for showing. */
export function eventOf(line: ChainLine): LoggedEvent {
  return eventSchema.parse(JSON.parse(line.event));
}

function eventAt(line: ChainLine): string {
  return eventOf(line).at;
}

/**
 * The whole log as lines of canonical JSON, for `audit verify`: first every checkpoint, then the
 * events, which are read later and so are at least what the checkpoints cover. Auditors only;
 * "reading all is itself logged", before the first line is handed out.
 */
export async function exportLog(
  deps: Deps,
  person: PersonKey,
): Promise<{ kind: 'export'; lines: AsyncGenerator<string> } | Refusal<'not-allowed'>> {
  const refusal = await mayNotHere(deps, 'read-all-logs', person);
  if (refusal) return refusal;
  await attempt(deps, async () => {
    const subject = `person/${person}` as const;
    const head = await readHead(deps.store, subject, z.looseObject({}));
    const actor = { kind: 'person' as const, id: person };
    const event = { kind: 'log.exported', at: deps.now(), actor, data: {} };
    const state = head?.state ?? { key: person, lastLogin: deps.now() };
    return {
      kind: 'write',
      value: undefined,
      write: { changes: [{ subject, from: head?.chain, state, event }] },
    };
  });
  return { kind: 'export', lines: canonicalLines(deps) };
}

async function* canonicalLines(deps: Deps): AsyncGenerator<string> {
  for await (const line of readCheckpoints(deps.store)) yield canonicalize(line) ?? '';
  for await (const line of readEverything(deps.store)) yield canonicalize(line) ?? '';
}
