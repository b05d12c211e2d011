import type { Directory } from '../../lib/acts/deps.ts';
import type { PersonKey } from '../../lib/core/people.ts';
import { refuse } from '../../lib/core/result.ts';
import { GROUP, HOME, keyOf, PEOPLE } from '../../lib/local/sample/organisation.ts';

/** What Slack knows of the sample organisation; a test changes it. */
export interface FakeDirectory {
  /** By address in lower case: `owner@example.com`. */
  readonly addresses: Map<string, PersonKey>;
  readonly groups: Map<string, readonly PersonKey[]>;
  /** Channels that refuse the test message. */
  readonly closed: Set<string>;
  /** Channels that got a test message, in order. */
  readonly probed: string[];
  /** `not-granted`: no scope or plan for addresses and groups. `lookup-failed`: nothing answers. */
  answers: 'all' | 'not-granted' | 'lookup-failed';
}

export function fakeDirectory(): { directory: Directory; slack: FakeDirectory } {
  const ours = Object.values(PEOPLE).filter((person) => person.teamId === HOME);
  const slack: FakeDirectory = {
    addresses: new Map(ours.map((person) => [`${person.handle}@example.com`, keyOf(person)])),
    groups: new Map([[GROUP, [keyOf(PEOPLE.owner), keyOf(PEOPLE.colleague)]]]),
    closed: new Set(),
    probed: [],
    answers: 'all',
  };
  return { directory: directoryOf(slack), slack };
}

function directoryOf(slack: FakeDirectory): Directory {
  const silent = () => refuse('lookup-failed', 'Slack did not answer in time. Try again.');
  const trouble = () => {
    if (slack.answers === 'not-granted') return refuse('not-granted', 'Not granted here.');
    return slack.answers === 'lookup-failed' ? silent() : undefined;
  };
  return {
    byEmail: async (address) => {
      const person = slack.addresses.get(address.toLowerCase());
      const found = person
        ? { kind: 'person' as const, person }
        : refuse('no-such-address', 'Nobody in this Slack has this address.');
      return trouble() ?? found;
    },
    members: async (group) => {
      const people = slack.groups.get(group);
      const found = people
        ? { kind: 'members' as const, people }
        : refuse('no-such-group', 'Slack does not know this user group any more.');
      return trouble() ?? found;
    },
    hasGroups: async () => slack.answers === 'all',
    groups: async () =>
      slack.answers === 'all' ? [...slack.groups.keys()].map((id) => ({ id, name: id })) : [],
    probe: async (channel) => {
      if (slack.answers === 'lookup-failed') return silent();
      const say = "I can't post in that channel. Type /invite @Yardmaster there, then try again.";
      if (slack.closed.has(channel)) return refuse('cannot-post', say, { channel });
      slack.probed.push(channel);
      return { kind: 'posted' };
    },
  };
}
