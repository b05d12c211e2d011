import * as z from 'zod';

/** Stable names: agents may branch on them. The last part is the `why` of a refusal. */
const PROBLEM_PREFIX = 'urn:yardmaster:problem:';
export const PROBLEM_TYPE = 'application/problem+json';

/** RFC 9457, with the broken fields of a body where there are some. */
export const problemSchema = z.looseObject({
  type: z.string().startsWith(PROBLEM_PREFIX),
  title: z.string(),
  status: z.int(),
  /** One plain sentence with the way out. */
  detail: z.string(),
  /** The id of the request, to be named when asking for help. */
  instance: z.string().optional(),
  errors: z.array(z.strictObject({ field: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof problemSchema>;

export function problemType(why: string): string {
  return `${PROBLEM_PREFIX}${why}`;
}

/** The `why` that a problem's type ends with. */
export function whyOf(problem: Problem): string {
  return problem.type.slice(PROBLEM_PREFIX.length);
}
