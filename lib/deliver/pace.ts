import { milliseconds } from '../core/time.ts';
import type { SlackPort } from './slack.ts';

/** "1 message / s / channel, several hundred / min / workspace." */
const CHANNEL_MS = 1_000;
const PER_MINUTE = 240;
const MINUTE_MS = 60_000;

interface Channel {
  /** When the next message may be posted, in milliseconds since 1970. */
  nextAt: number;
  /** How many were sent away since the last post: each gets a second of its own. */
  waiting: number;
}

/**
 * The same port, held to Slack's pace: what would come too soon is not sent but answered `limited`,
 * with the seconds after which its turn comes. One of these serves both lanes of a process: "two
 * lanes share one budget per workspace".
 */
export function paced(slack: SlackPort, now: () => string): SlackPort {
  const channels = new Map<string, Channel>();
  let minute = { from: 0, calls: 0 };
  const overBudget = (at: number): number => {
    if (at - minute.from >= MINUTE_MS) minute = { from: at, calls: 0 };
    if (minute.calls >= PER_MINUTE) return minute.from + MINUTE_MS - at;
    minute.calls += 1;
    return 0;
  };
  return {
    find: slack.find,
    remove: slack.remove,
    post: async (card, content) => {
      const at = milliseconds(now());
      const tooSoon = turnOf(channels, card.place, at) || overBudget(at);
      if (tooSoon > 0) return { kind: 'limited', seconds: tooSoon / 1000 };
      channels.set(card.place, { nextAt: at + CHANNEL_MS, waiting: 0 });
      forgetOld(channels, at);
      const outcome = await slack.post(card, content);
      if (outcome.kind === 'limited') {
        channels.set(card.place, { nextAt: at + outcome.seconds * 1000, waiting: 0 });
      }
      return outcome;
    },
    update: async (at, content) => {
      const tooSoon = overBudget(milliseconds(now()));
      if (tooSoon > 0) return { kind: 'limited', seconds: tooSoon / 1000 };
      return slack.update(at, content);
    },
  };
}

/** Milliseconds until a message may be posted there; 0 when it may be now. */
function turnOf(channels: Map<string, Channel>, place: string, at: number): number {
  const channel = channels.get(place);
  if (!channel || channel.nextAt <= at) return 0;
  const turn = channel.nextAt + channel.waiting * CHANNEL_MS - at;
  channel.waiting += 1;
  return turn;
}

function forgetOld(channels: Map<string, Channel>, at: number): void {
  for (const [place, channel] of channels) if (channel.nextAt <= at) channels.delete(place);
}
