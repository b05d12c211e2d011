import * as z from 'zod';
import { type CiPattern, type Team, teamIdSchema } from './people.ts';
import type { Editor } from './registration/editor.ts';
import { keyRecordSchema } from './workflow.ts';

/** `ci-support-main`. A colon cannot stand in it, so that no name passes for an OIDC job's. */
export const identityIdSchema = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/, 'use lower-case letters, digits and hyphens');

/** A CI identity: something that registers for a team and is nobody. */
export const identitySchema = z.object({
  id: identityIdSchema,
  team: teamIdSchema,
  createdAt: z.string(),
  keys: z.array(keyRecordSchema).max(10).optional(),
});
export type Identity = z.infer<typeof identitySchema>;

/** A CI job as its key or token proves it. `identity` is an identity's id, or `oidc:<host>:<digest>`. */
export interface CiJob {
  readonly kind: 'ci';
  readonly identity: string;
  /** The teams it may register for: one with a key, all whose patterns match with a token. */
  readonly teams: readonly string[];
}

/**
 * The job as who registers for a team. Where two teams' patterns match one job, "the manifest's
 * `owner` must be one of them"; it speaks for that one.
 */
export function editorOf(job: CiJob, owner: string): Editor {
  const team = job.teams.includes(owner) ? owner : job.teams.join(' and ');
  return { kind: 'ci', id: job.identity, team };
}

/** Whose CI a verified token is: every team of which a pattern names its issuer and its subject. */
export function teamsOfToken(
  token: { readonly issuer: string; readonly subject: string },
  teams: readonly Team[],
): string[] {
  const names = (pattern: CiPattern) =>
    sameIssuer(pattern.issuer, token.issuer) && subjectMatches(pattern.subject, token.subject);
  return teams
    .filter((team) => team.mergedInto === undefined && (team.ci ?? []).some(names))
    .map((team) => team.id);
}

/** A slash at the end is all that may differ. */
export function sameIssuer(one: string, other: string): boolean {
  return one.replace(/\/$/, '') === other.replace(/\/$/, '');
}

/**
 * `*` stands for any number of any characters, everything else for itself. A pattern of nothing but
 * `*` would speak for every repository there is, and matches none.
 */
export function subjectMatches(pattern: string, subject: string): boolean {
  if (namesEverything(pattern)) return false;
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return subject === first;
  if (!subject.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = subject.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return subject.length - last.length >= at && subject.endsWith(last);
}

/**
 * Refused where a pattern is written down: one whose text before the first `*` says at most what kind of
 * thing it is, like `repo:*`. Whose repository it is comes after that, and public issuers sign for all of
 * them, with the audience that a job asks for.
 */
export function namesNobody(pattern: string): boolean {
  const [before = '', ...rest] = pattern.split('*');
  return rest.length > 0 && /^(?:[^:]*:)?$/.test(before);
}

/** Matches nothing. */
export function namesEverything(pattern: string): boolean {
  return /^\**$/.test(pattern);
}
