import { ownExtensions } from '../../acts/extension-list.ts';
import { ownRequests } from '../../acts/own-requests.ts';
import { say, sayRefusal } from '../reply.ts';
import type { Room } from '../room.ts';
import { requestsMessage, requestsPart } from '../views/requests-list.ts';

/** `requests`: the person's own, with place and due date; the same on App Home. */
export const requestsRoom: Room = {
  words: {
    requests: async (deps, { by }) => {
      const own = await ownRequests(deps, by);
      if (own.kind === 'refused') return sayRefusal(own);
      const asked = await ownExtensions(deps, by);
      return say(requestsMessage(own.requests, own.at, deps.settings.command, asked));
    },
  },
  home: async (deps, by) => {
    const own = await ownRequests(deps, by);
    if (own.kind === 'refused') return { waiting: [], more: [] };
    return requestsPart(own.requests, own.at);
  },
};
