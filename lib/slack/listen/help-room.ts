import { say } from '../reply.ts';
import type { Room } from '../room.ts';
import { HELP, topicMessage } from '../views/help.ts';

/** The words of one topic, behind the buttons below `help`. What can be typed is no secret. */
export const helpRoom: Room = {
  presses: {
    [HELP.topic]: async (deps, { value }) => say(topicMessage(value, deps.settings.command)),
  },
};
