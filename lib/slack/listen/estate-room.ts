import { isAskedOf } from '../../acts/claims.ts';
import type { Deps } from '../../acts/deps.ts';
import { claimsOf } from '../../acts/discovered.ts';
import { visibleEstate } from '../../acts/estate-list.ts';
import { mayNotHere } from '../../acts/standing.ts';
import type { PersonKey } from '../../core/people.ts';
import { open, type Reply, replace, sayRefusal } from '../reply.ts';
import type { PressAt, Room, WordAt } from '../room.ts';
import { CLAIM } from '../views/claim-list.ts';
import { ASSIGN, FINISH, PASS } from '../views/estate-forms.ts';
import { ESTATE, estateModal, estatePart, FILTERS, type Filter } from '../views/estate-list.ts';
import type { RoomPart } from '../views/home.ts';
import {
  pressAll,
  pressAnswer,
  pressAssign,
  pressFinish,
  pressNotMine,
  pressRegister,
  pressShow,
  submitAssign,
  submitFinish,
  submitPass,
} from './estate-claims.ts';

/** What runs already and nobody registered: whose is it, and who answers for it. */
export const estateRoom: Room = {
  words: {
    discovered: async (deps, at) => showEstate(deps, at, filterOf(at.rest), 0, open),
  },
  presses: {
    [CLAIM.mine]: pressAnswer('mine'),
    [CLAIM.gone]: pressAnswer('gone'),
    [CLAIM.runs]: pressAnswer('runs'),
    [CLAIM.notMine]: pressNotMine,
    [CLAIM.all]: pressAll,
    [CLAIM.show]: pressShow,
    [CLAIM.page]: pressShow,
    [CLAIM.register]: pressRegister,
    [CLAIM.finish]: pressFinish,
    [CLAIM.assign]: pressAssign,
    [ESTATE.assign]: pressAssign,
    [ESTATE.open]: turnEstate,
    [ESTATE.filter]: turnEstate,
    [ESTATE.page]: turnEstate,
  },
  forms: {
    [PASS.callback]: submitPass,
    [ASSIGN.callback]: submitAssign,
    [FINISH.callback]: submitFinish,
  },
  home: homePart,
};

/** "unclaimed", "not mine", "Gone": as people type it; anything else shows what waits. */
function filterOf(typed: string): Filter {
  const word = typed.trim().toLowerCase().replace(/\s+/g, '-');
  return FILTERS.find((one) => one === word) ?? 'open';
}

async function turnEstate(deps: Deps, at: PressAt): Promise<Reply[]> {
  const [filter = '', page = ''] = at.value.split('|');
  const show = at.surface.kind === 'modal' ? replace : open;
  return showEstate(deps, at, filterOf(filter), Number(page), show);
}

async function showEstate(
  deps: Deps,
  { by }: Pick<WordAt, 'by'>,
  filter: Filter,
  page: number,
  show: typeof open,
): Promise<Reply[]> {
  const seen = await visibleEstate(deps, by, filter);
  if (seen.kind === 'refused') return sayRefusal(seen);
  return show(estateModal({ filter, page, entries: seen.entries }));
}

async function homePart(deps: Deps, by: PersonKey): Promise<RoomPart> {
  const [{ entries }, refusal] = await Promise.all([
    claimsOf(deps, by),
    mayNotHere(deps, 'import-estate', by),
  ]);
  const mine = entries.filter((entry) => isAskedOf(entry, by));
  return estatePart({ holder: by, mine, open: refusal ? undefined : await openCounts(deps, by) });
}

async function openCounts(deps: Deps, by: PersonKey) {
  const seen = await visibleEstate(deps, by, 'open');
  if (seen.kind === 'refused') return undefined;
  const nobodys = seen.entries.filter((entry) => entry.state === 'not-mine').length;
  return { unclaimed: seen.entries.length - nobodys, nobodys };
}
