import { expect, test } from 'vitest';
import { ROOMS } from '../../lib/slack/rooms.ts';

test.each(['words', 'presses', 'forms'] as const)(
  'each of the %s belongs to one room: nobody would notice that another answers',
  (part) => {
    const names = ROOMS.flatMap((room) => Object.keys(room[part] ?? {}));
    const twice = names.filter((name, at) => names.indexOf(name) !== at);
    expect(twice).toEqual([]);
  },
);
