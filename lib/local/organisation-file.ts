import { readFileSync } from 'node:fs';
import * as z from 'zod';
import {
  type Organisation,
  organisationOf,
  organisationSchema,
  type Team,
  teamSchema,
} from '../core/people.ts';

/** Who is who in a real workspace, in Slack's own ids; people as `T…/U…`. */
const fileSchema = z.strictObject({
  organisation: organisationSchema.omit({ home: true }),
  teams: z.array(teamSchema).max(200),
});

export interface OrganisationFile {
  readonly organisation: Organisation;
  readonly teams: readonly Team[];
}

/** Reads the file that YARDMASTER_ORGANISATION names. Throws one sentence per problem. */
export function readOrganisationFile(file: string, home: string): OrganisationFile {
  const parsed = fileSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success) {
    const problems = parsed.error.issues.map((one) => `  ${one.path.join('.')}: ${one.message}`);
    throw new Error(`${file} does not describe an organisation:\n${problems.join('\n')}`);
  }
  const { organisation, teams } = parsed.data;
  const people = [
    ...organisation.admins,
    ...organisation.auditors,
    ...teams.flatMap((one) => one.members),
  ];
  const foreign = people.find((person) => organisationOf(person) !== home);
  if (foreign)
    throw new Error(`${file} names ${foreign}, who is not of ${home}, the workspace of the token.`);
  return { organisation: { ...organisation, home }, teams };
}

/** A workspace whose teams nobody has written down yet: everybody may look, nobody may change anything. */
export function bareOrganisation(home: string, name: string): OrganisationFile {
  const nobody = { admins: [], auditors: [], platformTeam: 'platform' };
  const channels = { platformChannel: '', catalogChannel: '' };
  return { organisation: { home, name, ...nobody, ...channels, timeZone: 'UTC' }, teams: [] };
}
