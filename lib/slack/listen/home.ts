import type { Deps } from '../../acts/deps.ts';
import { home } from '../../acts/home.ts';
import type { PersonKey } from '../../core/people.ts';
import { refuse } from '../../core/result.ts';
import type { Reply } from '../reply.ts';
import { ROOMS } from '../rooms.ts';
import { closedHome, homeView } from '../views/home.ts';
import { refusalText } from '../views/refusal.ts';

/** The person's Home as it is now. */
export async function showHome(deps: Deps, by: PersonKey): Promise<Reply[]> {
  const state = await home(deps, by);
  if (state.kind === 'refused') return [{ kind: 'home', view: closedHome(refusalText(state)) }];
  const parts = await Promise.all(ROOMS.map((room) => room.home?.(deps, by)));
  const rooms = parts.filter((part) => part !== undefined);
  return [{ kind: 'home', view: homeView(state, deps.settings.command, rooms) }];
}

/** Home was opened. The event does not say whose organisation the person belongs to, so Slack is asked. */
export async function openHome(deps: Deps, by: PersonKey): Promise<Reply[]> {
  const fresh = await deps.people.fresh(by);
  if (fresh.kind === 'refused') return [{ kind: 'home', view: closedHome(refusalText(fresh)) }];
  if (!fresh.person.outside) return showHome(deps, by);
  const refusal = refuse('outside', 'Only people of this organisation see anything here.');
  return [{ kind: 'home', view: closedHome(refusalText(refusal)) }];
}
