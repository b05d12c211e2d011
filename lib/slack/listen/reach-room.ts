import type { Deps } from '../../acts/deps.ts';
import { listSystems, reach } from '../../acts/reach.ts';
import type { PersonKey } from '../../core/people.ts';
import { type Reply, say, sayRefusal } from '../reply.ts';
import type { Room } from '../room.ts';
import { REACH, reachMessage, systemsMessage } from '../views/reach.ts';

const PAGE = 10;
const LONGEST = 200;

/** `/yard reach CRM`, page by page; without a name every system. */
export const reachRoom: Room = {
  words: {
    reach: (deps, { by, rest }) =>
      rest === ''
        ? showSystems(deps, by, 0)
        : showReach(deps, by, { system: rest.slice(0, LONGEST), cursor: undefined }),
  },
  presses: {
    [REACH.open]: (deps, { by, value }) =>
      showReach(deps, by, { system: value, cursor: undefined }),
    [REACH.more]: (deps, { by, value }) => {
      const [cursor = '', ...system] = value.split('|');
      return showReach(deps, by, { system: system.join('|'), cursor });
    },
    [REACH.systems]: (deps, { by, value }) =>
      showSystems(deps, by, Math.max(0, Math.trunc(Number(value)) || 0)),
  },
};

async function showReach(
  deps: Deps,
  by: PersonKey,
  { system, cursor }: { readonly system: string; readonly cursor: string | undefined },
): Promise<Reply[]> {
  const found = await reach(deps, by, { system, most: PAGE, cursor });
  if (found.kind === 'refused') return sayRefusal(found);
  const more = found.next === undefined ? undefined : `${found.next}|${system}`;
  return say(reachMessage({ ...found, first: cursor === undefined, more }));
}

async function showSystems(deps: Deps, by: PersonKey, page: number): Promise<Reply[]> {
  const listed = await listSystems(deps, by);
  if (listed.kind === 'refused') return sayRefusal(listed);
  const { systems, filed } = listed;
  return say(systemsMessage(systems, { page, filed, command: deps.settings.command }));
}
