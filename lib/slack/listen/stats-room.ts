import { readStats } from '../../acts/stats.ts';
import { say, sayRefusal } from '../reply.ts';
import type { Room } from '../room.ts';
import { statsMessage } from '../views/stats.ts';

/** `stats`: the person's teams', for admins and auditors all. */
export const statsRoom: Room = {
  words: {
    stats: async (deps, { by }) => {
      const read = await readStats(deps, by);
      if (read.kind === 'refused') return sayRefusal(read);
      return say(statsMessage(read, deps.settings.command));
    },
  },
};
