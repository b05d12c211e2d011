import * as z from 'zod';
import {
  groupIdSchema,
  organisationOf,
  type PersonKey,
  personKeySchema,
  slackUserId,
  teamIdSchema,
} from './people.ts';
import type { Refusal } from './result.ts';

const MOST_PEOPLE = 20;

/** Whom a manifest lets approve an action: "approver set (people, team, user group, on-call)", all of them together. */
export const approversSchema = z
  .strictObject({
    people: z
      .array(personKeySchema)
      .min(1)
      .max(MOST_PEOPLE, `name at most ${MOST_PEOPLE} people; more are a team or a user group`)
      .optional()
      .describe('Single people, T…/U….'),
    team: teamIdSchema.optional().describe('The members of a team, by its id.'),
    group: groupIdSchema.optional().describe('The members of a Slack user group, S….'),
    on_call: z
      .literal(true)
      .optional()
      .describe('Whoever is in the on-call user group of the owning team.'),
  })
  .refine(
    (one) => Object.keys(one).length > 0,
    'name people, a team, a group or "on_call": true, or leave approvers out',
  )
  .meta({ minProperties: 1 });
export type Approvers = z.infer<typeof approversSchema>;

/** Who the approvers of an action are right now. */
export interface ApproversNow {
  readonly people: readonly PersonKey[];
  /** Parts of them that nobody is in, a sentence each. */
  readonly gaps: readonly string[];
  /** What Slack did not say: who all of them are is then not known. */
  readonly unsure?: Refusal<'lookup-failed' | 'not-granted'> | undefined;
}

/** Several parts as one set: everybody once, in their order. The first doubt counts. */
export function together(parts: readonly ApproversNow[]): ApproversNow {
  const unsure = parts.find((one) => one.unsure)?.unsure;
  return {
    people: [...new Set(parts.flatMap((one) => one.people))],
    gaps: parts.flatMap((one) => one.gaps),
    ...(unsure ? { unsure } : {}),
  };
}

/** Approvers in words made of ids: "U5, members of team-finance, whoever is on call". */
export function approversWords({ people = [], team, group, on_call }: Approvers): string {
  const all = [
    ...people.map(slackUserId),
    ...(team ? [`members of ${team}`] : []),
    ...(group ? [`the user group ${group}`] : []),
    ...(on_call ? ['whoever is on call'] : []),
  ];
  return all.join(', ');
}

/** Those of the named people who are of another organisation than `home`. */
export function strangersAmong({ people = [] }: Approvers, home: string): PersonKey[] {
  return people.filter((one) => organisationOf(one) !== home);
}
