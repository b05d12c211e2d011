import type { Deps } from '../../acts/deps.ts';
import { mayNotHere } from '../../acts/standing.ts';
import { importTeams, type TeamsImported } from '../../acts/team-import.ts';
import type { PersonKey } from '../../core/people.ts';
import type { Refusal } from '../../core/result.ts';
import { readTeamTable } from '../../core/team-row.ts';
import { instant, milliseconds } from '../../core/time.ts';
import { readCsv } from '../../sheet/csv.ts';
import { LIMITS } from '../limits.ts';
import { fieldErrors, type Reply, replace, sayRefusal } from '../reply.ts';
import type { FormAt, PressAt } from '../room.ts';
import { refusalModal, sayModal } from '../views/refusal.ts';
import { TEAM_FIELD } from '../views/team-ids.ts';
import { type ImportPreview, importedModal, pasteForm, previewForm } from '../views/team-import.ts';
import { safe } from '../views/text.ts';

/** What a form can take of its three seconds; a row may take as long as a lookup and a write. */
const BUDGET_MS = 1200;

/** In place of the list, which would lie below without what is imported. */
export async function pressPaste(deps: Deps, { by }: PressAt): Promise<Reply[]> {
  const refusal = await mayNotHere(deps, 'create-team', by);
  return refusal ? sayRefusal(refusal) : replace(pasteForm());
}

/** Pasted: shows what would become of it. */
export async function submitPaste(deps: Deps, { by, fields }: FormAt): Promise<Reply[]> {
  const text = fields.text(TEAM_FIELD.rows);
  if (text.length > LIMITS.privateMetadata) {
    const most = `At most ${LIMITS.privateMetadata} characters fit. Use: yardmaster team import FILE`;
    return fieldErrors({ [TEAM_FIELD.rows]: most });
  }
  const outcome = await take(deps, by, { text, dryRun: true });
  if (outcome.kind === 'unreadable') return fieldErrors({ [TEAM_FIELD.rows]: outcome.say });
  if (outcome.kind === 'refused') return replace(refusalModal(outcome));
  return replace(previewForm(outcome));
}

/** "Import n Teams": what was pasted comes back with the form. */
export async function submitImport(deps: Deps, { by, metadata }: FormAt): Promise<Reply[]> {
  const outcome = await take(deps, by, { text: metadata, dryRun: false });
  if (outcome.kind === 'unreadable') return replace(sayModal(safe(outcome.say, 500)));
  if (outcome.kind === 'refused') return replace(refusalModal(outcome));
  return replace(importedModal(outcome));
}

type Taken =
  | ({ readonly kind: 'taken' } & ImportPreview)
  | { readonly kind: 'unreadable'; readonly say: string }
  | Refusal;

async function take(
  deps: Deps,
  by: PersonKey,
  { text, dryRun }: { text: string; dryRun: boolean },
): Promise<Taken> {
  const sheet = readCsv(text);
  if (sheet.kind === 'unreadable') return sheet;
  const { rows, problems } = readTeamTable(sheet.columns, sheet.rows);
  const [first] = problems;
  if (sheet.rows.length === 0) {
    const say = first?.message ?? 'There is no row below the header.';
    return { kind: 'unreadable', say };
  }
  const until = instant(milliseconds(deps.now()) + BUDGET_MS);
  const outcome = await importTeams(deps, by, { rows, dryRun, until });
  if (outcome.kind === 'refused') return outcome;
  const all = [...problems, ...outcome.results.flatMap((one) => one.problems)];
  const sorted = all.sort((a, b) => a.row - b.row);
  return { kind: 'taken', text, rows: sheet.rows.length, ...tally(outcome), problems: sorted };
}

function tally({ results }: TeamsImported) {
  const of = (outcome: string) => results.filter((one) => one.outcome === outcome).length;
  return { created: of('created'), changed: of('changed'), unchanged: of('unchanged') };
}
