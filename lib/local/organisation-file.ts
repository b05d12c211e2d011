import { readFileSync } from 'node:fs';
import * as z from 'zod';
import {
  type Organisation,
  organisationSchema,
  strangersIn,
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
  const parsed = fileSchema.safeParse(readJson(file));
  if (!parsed.success) {
    const problems = parsed.error.issues.map((one) => `  ${one.path.join('.')}: ${one.message}`);
    throw new Error(`${file} does not describe an organisation:\n${problems.join('\n')}`);
  }
  const organisation = { ...parsed.data.organisation, home };
  const { teams } = parsed.data;
  const [stranger] = strangersIn(organisation, teams);
  if (stranger)
    throw new Error(
      `${file} names ${stranger}, who is not of ${home}, the workspace of the token.`,
    );
  return { organisation, teams };
}

function readJson(file: string): unknown {
  const text = readText(file);
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${file} is no JSON.`);
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Error(`YARDMASTER_ORGANISATION names ${file}, which cannot be read.`);
  }
}
