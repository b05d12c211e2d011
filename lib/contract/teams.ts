import * as z from 'zod';
import { teamSchema } from '../core/people.ts';
import { teamRowSchema } from '../core/team-row.ts';
import { operation } from './operation.ts';

/** So many rows in one call, each in a transaction of its own: the longest fit a body. */
export const MOST_TEAMS_AT_ONCE = 20;

const { id, name, lead, backup, members, channel, group } = teamSchema.shape;

const teamAnswerSchema = z.object({
  ...{ id, name, lead, backup, members, channel, group },
  on_call: group,
  /** Nobody is left in it, or its lead has left: as of the last look at Slack. */
  empty: z.boolean(),
  lead_left: z.boolean(),
});
export type TeamAnswer = z.infer<typeof teamAnswerSchema>;

export const listTeamsOperation = operation({
  id: 'listTeams',
  method: 'get',
  path: '/v1/teams',
  summary: 'The teams: your own first; all of them for platform admins and auditors.',
  who: 'person',
  answer: z.object({ teams: z.array(teamAnswerSchema) }),
});

const importedTeamSchema = z.object({
  /** Its line in the file. */
  row: z.int(),
  /** `later`: Slack did not answer; the same row again may do. */
  outcome: z.enum(['created', 'changed', 'unchanged', 'refused', 'later']),
  errors: z.array(z.object({ row: z.int(), field: z.string(), message: z.string() })),
});
export type ImportedTeamAnswer = z.infer<typeof importedTeamSchema>;

const importTeamsBodySchema = z.strictObject({
  rows: z.array(teamRowSchema).min(1).max(MOST_TEAMS_AT_ONCE),
  /** Look everything up, decide, and write nothing. */
  dry_run: z.boolean().optional(),
});
export type ImportTeamsBody = z.infer<typeof importTeamsBodySchema>;

export const importTeamsOperation = operation({
  id: 'importTeams',
  method: 'post',
  path: '/v1/teams/import',
  summary: `Create or change teams, at most ${MOST_TEAMS_AT_ONCE} a call. The same again changes nothing.`,
  who: 'person',
  body: importTeamsBodySchema,
  answer: z.object({
    results: z.array(importedTeamSchema),
    /** When Slack wants to be asked again, in seconds. */
    retry_after: z.int().optional(),
  }),
});
