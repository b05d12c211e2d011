import { dependents } from '../../acts/dependents.ts';
import type { Deps } from '../../acts/deps.ts';
import type { PersonKey } from '../../core/people.ts';
import { type Reply, say, sayRefusal } from '../reply.ts';
import type { Room } from '../room.ts';
import { DEPENDENTS, dependentsMessage } from '../views/dependents.ts';
import { sayMessage } from '../views/refusal.ts';
import { safe } from '../views/text.ts';

const PAGE = 10;
const LONGEST = 300;

/** `/yard who plugin/reply-drafter@2.x`, page by page. */
export const whoRoom: Room = {
  words: { who: (deps, { by, rest }) => showWho(deps, by, { asked: rest, cursor: undefined }) },
  presses: { [DEPENDENTS.more]: (deps, { by, value }) => nextPage(deps, by, value) },
};

function nextPage(deps: Deps, by: PersonKey, value: string): Promise<Reply[]> {
  const [cursor = '', ...asked] = value.split('|');
  return showWho(deps, by, { asked: asked.join('|'), cursor });
}

/** Also what the button on a component's page shows. */
export async function showWho(
  deps: Deps,
  by: PersonKey,
  page: { readonly asked: string; readonly cursor: string | undefined },
): Promise<Reply[]> {
  const { asked, cursor } = page;
  const [, component, range = '*'] = /^([a-z]+\/[^@\s]+)(?:@(.+))?$/.exec(asked) ?? [];
  if (!component || asked.length > LONGEST) {
    const { command } = deps.settings;
    const how = `Write it like \`${safe(command, 40)} who plugin/reply-drafter\` or \`${safe(command, 40)} who plugin/reply-drafter@2.x\`.`;
    return say(sayMessage(how));
  }
  const wanted = { component, range, transitive: true, most: PAGE, cursor };
  const found = await dependents(deps, by, wanted);
  if (found.kind === 'refused') return sayRefusal(found);
  const { rows, endings, cut, next } = found;
  const more = next === undefined ? undefined : `${next}|${asked}`;
  const first = cursor === undefined;
  return say(dependentsMessage({ component, range, rows, endings, first, cut, more }));
}
