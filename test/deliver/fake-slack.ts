import type { CardId, Content, Done, Failure, SlackPort } from '../../lib/deliver/slack.ts';

interface Shown extends CardId {
  readonly channel: string;
  readonly ts: string;
  text: string;
  blocks: Content['blocks'];
}

type How =
  | Failure
  | { readonly kind: 'land-then-unsure' }
  | { readonly kind: 'land-then-throw' }
  | { readonly kind: 'throw' };
type Call = 'post' | 'update' | 'find' | 'remove';

export interface FakeSlack extends SlackPort {
  readonly messages: Shown[];
  readonly calls: Call[];
  /** The next calls of this kind go so, one after another; then all goes well again. */
  readonly script: (call: Call, ...how: How[]) => void;
  /** From now on all goes well again. */
  readonly heal: () => void;
  /** Called while a post or change is under way, before it lands. */
  during: () => Promise<void>;
}

/** A Slack that does what it is told: it may act, refuse, or act and then fail. */
export function fakeSlack(): FakeSlack {
  const messages: Shown[] = [];
  const calls: Call[] = [];
  let posts = 0;
  const scripts: Record<Call, How[]> = { post: [], update: [], find: [], remove: [] };
  const play = <T extends { kind: string }>(call: Call, act: () => T): T | Failure => {
    calls.push(call);
    const how = scripts[call].shift();
    if (!how) return act();
    if (how.kind === 'throw') throw new Error('the process died');
    if (how.kind === 'land-then-unsure') {
      act();
      return { kind: 'unsure', error: 'WebAPIHTTPError' };
    }
    if (how.kind === 'land-then-throw') {
      act();
      throw new Error('the process died');
    }
    return how;
  };
  const fake: FakeSlack = {
    messages,
    calls,
    during: async () => undefined,
    script: (call, ...how) => scripts[call].push(...how),
    heal: () => {
      for (const script of Object.values(scripts)) script.length = 0;
    },
    post: async ({ subject, place }, content) => {
      await fake.during();
      return play('post', () => {
        const channel = place.startsWith('U') ? `D${place}` : place;
        const ts = `${1_000 + posts}.000100`;
        posts += 1;
        messages.push({ subject, place, channel, ts, ...content });
        return done(channel, ts);
      });
    },
    update: async (at, content) => {
      await fake.during();
      return play('update', () => {
        const message = messages.find((one) => one.ts === at.ts && one.channel === at.channel);
        if (!message) return { kind: 'refused', error: 'message_not_found' } as const;
        Object.assign(message, content);
        return done(at.channel, at.ts);
      });
    },
    remove: async (at) =>
      play('remove', () => {
        const index = messages.findIndex((one) => one.ts === at.ts);
        messages.splice(index, 1);
        return done(at.channel, at.ts);
      }),
    find: async (card) =>
      play('find', () => {
        const found = messages.findLast(
          (one) => one.subject === card.subject && one.place === card.place,
        );
        return { kind: 'found' as const, at: found && { channel: found.channel, ts: found.ts } };
      }),
  };
  return fake;
}

function done(channel: string, ts: string): Done {
  return { kind: 'done', at: { channel, ts } };
}
