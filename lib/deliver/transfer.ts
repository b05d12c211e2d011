import type { Deps } from '../acts/deps.ts';
import { loadTeam } from '../acts/standing.ts';
import { loadTransfer } from '../acts/transfer.ts';
import { transferCard } from '../slack/views/transfer.ts';
import type { Rendered } from './render.ts';

/** An offer's card: each team's has the buttons that are its own to press. */
export async function renderTransfer(deps: Deps, id: string, place: string): Promise<Rendered> {
  const head = await loadTransfer(deps, id);
  if (!head) return { kind: 'nothing' };
  const [from, to] = await Promise.all([
    loadTeam(deps, head.state.from),
    loadTeam(deps, head.state.to),
  ]);
  const personal = /^[UW]/.test(place);
  const drawn = { giver: personal || place === from?.channel, taker: place === to?.channel };
  return { kind: 'card', ...transferCard(head.state, drawn), version: head.chain.seq };
}
