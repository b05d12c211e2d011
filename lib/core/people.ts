import * as z from 'zod';

/**
 * "A person's key is enterprise id + user id, else team id + user id." Two organisations may hold
 * the same user id, so the id alone names nobody.
 */
export const personKeySchema = z
  .string()
  .regex(/^[A-Z][A-Z0-9]{1,30}\/[A-Z][A-Z0-9]{1,30}$/, 'a person is written T…/U…');
export type PersonKey = z.infer<typeof personKeySchema>;

export interface SlackIdentity {
  readonly userId: string;
  readonly teamId: string;
  readonly enterpriseId?: string | undefined;
}

/** "A person's key is enterprise id + user id, else team id + user id": `E…/U…` or `T…/U…`. */
export function personKey(identity: SlackIdentity): PersonKey {
  return `${identity.enterpriseId ?? identity.teamId}/${identity.userId}`;
}

/** The half of the key that Slack's mentions and messages use. */
export function slackUserId(person: PersonKey): string {
  return person.slice(person.indexOf('/') + 1);
}

/** The half of the key before the slash: an enterprise's or a team's id. */
export function organisationOf(person: PersonKey): string {
  return person.slice(0, person.indexOf('/'));
}

export const teamIdSchema = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/, 'use lower-case letters, digits and hyphens');

/** A team as the registry knows it. `channel` is where its cards go. */
export const teamSchema = z.object({
  id: teamIdSchema,
  name: z.string().min(1).max(100),
  lead: personKeySchema,
  members: z.array(personKeySchema).max(500),
  channel: z.string(),
});
export type Team = z.infer<typeof teamSchema>;

/** The organisation's own record: who administers, who audits, where the platform is told. */
export const organisationSchema = z.object({
  home: z.string(),
  name: z.string(),
  admins: z.array(personKeySchema),
  auditors: z.array(personKeySchema),
  platformTeam: teamIdSchema,
  platformChannel: z.string(),
  catalogChannel: z.string(),
  timeZone: z.string(),
});
export type Organisation = z.infer<typeof organisationSchema>;

/** Everybody whom the records name and who is of another organisation: they can hold no role here. */
export function strangersIn(organisation: Organisation, teams: readonly Team[]): PersonKey[] {
  const inTeams = teams.flatMap((team) => [team.lead, ...team.members]);
  const named = [...organisation.admins, ...organisation.auditors, ...inTeams];
  return [...new Set(named)].filter((person) => organisationOf(person) !== organisation.home);
}

/** What Slack says of a person right now; asked afresh for every decision. */
export interface FreshPerson {
  readonly key: PersonKey;
  readonly name: string;
  readonly deactivated: boolean;
  readonly bot: boolean;
  readonly guest: boolean;
  readonly outside: boolean;
}
