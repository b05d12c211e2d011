import { stopSentence } from '../../core/in-force.ts';
import type { Organisation } from '../../core/people.ts';
import type { RoomPart } from './home.ts';
import { section } from './parts.ts';
import { safe } from './text.ts';

/** On top of everybody's Home while the organisation is stopped: nothing that waits can be decided. */
export function stoppedPart({ stopped }: Pick<Organisation, 'stopped'>): RoomPart {
  if (!stopped) return { waiting: [], more: [] };
  const text = `*Stopped.* ${safe(stopSentence(stopped), 1000)} Nothing below can be approved meanwhile.`;
  return { waiting: [section(text)], more: [] };
}
