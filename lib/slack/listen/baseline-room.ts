import * as z from 'zod';
import { baselineToday, ruledTeams } from '../../acts/baseline.ts';
import { type Preview, previewBaseline } from '../../acts/baseline-preview.ts';
import type { Deps } from '../../acts/deps.ts';
import { proposeChange } from '../../acts/settings-change.ts';
import { mayNotHere } from '../../acts/standing.ts';
import { type Rules, rulesSchema } from '../../core/baseline.ts';
import { toHex } from '../../core/hash.ts';
import type { PersonKey } from '../../core/people.ts';
import { unpackMetadata } from '../metadata.ts';
import { fieldErrors, open, type Reply, replace, say, sayRefusal } from '../reply.ts';
import type { FormAt, PressAt, Room } from '../room.ts';
import { BASELINE, baselineMessage, firstBlock } from '../views/baseline.ts';
import { baselineModal, type PreviewShown, proposedModal } from '../views/baseline-modal.ts';
import { OLD_BUTTON, OLD_VIEW, refusalModal, sayMessage, sayModal } from '../views/refusal.ts';
import { chosenTeams, fillIn } from './baseline-form.ts';

/** `/yard baseline`: everybody reads the rules; platform admins change them, one at a time. */
export const baselineRoom: Room = {
  words: { baseline: (deps, { by }) => showBaseline(deps, by) },
  presses: { [BASELINE.change]: openForm },
  forms: { [BASELINE.form]: submitForm },
};

async function showBaseline(deps: Deps, by: PersonKey): Promise<Reply[]> {
  const refusal = await mayNotHere(deps, 'find', by);
  if (refusal) return sayRefusal(refusal);
  const [{ baseline }, closed] = await Promise.all([
    baselineToday(deps),
    mayNotHere(deps, 'propose-change', by),
  ]);
  const { command } = deps.settings;
  return say(baselineMessage(baseline, { canChange: closed === undefined, command }));
}

const partSchema = rulesSchema.keyof();
const metadataSchema = z.strictObject({
  part: partSchema,
  /** The version that the form was opened on. */
  against: z.int(),
  /** SHA-256 of the rules that were previewed. */
  seen: z.string().optional(),
});
type Metadata = z.infer<typeof metadataSchema>;

async function openForm(deps: Deps, { by, part: named }: PressAt): Promise<Reply[]> {
  const part = partSchema.safeParse(named).data;
  if (!part) return say(sayMessage(OLD_BUTTON));
  const refusal = await mayNotHere(deps, 'propose-change', by);
  if (refusal) return sayRefusal(refusal);
  const [{ baseline, today }, teams] = await Promise.all([baselineToday(deps), ruledTeams(deps)]);
  const metadata = JSON.stringify({ part, against: baseline.version } satisfies Metadata);
  const chosen = { teams: [], mode: '', from: today };
  return open(baselineModal({ part, rules: baseline.rules, teams, chosen, metadata }));
}

const CHANGED_MEANWHILE =
  'The baseline was changed meanwhile, so this form is out of date. Close it and open the baseline again.';

async function submitForm(deps: Deps, { by, metadata, fields }: FormAt): Promise<Reply[]> {
  const about = unpackMetadata(metadata, metadataSchema);
  if (!about) return replace(sayModal(OLD_VIEW));
  const [{ baseline, today }, teams] = await Promise.all([baselineToday(deps), ruledTeams(deps)]);
  if (baseline.version !== about.against) return replace(sayModal(CHANGED_MEANWHILE));
  const known = new Set(teams.map((team) => team.id));
  const filled = fillIn(baseline.rules, about.part, { fields, teams: known });
  if (filled.kind === 'errors') return fieldErrors(filled.errors);
  const { rules } = filled;
  if (digestOf(deps, rules) === digestOf(deps, baseline.rules)) {
    return fieldErrors({ [firstBlock(about.part)]: 'Nothing is different yet. Change something.' });
  }
  const seen = digestOf(deps, rules);
  if (about.seen === seen) return proposed(deps, by, { against: about.against, rules });
  const preview = await previewBaseline(deps, by, rules, { most: 10 });
  const chosen = chosenTeams(fields, today);
  const form = { part: about.part, rules, teams, chosen };
  return previewed(preview, form, JSON.stringify({ ...about, seen } satisfies Metadata));
}

/** "Then a preview step": the same form, with what the change would bring above it. */
function previewed(
  preview: Preview,
  form: Omit<Parameters<typeof baselineModal>[0], 'metadata' | 'preview'>,
  metadata: string,
): Reply[] {
  switch (preview.kind) {
    case 'refused':
      return replace(refusalModal(preview));
    case 'problems':
      return fieldErrors({
        [firstBlock(form.part)]: preview.problems.map((one) => one.say).join(' '),
      });
    case 'preview':
      return replace(baselineModal({ ...form, metadata, preview: shownPreview(preview) }));
  }
}

function shownPreview(preview: Extract<Preview, { kind: 'preview' }>): PreviewShown {
  const { workflows, enforced, observed, teams, items } = preview;
  return { workflows, enforced, observed, teams, items };
}

async function proposed(
  deps: Deps,
  by: PersonKey,
  wanted: { readonly against: number; readonly rules: Rules },
): Promise<Reply[]> {
  const outcome = await proposeChange(deps, by, { about: 'baseline', ...wanted });
  if (outcome.kind === 'refused') return replace(refusalModal(outcome));
  return replace(proposedModal(outcome.change.state));
}

/** The rules come out of one schema, so their keys stand in one order. */
function digestOf(deps: Deps, rules: Rules): string {
  return toHex(deps.sha(JSON.stringify(rulesSchema.parse(rules))));
}
