import type { Deps } from '../../acts/deps.ts';
import { find } from '../../acts/find.ts';
import type { PersonKey } from '../../core/people.ts';
import { type Reply, say, sayRefusal } from '../reply.ts';
import { findResults } from '../views/find.ts';
import { sayMessage } from '../views/refusal.ts';
import { safe } from '../views/text.ts';

const MOST_FOUND = 10;
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
