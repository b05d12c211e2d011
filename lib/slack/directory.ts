import { WebAPIPlatformError, WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import * as z from 'zod';
import type { Directory, UserGroup } from '../acts/deps.ts';
import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { inTime } from './in-time.ts';
import { freshPerson, userSchema } from './people.ts';

/** As long as a lookup of a person may take: a listener has three seconds in all. */
const LIMIT_MS = 800;
/** Posting takes longer than reading. */
const PROBE_MS = 1500;
/** "Cache": the list of groups may be asked for 20 times a minute. Plans change seldom. */
const GROUPS_KNOWN_MS = 10 * 60_000;

/** What Slack says when a scope was not granted, or the plan does not have what is asked for. */
const NOT_GRANTED = new Set([
  'missing_scope',
  'not_allowed_token_type',
  'no_permission',
  'paid_teams_only',
  'paid_only',
  'plan_upgrade_required',
  'feature_not_enabled',
  'team_not_eligible',
]);
const NO_SUCH_GROUP = new Set(['no_such_subteam', 'subteam_not_found', 'invalid_usergroup']);

export interface DirectoryOptions {
  /** The organisation's id (a function where it has to be looked up). */
  readonly home: string | (() => Promise<string>);
  /** Milliseconds. */
  readonly now?: () => number;
}

/** Asks Slack what it knows besides who somebody is. Slow, failed or unreadable answers refuse. */
export function slackDirectory(client: WebClient, options: DirectoryOptions): Directory {
  const home = async () => (typeof options.home === 'string' ? options.home : await options.home());
  const groups = rememberedGroups(client, options.now ?? Date.now);
  return {
    byEmail: async (address) => byEmail(client, address, await home()),
    members: async (group) => groupMembers(client, group, await home()),
    hasGroups: async () => (await groups()) !== undefined,
    groups: async () => (await groups()) ?? [],
    probe: (channel) => probe(client, channel),
  };
}

type Said = { readonly kind: 'said'; readonly answer: unknown };
type No = { readonly kind: 'no'; readonly error: string };
type Unsure = { readonly kind: 'unsure'; readonly seconds?: number };

/** One call: what was said, Slack's word for no, or neither in time (with the wait it asked for). */
async function ask(call: Promise<unknown>, milliseconds: number): Promise<Said | No | Unsure> {
  const answered = call.then(
    (answer): Said => ({ kind: 'said', answer }),
    (error: unknown): No | Unsure => {
      if (error instanceof WebAPIPlatformError) return { kind: 'no', error: error.data.error };
      if (error instanceof WebAPIRateLimitedError)
        return { kind: 'unsure', seconds: error.retryAfter };
      return { kind: 'unsure' };
    },
  );
  return (await inTime(answered, milliseconds)) ?? { kind: 'unsure' };
}

function unsure({ seconds }: Unsure): Refusal<'lookup-failed'> {
  if (seconds === undefined)
    return refuse('lookup-failed', 'Slack did not answer in time. Try again.');
  const say = `Slack asks us to slow down. Try again in ${seconds} seconds.`;
  return refuse('lookup-failed', say, { seconds });
}

const userAnswer = z.object({ user: userSchema });

async function byEmail(
  client: WebClient,
  address: string,
  home: string,
): ReturnType<Directory['byEmail']> {
  const said = await ask(client.users.lookupByEmail({ email: address }), LIMIT_MS);
  if (said.kind === 'unsure') return unsure(said);
  if (said.kind === 'no') return noAddress(said.error);
  const user = userAnswer.safeParse(said.answer).data?.user;
  if (!user) return unsure({ kind: 'unsure' });
  const key: PersonKey = `${home}/${user.id}`;
  const { outside, deactivated, bot } = freshPerson(key, user, home);
  if (outside)
    return refuse('no-such-address', 'This address belongs to somebody of another organisation.');
  if (deactivated) return refuse('no-such-address', 'The person with this address has left Slack.');
  if (bot) return refuse('no-such-address', 'This address belongs to an app, not to a person.');
  return { kind: 'person', person: key };
}

function noAddress(error: string): Refusal<'no-such-address' | 'not-granted' | 'lookup-failed'> {
  if (error === 'users_not_found' || error === 'user_not_found' || error === 'invalid_arguments')
    return refuse('no-such-address', 'Nobody in this Slack has this address.');
  if (NOT_GRANTED.has(error))
    return refuse(
      'not-granted',
      'Yardmaster may not look up e-mail addresses here. Write Slack user ids (U…), or ask a Slack admin to grant users:read.email.',
    );
  return refuse('lookup-failed', 'Slack could not look up this address. Try again.', { error });
}

const membersAnswer = z.object({ users: z.array(z.string()) });

async function groupMembers(
  client: WebClient,
  group: string,
  home: string,
): ReturnType<Directory['members']> {
  const said = await ask(client.usergroups.users.list({ usergroup: group }), LIMIT_MS);
  if (said.kind === 'unsure') return unsure(said);
  if (said.kind === 'no') return noGroup(said.error);
  const answer = membersAnswer.safeParse(said.answer).data;
  if (!answer) return unsure({ kind: 'unsure' });
  return { kind: 'members', people: answer.users.map((id): PersonKey => `${home}/${id}`) };
}

function noGroup(error: string): Refusal<'no-such-group' | 'not-granted' | 'lookup-failed'> {
  if (NO_SUCH_GROUP.has(error))
    return refuse('no-such-group', 'Slack does not know this user group any more. Choose another.');
  if (NOT_GRANTED.has(error))
    return refuse(
      'not-granted',
      'Yardmaster cannot read user groups here: they need a paid Slack plan and the scope usergroups:read. Choose the people one by one.',
    );
  return refuse('lookup-failed', 'Slack could not read this user group. Try again.', { error });
}

const groupsAnswer = z.object({
  usergroups: z.array(z.object({ id: z.string(), name: z.string(), handle: z.string() })),
});

/** Asks once in ten minutes; what Slack did not answer counts as "none" only this time. */
function rememberedGroups(
  client: WebClient,
  now: () => number,
): () => Promise<readonly UserGroup[] | undefined> {
  let known: { readonly groups: readonly UserGroup[] | undefined; readonly at: number } | undefined;
  return async () => {
    if (known && now() - known.at < GROUPS_KNOWN_MS) return known.groups;
    const said = await ask(client.usergroups.list({}), LIMIT_MS);
    const granted = said.kind === 'said' && groupsAnswer.safeParse(said.answer).data;
    if (granted) known = { groups: granted.usergroups.map(named).sort(byName), at: now() };
    else if (said.kind === 'no' && NOT_GRANTED.has(said.error))
      known = { groups: undefined, at: now() };
    else return undefined;
    return known.groups;
  };
}

function named({ id, name, handle }: { id: string; name: string; handle: string }): UserGroup {
  return { id, name: `${name} (@${handle})` };
}

function byName(a: UserGroup, b: UserGroup): number {
  return a.name.localeCompare(b.name, 'en');
}

const TEST_TEXT = 'This is a test message of Yardmaster: it can post here.';

async function probe(client: WebClient, channel: string): ReturnType<Directory['probe']> {
  const said = await ask(client.chat.postMessage({ channel, text: TEST_TEXT }), PROBE_MS);
  if (said.kind === 'said') return { kind: 'posted' };
  if (said.kind === 'unsure') return unsure(said);
  const say = Object.hasOwn(CANNOT_POST, said.error) ? CANNOT_POST[said.error] : undefined;
  if (say) return refuse('cannot-post', say, { channel, error: said.error });
  const other = 'Slack did not take the test message. Try again, or choose another channel.';
  return refuse('cannot-post', other, { channel, error: said.error });
}

const INVITE = 'Type /invite @Yardmaster there, then try again.';
const ASK_ADMIN = 'Ask a Slack admin to allow it, or choose another channel.';

/** "What is missing is said in one sentence with the fix." */
const CANNOT_POST: Readonly<Record<string, string>> = {
  not_in_channel: `I can't post in that channel. ${INVITE}`,
  channel_not_found: `I can't see that channel: it is private or gone. ${INVITE}`,
  is_archived: 'That channel is archived. Unarchive it, or choose another channel.',
  restricted_action: `Only some people may post in that channel. ${ASK_ADMIN}`,
  restricted_action_read_only_channel: `That channel is read-only. ${ASK_ADMIN}`,
  restricted_action_thread_only_channel: `That channel takes replies only. ${ASK_ADMIN}`,
  restricted_action_non_threadable_channel: `That channel takes no messages of apps. ${ASK_ADMIN}`,
  ekm_access_denied: `The organisation's keys do not allow messages there. ${ASK_ADMIN}`,
  team_access_not_granted: `Yardmaster is not installed in that channel's workspace. ${ASK_ADMIN}`,
  missing_scope:
    'Yardmaster lacks the right to post. Install it anew from its app manifest (yardmaster slack manifest).',
  user_not_found: 'That is no channel. Choose a channel.',
};
