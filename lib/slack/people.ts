import type { WebClient } from '@slack/web-api';
import * as z from 'zod';
import type { People } from '../acts/deps.ts';
import { type PersonKey, slackUserId } from '../core/people.ts';
import { refuse } from '../core/result.ts';
import { inTime } from './in-time.ts';

/** "One fresh person lookup (800 ms limit; failure refuses with 'try again')." */
const LIMIT_MS = 800;

export const userSchema = z.object({
  id: z.string(),
  team_id: z.string().optional(),
  name: z.string().optional(),
  real_name: z.string().optional(),
  tz: z.string().nullish(),
  deleted: z.boolean().default(false),
  is_bot: z.boolean().default(false),
  is_workflow_bot: z.boolean().default(false),
  is_restricted: z.boolean().default(false),
  is_ultra_restricted: z.boolean().default(false),
  is_stranger: z.boolean().default(false),
  enterprise_user: z.object({ enterprise_id: z.string().optional() }).optional(),
});
export type SlackUser = z.infer<typeof userSchema>;

/**
 * Asks Slack who somebody is right now, never a cache. `home` is the organisation's id (a function
 * where it has to be looked up). Slow, failed or unreadable answers refuse.
 */
export function slackPeople(client: WebClient, home: string | (() => Promise<string>)): People {
  return {
    fresh: async (person) => {
      const [user, ours] = await Promise.all([
        lookUp(client, person),
        typeof home === 'string' ? home : home(),
      ]);
      if (!user) return refuse('lookup-failed', 'Slack could not say who you are. Try again.');
      return { kind: 'person', person: freshPerson(person, user, ours) };
    },
  };
}

export function freshPerson(key: PersonKey, user: SlackUser, home: string) {
  return {
    key,
    name: user.real_name || user.name || user.id,
    deactivated: user.deleted,
    bot: user.is_bot || user.is_workflow_bot || user.id === 'USLACKBOT',
    guest: user.is_restricted || user.is_ultra_restricted,
    outside: isOutside(user, home) || !key.startsWith(`${home}/`),
    timeZone: user.tz ?? undefined,
  };
}

/** "Home `team_id`/`enterprise_id` not ours (the real external check)"; `is_stranger` alone is none. */
function isOutside(user: SlackUser, home: string): boolean {
  const organisation = user.enterprise_user?.enterprise_id ?? user.team_id;
  return user.is_stranger || organisation !== home;
}

async function lookUp(client: WebClient, person: PersonKey): Promise<SlackUser | undefined> {
  const id = slackUserId(person);
  const asked = client.users.info({ user: id }).then(
    (answer) => userSchema.safeParse(answer.user).data,
    () => undefined,
  );
  const user = await inTime(asked, LIMIT_MS);
  return user?.id === id ? user : undefined;
}
