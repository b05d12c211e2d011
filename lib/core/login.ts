import * as z from 'zod';
import { identityLinkSchema } from './identity-provider.ts';
import { notifySchema } from './notify.ts';
import { type FreshPerson, personKeySchema } from './people.ts';
import { type Refusal, refuse } from './result.ts';

/** Why a login ended before its time. */
const LOGIN_ENDS = ['logged-out', 'ended-in-slack', 'asked-again', 'deactivated'] as const;
export type LoginEnd = (typeof LOGIN_ENDS)[number];

/** One login of a person, as it stands among that person's. `client` and `host` are claims. */
export const loginSchema = z.strictObject({
  id: z.string(),
  client: z.string(),
  host: z.string(),
  confirmedAt: z.string(),
  /** Set once the token was fetched. */
  token: z
    .strictObject({ hash: z.string(), issuedAt: z.string(), expiresAt: z.string() })
    .optional(),
  ended: z.strictObject({ at: z.string(), why: z.enum(LOGIN_ENDS) }).optional(),
});
export type Login = z.infer<typeof loginSchema>;

/** What somebody answered to a login, whoever it was: the first answer counts. */
export const answerSchema = z.strictObject({
  by: personKeySchema,
  choice: z.enum(['confirmed', 'denied']),
});

/** The person's own record. Loose: other things are kept of a person besides logins. */
export const personSchema = z.looseObject({
  key: personKeySchema,
  lastLogin: z.string().optional(),
  /** Logins from before this moment count for nothing: Slack said that the account is gone. */
  loginsEndedAt: z.string().optional(),
  /** Who this is at the organisation's identity provider. */
  identity: identityLinkSchema.optional(),
  /** How they want to be asked for decisions. */
  notify: notifySchema.optional(),
});
export type PersonRecord = z.infer<typeof personSchema>;

type NotAPerson = 'deactivated' | 'bot' | 'guest' | 'outside';

/** Who may log in: "looked up fresh"; colleagues may, nobody from outside and no machine. */
export function mayNotLogIn(person: FreshPerson): Refusal<NotAPerson> | undefined {
  if (person.outside) return refuse('outside', 'Only people of this organisation log in here.');
  if (person.deactivated) return refuse('deactivated', 'This account is deactivated.');
  if (person.bot) return refuse('bot', 'Only people log in.');
  if (person.guest) return refuse('guest', 'Guests work in Slack and do not log in elsewhere.');
  return undefined;
}

/** Whether this login opens something at `now`. */
export function loginInForce(login: Login, now: string): boolean {
  return login.ended === undefined && login.token !== undefined && login.token.expiresAt > now;
}

/** Whether what began at `since` was ended together with everything else of the person, or of all. */
export function endedWithPerson(
  record:
    | { readonly loginsEndedAt?: string | undefined; readonly [other: string]: unknown }
    | undefined,
  since: string,
): boolean {
  return record?.loginsEndedAt !== undefined && record.loginsEndedAt >= since;
}
