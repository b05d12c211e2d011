import * as z from 'zod';
import type { Deps } from '../../acts/deps.ts';
import { eventOf } from '../../acts/log-pages.ts';
import { type LogPage, type LogWanted, readLog, readOwnLog } from '../../acts/read-log.ts';
import { type PersonKey, slackUserId } from '../../core/people.ts';
import { open, type Reply, replace, say, sayRefusal } from '../reply.ts';
import type { FormAt, PressAt, Room } from '../room.ts';
import { LOG, type LogChosen, logForm } from '../views/log-form.ts';
import { type LogShown, logMessage, logModal } from '../views/log-page.ts';
import { refusalModal, sayMessage } from '../views/refusal.ts';
import { safe } from '../views/text.ts';

const MOST_LINES = 20;
const LONGEST = 200;

/** The log page by page, and the form that chooses entries. Its word is `log`. */
export const logRoom: Room = {
  presses: {
    [LOG.older]: (deps, at) => shownAt(deps, at, readChosen(at.value)),
    [LOG.choose]: async (_, { value }) => open(logForm(readChosen(value))),
  },
  forms: { [LOG.form]: submitChosen },
};

const chosenSchema = z.object({
  subject: z.string(),
  kind: z.string().optional(),
  actor: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  after: z.string().optional(),
});

/** What a button carries; a broken one leads to the person's own log. */
function readChosen(value: string): LogChosen {
  try {
    return chosenSchema.parse(JSON.parse(value));
  } catch {
    return { subject: '' };
  }
}

/**
 * `log [subject] [kind approval] [actor me] [from 2026-11-01] [to 2026-11-30]`: of one thing, or of
 * what the person's teams own. A bare name is a workflow's, with its approvals and what its agent wrote.
 */
export async function showLog(deps: Deps, by: PersonKey, typed: string): Promise<Reply[]> {
  const chosen = readTyped(typed, by);
  if (!chosen) {
    const command = safe(deps.settings.command, 40);
    const how = `Write it like \`${command} log support-reply-drafter kind approval from 2026-11-01\`. Besides kind and from there are actor and to.`;
    return say(sayMessage(how));
  }
  return said(deps, by, chosen);
}

const WORDS = ['kind', 'actor', 'from', 'to'] as const;

function readTyped(typed: string, by: PersonKey): LogChosen | undefined {
  const [subject = '', ...words] = typed.slice(0, LONGEST).split(/\s+/);
  let chosen: LogChosen = { subject };
  for (let at = 0; at < words.length; at += 2) {
    const [word, value] = [words[at]?.toLowerCase(), words[at + 1]];
    const name = WORDS.find((one) => one === word);
    if (!name || !value || !isFor(name, value)) return undefined;
    chosen = { ...chosen, [name]: value === 'me' ? slackUserId(by) : value };
  }
  return chosen;
}

/** Days, as anything else would choose nothing and say nothing of it. */
function isFor(name: (typeof WORDS)[number], value: string): boolean {
  return (name !== 'from' && name !== 'to') || z.iso.date().safeParse(value).success;
}

async function said(deps: Deps, by: PersonKey, chosen: LogChosen): Promise<Reply[]> {
  const page = await pageFor(deps, by, chosen);
  if (page.kind === 'refused') return sayRefusal(page);
  return say(logMessage(shownOf(chosen, page), deps.settings.command));
}

async function shownAt(deps: Deps, at: PressAt, chosen: LogChosen): Promise<Reply[]> {
  if (at.surface.kind !== 'modal') return said(deps, at.by, chosen);
  const page = await pageFor(deps, at.by, chosen);
  return replace(page.kind === 'refused' ? refusalModal(page) : logModal(shownOf(chosen, page)));
}

async function submitChosen(deps: Deps, { by, fields }: FormAt): Promise<Reply[]> {
  const given = (block: string) => fields.text(block).slice(0, LONGEST) || undefined;
  const chosen = {
    subject: given(LOG.subject) ?? '',
    kind: given(LOG.kind),
    actor: given(LOG.actor),
    from: given(LOG.from),
    to: given(LOG.to),
  };
  const page = await pageFor(deps, by, chosen);
  return replace(page.kind === 'refused' ? refusalModal(page) : logModal(shownOf(chosen, page)));
}

function pageFor(deps: Deps, by: PersonKey, chosen: LogChosen) {
  const { subject, ...rest } = chosen;
  if (subject === '') return readOwnLog(deps, by, MOST_LINES);
  const wanted: LogWanted = { most: MOST_LINES, ...rest };
  const workflow = subject.startsWith('workflow/') ? subject.slice('workflow/'.length) : subject;
  return readLog(deps, by, workflow.includes('/') ? subject : `story/${workflow}`, wanted);
}

function shownOf(chosen: LogChosen, { lines, texts, next }: LogPage): LogShown {
  const entries = lines.map((line) => ({
    ...eventOf(line),
    subject: line.subject,
    text: texts.get(line.hash),
  }));
  return { chosen, entries, next };
}
