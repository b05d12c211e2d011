import * as z from 'zod';
import type { Deps } from '../../acts/deps.ts';
import { readTeam, saveTeam } from '../../acts/team-save.ts';
import { type CiPattern, organisationOf, type PersonKey, type Team } from '../../core/people.ts';
import type { Refusal } from '../../core/result.ts';
import type { TeamField, TeamProblem, WantedTeam } from '../../core/team.ts';
import { unpackMetadata } from '../metadata.ts';
import { fieldErrors, type Reply, replace } from '../reply.ts';
import type { Fields, FormAt } from '../room.ts';
import { OLD_VIEW, refusalModal, sayModal } from '../views/refusal.ts';
import { patternsFit } from '../views/team-forms.ts';
import { TEAM_FIELD } from '../views/team-ids.ts';
import { safe } from '../views/text.ts';
import { personOf } from './edit-form.ts';
import { teamView } from './team-show.ts';

/** What the form carries: nothing for a new team, else which team, and the state it was opened on. */
const formSchema = z.strictObject({ id: z.string(), seq: z.int() }).or(z.strictObject({}));

export function formMetadata(
  about: { readonly id: string; readonly seq: number } | undefined,
): string {
  return JSON.stringify(about ?? {});
}

/** New Team or Edit, filled in. Errors stand at their fields, all at once. */
export async function submitTeam(deps: Deps, at: FormAt): Promise<Reply[]> {
  const { by, fields, metadata } = at;
  const about = unpackMetadata(metadata, formSchema);
  if (!about) return replace(sayModal(OLD_VIEW));
  const edited = 'id' in about ? about : undefined;
  const before = edited && (await readTeam(deps, edited.id))?.state;
  const wanted = wantedTeam(fields, before, by);
  const saved = await saveTeam(
    deps,
    { ...wanted, id: edited?.id ?? fields.text(TEAM_FIELD.id) },
    { by, against: edited?.seq ?? 'new' },
  );
  if (saved.kind === 'problems') return fieldErrors(errorsAt(saved.problems));
  if (saved.kind === 'refused') return refusedForm(saved);
  const done = saved.change === 'unchanged' ? 'Nothing was changed.' : '*Saved.*';
  const note = saved.note ? `${done} ${safe(saved.note, 500)}` : done;
  return replace(await teamView(deps, { by, id: saved.team.id, note }));
}

/** What may pass by itself keeps the form open, so that nothing typed is lost. */
function refusedForm(refusal: Refusal): Reply[] {
  if (refusal.why === 'lookup-failed') return fieldErrors({ [TEAM_FIELD.lead]: refusal.say });
  return replace(refusalModal(refusal));
}

/** The form as it was filled in; what it did not show stays as it is. */
function wantedTeam(fields: Fields, before: Team | undefined, by: PersonKey): WantedTeam {
  const group = fields.text(TEAM_FIELD.group) || undefined;
  const chosen = fields
    .list(TEAM_FIELD.members)
    .map((id): PersonKey => `${organisationOf(by)}/${id}`);
  const gaveUpGroup = before?.group !== undefined && group === undefined && chosen.length === 0;
  return {
    id: '',
    name: fields.text(TEAM_FIELD.name),
    lead: personOf(fields.text(TEAM_FIELD.lead), by),
    backup: personOf(fields.text(TEAM_FIELD.backup), by),
    channel: fields.text(TEAM_FIELD.channel),
    members: gaveUpGroup ? before.members : chosen,
    group,
    onCall: fields.text(TEAM_FIELD.onCall) || undefined,
    ci: patternsFit(before) ? readPatterns(fields.text(TEAM_FIELD.ci)) : (before?.ci ?? []),
  };
}

/** "Issuer, a space, subject", one a line. A line without a space has no subject, which is refused later. */
function readPatterns(text: string): CiPattern[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const [issuer = '', ...rest] = line.split(/\s+/);
      return { issuer, subject: rest.join(' ') };
    });
}

const BLOCKS: Readonly<Record<TeamField, string>> = {
  id: TEAM_FIELD.id,
  name: TEAM_FIELD.name,
  lead: TEAM_FIELD.lead,
  backup: TEAM_FIELD.backup,
  channel: TEAM_FIELD.channel,
  members: TEAM_FIELD.members,
  group: TEAM_FIELD.group,
  on_call: TEAM_FIELD.onCall,
  ci: TEAM_FIELD.ci,
};

function errorsAt(problems: readonly TeamProblem[]): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { field, say } of problems) {
    const block = BLOCKS[field];
    errors[block] = errors[block] ? `${errors[block]} ${say}` : say;
  }
  return errors;
}
