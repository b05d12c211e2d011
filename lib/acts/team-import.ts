import type { RowProblem } from '../core/estate-cell.ts';
import { ownerKind } from '../core/estate-row.ts';
import type { Organisation, PersonKey, Team } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import type { WantedTeam } from '../core/team.ts';
import { listedPeople, namedPerson, type TeamRow } from '../core/team-row.ts';
import type { Deps } from './deps.ts';
import { loadOrganisation, mayNotHere } from './standing.ts';
import { readTeam, saveTeam } from './team-save.ts';

/** What became of one row. `later`: Slack did not answer; the same row again may do. */
interface ImportedTeam {
  readonly row: number;
  readonly outcome: 'created' | 'changed' | 'unchanged' | 'refused' | 'later';
  readonly problems: readonly RowProblem[];
}

export interface TeamsImported {
  readonly kind: 'imported';
  readonly results: readonly ImportedTeam[];
  /** When Slack wants to be asked again, in seconds. */
  readonly retryAfter: number | undefined;
}

export interface TeamImport {
  readonly rows: readonly TeamRow[];
  readonly dryRun: boolean;
  /** Rows not begun by then are for later: a form has three seconds. */
  readonly until?: string;
}

/**
 * Takes rows of teams one by one, each in a transaction of its own: an import that stops half-way is
 * run again, and finds its teams unchanged. What a row says nothing about stays as it is. After the
 * first answer that does not come, Slack is left alone, and the other rows are for later.
 */
export async function importTeams(
  deps: Deps,
  by: PersonKey,
  { rows, dryRun, until = '9999' }: TeamImport,
): Promise<TeamsImported | Refusal<'not-allowed'>> {
  const refusal = await mayNotHere(deps, 'create-team', by);
  if (refusal) return refusal;
  const find = finder(deps, await loadOrganisation(deps));
  const results: ImportedTeam[] = [];
  for (const row of rows) {
    const late = deps.now() > until;
    results.push(late ? noTime(row) : await importRow({ deps, by, dryRun, find }, row));
  }
  return { kind: 'imported', results, retryAfter: find.retryAfter() };
}

type Looked = { readonly kind: 'person'; readonly person: PersonKey } | Refusal;

interface Finder {
  readonly person: (named: string) => Promise<Looked>;
  /** Set once Slack did not answer. */
  readonly retryAfter: () => number | undefined;
}

const USUAL_WAIT_SECONDS = 5;

/** Each address is looked up once. */
function finder(deps: Deps, { home }: Organisation): Finder {
  const known = new Map<string, Looked>();
  let wait: number | undefined;
  const silent = ({ facts }: Refusal) => {
    wait = Math.max(wait ?? 0, Number(facts?.seconds ?? USUAL_WAIT_SECONDS));
  };
  const ask = async (named: string): Promise<Looked> => {
    if (ownerKind(named) === 'slack-id') return { kind: 'person', person: `${home}/${named}` };
    if (wait !== undefined) return refuse('lookup-failed', 'Slack asks us to slow down.');
    const looked = await deps.directory.byEmail(named);
    if (looked.kind === 'refused' && looked.why === 'lookup-failed') silent(looked);
    return looked;
  };
  return {
    retryAfter: () => wait,
    person: async (named) => {
      const before = known.get(named);
      if (before) return before;
      const looked = await ask(named);
      if (looked.kind === 'person' || looked.why !== 'lookup-failed') known.set(named, looked);
      return looked;
    },
  };
}

interface Importing {
  readonly deps: Deps;
  readonly by: PersonKey;
  readonly dryRun: boolean;
  readonly find: Finder;
}

async function importRow(
  { deps, by, dryRun, find }: Importing,
  row: TeamRow,
): Promise<ImportedTeam> {
  const before = (await readTeam(deps, row.id))?.state;
  const read = await readPeople(find, row, before);
  if (read.kind === 'later') return later(row, read.say);
  if (read.problems.length > 0) return refused(row, read.problems);
  const saved = await saveTeam(deps, wantedTeam(row, read, before), { by, against: 'any', dryRun });
  switch (saved.kind) {
    case 'saved':
      return { row: row.row, outcome: saved.change, problems: [] };
    case 'problems':
      return refused(
        row,
        saved.problems.map(({ field, say }) => ({ row: row.row, field, message: say })),
      );
    case 'refused':
      return saved.why === 'lookup-failed'
        ? later(row, saved.say)
        : refused(row, [problemOf(row, 'id', saved.say)]);
  }
}

function wantedTeam(
  { id, name, channel }: TeamRow,
  { lead, backup, members }: Read,
  before: Team | undefined,
): WantedTeam {
  return {
    id,
    name,
    channel,
    lead: lead[0],
    backup: backup[0],
    members: members.length > 0 ? members : (before?.members ?? []),
    group: before?.group,
    onCall: before?.onCall,
    ci: before?.ci ?? [],
  };
}

interface Read {
  readonly kind: 'read';
  readonly lead: readonly PersonKey[];
  readonly backup: readonly PersonKey[];
  readonly members: readonly PersonKey[];
  readonly problems: readonly RowProblem[];
}

const FROM_GROUP =
  'Its members come from a user group. Leave this empty, or edit the team in Slack.';

async function readPeople(
  find: Finder,
  row: TeamRow,
  before: Team | undefined,
): Promise<Read | { readonly kind: 'later'; readonly say: string }> {
  const problems: RowProblem[] = [];
  const found = { lead: [] as PersonKey[], backup: [] as PersonKey[], members: [] as PersonKey[] };
  for (const field of ['lead', 'backup', 'members'] as const) {
    const parts = listedPeople(row[field]);
    if (field === 'members' && before?.group && parts.length > 0) {
      problems.push(problemOf(row, field, FROM_GROUP));
      continue;
    }
    if (field !== 'members' && parts.length > 1) {
      problems.push(problemOf(row, field, 'Name one person.'));
      continue;
    }
    for (const part of parts) {
      const looked = await lookUpPart(find, part);
      if (looked.kind === 'person') found[field].push(looked.person);
      else if (looked.why === 'lookup-failed') return { kind: 'later', say: looked.say };
      else problems.push(problemOf(row, field, `${part.slice(0, 80)}: ${looked.say}`));
    }
  }
  return { kind: 'read', ...found, problems };
}

async function lookUpPart(find: Finder, part: string): Promise<Looked> {
  const named = namedPerson(part);
  if (named !== undefined) return find.person(named);
  return refuse('no-person', 'Write an e-mail address or a Slack id (U…).');
}

function problemOf({ row }: TeamRow, field: string, message: string): RowProblem {
  return { row, field, message };
}

function refused({ row }: TeamRow, problems: readonly RowProblem[]): ImportedTeam {
  return { row, outcome: 'refused', problems };
}

function noTime(row: TeamRow): ImportedTeam {
  return later(row, 'There was no time left for it.');
}

function later(row: TeamRow, say: string): ImportedTeam {
  const message = `${say} Import the file again; what was taken stays.`;
  return { row: row.row, outcome: 'later', problems: [problemOf(row, 'row', message)] };
}
