import * as z from 'zod';
import { declaredSchema } from './epoch.ts';
import { identityProviderSchema } from './identity-provider.ts';

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

/** A Slack user group, `S…`. Its members are asked of Slack where they are needed (paid plans only). */
export const groupIdSchema = z.string().regex(/^S[A-Z0-9]{1,30}$/, 'a user group is written S…');

/** Which CI jobs speak for a team: tokens of this issuer whose subject matches (`*` stands for anything). */
export const ciPatternSchema = z.strictObject({
  issuer: z.url(),
  subject: z.string().min(1).max(300),
});
export type CiPattern = z.infer<typeof ciPatternSchema>;

/** A team as the registry knows it. `channel` is where its cards go. */
export const teamSchema = z.object({
  id: teamIdSchema,
  name: z.string().min(1).max(100),
  lead: personKeySchema,
  /** Stands in for the lead. */
  backup: personKeySchema.optional(),
  members: z.array(personKeySchema).max(500),
  channel: z.string(),
  /** The user group that `members` were last taken from. */
  group: groupIdSchema.optional(),
  /** The user group of whoever is on call. */
  onCall: groupIdSchema.optional(),
  ci: z.array(ciPatternSchema).max(20).optional(),
  /** The team that this one went into: its id stays an alias for ever. */
  mergedInto: teamIdSchema.optional(),
  /** Some of what this team had is still on its way to the team that it went into. */
  carrying: z.boolean().optional(),
  /** Members whom Slack said to be deactivated when they were last looked up. */
  left: z.array(personKeySchema).optional(),
});
export type Team = z.infer<typeof teamSchema>;

export const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time is written 09:00');

/** When people are reminded of what ends, each in their own time zone. */
export const nudgesSchema = z.strictObject({
  /** 1 for Monday to 5 for Friday. */
  weekday: z.int().min(1).max(5),
  at: clockTime,
  /** So many days before the end it is every working day. */
  lastDays: z.int().min(0).max(60),
  /** After so many days without an answer the backup, the lead, the team and the platform hear of it. */
  escalateAfterDays: z.tuple([
    z.int().min(1).max(365),
    z.int().min(1).max(365),
    z.int().min(1).max(365),
    z.int().min(1).max(365),
  ]),
  snoozeDays: z.int().min(1).max(60),
  snoozes: z.int().min(0).max(10),
});

/** A change by a lone admin: in force, and flagged until somebody else countersigns it. */
const flaggedSchema = z.strictObject({ change: z.string(), at: z.string() });

/** Why nothing is leased or consumed any more: Slack took the app away, or an admin ended it. */
export const STOPS = ['app-uninstalled', 'tokens-revoked', 'uninstalled'] as const;

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
  /** Working hours, Monday to Friday. */
  hours: z.strictObject({ from: clockTime, to: clockTime }).optional(),
  /** Days nobody works, YYYY-MM-DD. */
  holidays: z.array(z.iso.date()).max(200).optional(),
  /** When people are reminded of what ends; what is left out is as `NUDGES` says. */
  nudges: nudgesSchema.partial().optional(),
  retentionDays: z.int().min(30).max(3650).optional(),
  /** OIDC issuers whose tokens CI may log in with, and the audience they must name. */
  issuers: z
    .array(z.strictObject({ issuer: z.url(), audience: z.string().min(1).max(200) }))
    .max(10)
    .optional(),
  /** Where people log in afresh for what needs it. */
  identityProvider: identityProviderSchema.optional(),
  flagged: z.array(flaggedSchema).optional(),
  stopped: z.strictObject({ at: z.string(), why: z.enum(STOPS) }).optional(),
  /** Logins from before this moment count for nothing: everything here was uninstalled. */
  loginsEndedAt: z.string().optional(),
  /** What was asked before this moment is void: the tables went back in time. */
  restoredAt: z.string().optional(),
  /** What was declared of that restore; checkpoints say it on. */
  restored: declaredSchema.optional(),
});
export type Organisation = z.infer<typeof organisationSchema>;

export const DEFAULT_HOURS = { from: '09:00', to: '17:00' };
/** "Retention (400 days by default)". */
export const DEFAULT_RETENTION_DAYS = 400;

/** Everybody whom the records name and who is of another organisation: they can hold no role here. */
export function strangersIn(organisation: Organisation, teams: readonly Team[]): PersonKey[] {
  const inTeams = teams.flatMap((team) => [
    team.lead,
    ...(team.backup ? [team.backup] : []),
    ...team.members,
  ]);
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
  /** As Slack has it, `Europe/Berlin`; absent where it says none. */
  readonly timeZone?: string | undefined;
}
