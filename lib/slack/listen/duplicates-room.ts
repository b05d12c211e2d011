import type { Deps } from '../../acts/deps.ts';
import { judgeGroup, putOff, readDuplicates, showReport } from '../../acts/duplicates.ts';
import { mayNotHere } from '../../acts/standing.ts';
import type { Saying, Verdict } from '../../core/duplicates.ts';
import type { PersonKey } from '../../core/people.ts';
import { refuse } from '../../core/result.ts';
import { fieldErrors, open, type Reply, replace, say, sayRefusal } from '../reply.ts';
import type { FormAt, PressAt, Room } from '../room.ts';
import {
  DUPLICATES,
  duplicatesMessage,
  type GroupAsked,
  keepModal,
  sameModal,
} from '../views/duplicates.ts';
import { refusalModal, sayMessage, sayModal } from '../views/refusal.ts';
import { safe } from '../views/text.ts';

const PAGE = 5;

async function showPage(deps: Deps, by: PersonKey, from: number): Promise<Reply[]> {
  const found = await readDuplicates(deps, by);
  if (found.kind === 'refused') return sayRefusal(found);
  return say(duplicatesMessage(found.shown, { from, most: PAGE }));
}

function nextPage(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const from = Number.parseInt(value, 10);
  return showPage(deps, by, Number.isSafeInteger(from) && from > 0 ? from : 0);
}

/** What a button or form names: `<report>|<place of the group>`. */
function readGroup(value: string): { report: string; group: number } {
  const [report = '', group = ''] = value.split('|');
  return { report, group: /^\d{1,3}$/.test(group) ? Number(group) : -1 };
}

/** The form of a group, for whoever may answer it. */
async function ask(
  deps: Deps,
  { by, value }: PressAt,
  view: (asked: GroupAsked) => ReturnType<typeof keepModal>,
): Promise<Reply[]> {
  const refusal = await mayNotHere(deps, 'judge-duplicates', by);
  if (refusal) return sayRefusal(refusal);
  const at = readGroup(value);
  const group = (await showReport(deps, at.report))?.report.groups[at.group];
  if (!group) return sayRefusal(refuse('no-group', 'There is no such group in this report.'));
  if (group.answer && group.answer.say !== 'later') {
    return sayRefusal(
      refuse('answered-already', 'Somebody has answered this group already. The card shows how.'),
    );
  }
  return open(view({ metadata: `${at.report}|${at.group}`, group }));
}

async function pressLater(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const outcome = await putOff(deps, by, readGroup(value));
  if (outcome.kind === 'refused') return sayRefusal(outcome);
  const { command } = deps.settings;
  return say(sayMessage(`It stays in \`${safe(command, 40)} duplicates\` until somebody answers.`));
}

async function submitKeep(deps: Deps, at: FormAt): Promise<Reply[]> {
  return answered(deps, at, { say: 'keep', because: at.fields.text(DUPLICATES.reason) });
}

async function submitSame(deps: Deps, at: FormAt): Promise<Reply[]> {
  const { report, group } = readGroup(at.metadata);
  const ids = (await showReport(deps, report))?.report.groups[group]?.ids ?? [];
  const best = ids[Number(at.fields.text(DUPLICATES.best) || -1)];
  if (best === undefined) {
    return fieldErrors({ [DUPLICATES.best]: 'Choose the one to go on with.' });
  }
  return answered(deps, at, { say: 'same', best, because: at.fields.text(DUPLICATES.reason) });
}

async function answered(deps: Deps, at: FormAt, saying: Saying): Promise<Reply[]> {
  const outcome = await judgeGroup(deps, at.by, readGroup(at.metadata), saying);
  if (outcome.kind === 'refused') return replace(refusalModal(outcome));
  return replace(sayModal(remembered(outcome.verdict)));
}

function remembered({ say: said, best, ids }: Verdict): string {
  if (said === 'keep') return 'Remembered: they are different things. Nobody is asked again.';
  const others = ids.filter((id) => id !== best).map((id) => safe(id, 80));
  const shown = others.slice(0, 5).join(', ');
  const more = others.length > 5 ? ` and ${others.length - 5} more` : '';
  return `Remembered: ${safe(best ?? '', 80)} does the job of ${shown}${more}. Tell the owners, or retire what is not needed.`;
}

/** The report of likely duplicates: its card, and what is said of its groups. */
export const duplicatesRoom: Room = {
  words: { duplicates: (deps, { by }) => showPage(deps, by, 0) },
  presses: {
    [DUPLICATES.more]: nextPage,
    [DUPLICATES.keep]: (deps, at) => ask(deps, at, keepModal),
    [DUPLICATES.same]: (deps, at) => ask(deps, at, sameModal),
    [DUPLICATES.later]: pressLater,
  },
  forms: { [DUPLICATES.keepForm]: submitKeep, [DUPLICATES.sameForm]: submitSame },
};
