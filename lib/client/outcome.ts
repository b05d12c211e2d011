import { PROBLEM_TYPE, type Problem, problemSchema, whyOf } from '../contract/problem.ts';

/** The server said no, and why: `why` is stable, `detail` one sentence with the way out. */
export interface ProblemOutcome extends Pick<Problem, 'title' | 'status' | 'detail'> {
  readonly kind: 'problem';
  readonly why: string;
  readonly requestId: string | undefined;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
}

/** Nobody answered, or the answer broke off: nothing is known of what was done. */
export interface Unreachable {
  readonly kind: 'unreachable';
  readonly baseUrl: string;
  readonly detail: string;
}

/** Somebody answered, but not Yardmaster as this client knows it. */
export interface Unexpected {
  readonly kind: 'unexpected';
  readonly status: number;
  readonly detail: string;
}

export type Failure = ProblemOutcome | Unreachable | Unexpected;
export type Outcome<T> =
  | { readonly kind: 'ok'; readonly value: T; readonly status: number }
  | Failure;

/** A refused answer as a value. */
export async function readFailure(response: Response): Promise<ProblemOutcome | Unexpected> {
  const { status } = response;
  const type = response.headers.get('content-type') ?? '';
  const body: unknown = type.startsWith(PROBLEM_TYPE)
    ? await response.json().catch(() => undefined)
    : undefined;
  const parsed = problemSchema.safeParse(body);
  if (!parsed.success) {
    return { kind: 'unexpected', status, detail: `The server answered ${status} and no reason.` };
  }
  const { title, detail, instance, errors = [] } = parsed.data;
  const why = whyOf(parsed.data);
  return { kind: 'problem', why, title, status, detail, requestId: instance, errors };
}
