import * as z from 'zod';
import { approvalSchema } from '../core/approval.ts';
import type { ChainLine } from '../core/audit.ts';
import { isFiltering, type LogFilter, readPlace, writePlace } from '../core/log-filter.ts';
import type { Organisation, PersonKey } from '../core/people.ts';
import { requestSchema } from '../core/request.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { mayNot } from '../core/roles.ts';
import { dayEnd, dayStart } from '../core/time.ts';
import { agentSubjects } from '../store/agent-claims.ts';
import { APPROVALS } from '../store/keys.ts';
import { readHead, readNewest } from '../store/read.ts';
import { teamNames } from '../store/teams.ts';
import { loadAccess } from './access-store.ts';
import { textsOf } from './agent-events.ts';
import { loadCampaign } from './campaign-store.ts';
import { loadChange } from './change-store.ts';
import type { Deps } from './deps.ts';
import { loadExtension } from './extension-store.ts';
import { loadIdentity } from './identities.ts';
import { pageOf } from './log-pages.ts';
import { loadProposed } from './proposed-store.ts';
import { loadOrganisation, loadTeam, loadTeamsOf, loadWorkflow, mayNotHere } from './standing.ts';

export interface LogPage {
  readonly kind: 'log';
  readonly subject: string;
  /** Newest first. */
  readonly lines: readonly ChainLine[];
  /** What agents wrote in their own words, by the hash of the line that has its digest. */
  readonly texts: ReadonlyMap<string, string>;
  /** For the next page; absent on the last one. */
  readonly next?: string;
}

export interface LogWanted extends Pick<LogFilter, 'kind' | 'actor'> {
  /** 1 to 100. */
  readonly most: number;
  /** Only what comes before this number of the chain. */
  readonly before?: number | undefined;
  /** `next` of the page before. */
  readonly after?: string | undefined;
  /** Moments, or days of the organisation: from the one on, up to and with the other. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export type LogRefusal = Refusal<'not-allowed' | 'no-subject' | 'bad-cursor'>;
export const MOST_OF_LOG = 100;

/**
 * The log of one thing: `workflow/x`, `approval/apr_…`, `request/…`, `component/plugin/x`; of several
 * chains together: `agent/x`, what the workflow's agent wrote by itself, and `story/x`, the workflow
 * with its approvals and what its agent wrote.
 */
export async function readLog(
  deps: Deps,
  person: PersonKey,
  subject: string,
  wanted: LogWanted,
): Promise<LogPage | LogRefusal> {
  const standing = await standingToSubject(deps, subject);
  const refusal = mayNot('read-log', person, standing);
  if (refusal) return standing.team ? refusal : noLog(subject);
  const after = afterOf(subject, wanted);
  if (after === 'unknown') return refuse('bad-cursor', 'This cursor is none of ours.');
  const filter = momentsOf(wanted, standing.organisation);
  const most = Math.min(Math.max(wanted.most, 1), MOST_OF_LOG);
  const chains = await chainsOf(deps, subject, { most, upTo: after?.at ?? filter.to });
  const { lines, next } = await pageOf(deps.store, chains, { most, filter, after });
  if (lines.length === 0 && !after && !next && !isFiltering(filter)) return noLog(subject);
  const texts = await textsOf(deps, lines);
  return { kind: 'log', subject, lines, texts, ...(next ? { next: writePlace(next) } : {}) };
}

function afterOf(subject: string, { after, before }: LogWanted) {
  if (after !== undefined) return readPlace(after) ?? 'unknown';
  return before === undefined ? undefined : { at: ALWAYS, subject, seq: before };
}

/** Later than any line. */
const ALWAYS = '9999';

/** Days become moments of the organisation's time zone. */
export function momentsOf(
  { kind, actor, from, to }: Omit<LogWanted, 'most'>,
  { timeZone }: Organisation,
): LogFilter {
  const isDay = (text: string) => text.length === 'YYYY-MM-DD'.length;
  return {
    kind,
    actor,
    from: from && isDay(from) ? dayStart(from, timeZone) : from,
    to: to && isDay(to) ? dayEnd(to, timeZone) : to,
  };
}

const listedSchema = z.object({ id: z.string() });

async function chainsOf(
  deps: Deps,
  subject: string,
  { most, upTo }: { readonly most: number; readonly upTo: string | undefined },
): Promise<readonly string[]> {
  const [kind, id = '', ...rest] = subject.split('/');
  if (kind === 'agent' && rest.length === 0) return agentSubjects(id);
  if (kind !== 'story') return [subject];
  const partition = `workflow/${id}`;
  const until = upTo === undefined ? {} : { upTo: `${APPROVALS}${upTo}~` };
  const listing = { partition, prefix: APPROVALS, ...until, schema: listedSchema };
  const approvals = await readNewest(deps.store, listing, most);
  return [partition, ...agentSubjects(id), ...approvals.map((one) => `approval/${one.id}`)];
}

/** The same for what does not exist and for what only auditors and platform admins may read. */
function noLog(subject: string): Refusal<'no-subject'> {
  return refuse(
    'no-subject',
    `There is no log of "${subject.replace(/^story\//, 'workflow/')}" that you may read. Try workflow/<name> or approval/<id>.`,
  );
}

async function standingToSubject(deps: Deps, subject: string) {
  const [kind, ...rest] = subject.split('/');
  const organisation = await loadOrganisation(deps);
  const teamId = await teamOfSubject(deps, kind ?? '', rest.join('/'));
  return { organisation, team: teamId ? await loadTeam(deps, teamId) : undefined };
}

async function teamOfSubject(deps: Deps, kind: string, id: string): Promise<string | undefined> {
  if (kind === 'workflow' || kind === 'story') return (await loadWorkflow(deps, id))?.state.team;
  if (kind === 'agent') return (await loadWorkflow(deps, id.split('/')[0] ?? ''))?.state.team;
  if (kind === 'identity') return (await loadIdentity(deps, id))?.state.team;
  if (kind === 'extension') return (await loadExtension(deps, id))?.state.team;
  if (kind === 'access') return (await loadAccess(deps, id))?.state.team;
  if (kind === 'change-proposal') return (await loadChange(deps, id))?.state.team;
  if (kind === 'campaign') return (await loadCampaign(deps, id))?.state.team;
  if (kind === 'proposed-revision') return (await loadProposed(deps, id))?.state.team;
  if (kind === 'approval')
    return (await readHead(deps.store, `approval/${id}`, approvalSchema))?.state.team;
  if (kind === 'request')
    return (await readHead(deps.store, `request/${id}`, requestSchema))?.state.team;
  return undefined;
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
  const lists = await Promise.all(
    own.map(({ id }) => chainsOf(deps, `story/${id}`, { most, upTo: undefined })),
  );
  const { lines } = await pageOf(deps.store, lists.flat(), { most, filter: {} });
  return { kind: 'log', subject: '', lines, texts: await textsOf(deps, lines) };
}
