import type { Deps } from '../../acts/deps.ts';
import { find } from '../../acts/find.ts';
import { eventOf, readLog, readOwnLog, readStory } from '../../acts/read-log.ts';
import type { PersonKey } from '../../core/people.ts';
import { type Reply, say, sayRefusal } from '../reply.ts';
import { findResults } from '../views/find.ts';
import { logMessage } from '../views/log.ts';
import { sayMessage } from '../views/refusal.ts';
import { safe } from '../views/text.ts';

const MOST_FOUND = 10;
const MOST_LINES = 20;
/** As much as the API takes. */
const LONGEST_QUERY = 500;

/** `find <words>`. */
export async function findWords(deps: Deps, by: PersonKey, query: string): Promise<Reply[]> {
  const { command } = deps.settings;
  if (query === '') {
    const text = `Say what you look for: \`${safe(command, 40)} find reply to customers\`.`;
    return say(sayMessage(text));
  }
  const asked = query.slice(0, LONGEST_QUERY).toWellFormed();
  const outcome = await find(deps, by, asked, MOST_FOUND);
  if (outcome.kind === 'refused') return sayRefusal(outcome);
  return say(findResults(asked, outcome.found, command));
}

/** `log [subject]`: of one thing, or of what the person's teams own. A bare name is a workflow's. */
export async function showLog(deps: Deps, by: PersonKey, typed: string): Promise<Reply[]> {
  const page = await logOf(deps, by, typed.slice(0, 200));
  if (page.kind === 'refused') return sayRefusal(page);
  const entries = page.lines.map((line) => ({ ...eventOf(line), subject: line.subject }));
  return say(logMessage(page.subject, entries, deps.settings.command));
}

function logOf(deps: Deps, by: PersonKey, typed: string) {
  if (typed === '') return readOwnLog(deps, by, MOST_LINES);
  const workflow = typed.startsWith('workflow/') ? typed.slice('workflow/'.length) : typed;
  if (!workflow.includes('/')) return readStory(deps, by, workflow, MOST_LINES);
  return readLog(deps, by, typed, { most: MOST_LINES });
}
