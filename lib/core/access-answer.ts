import type { AccessRequest } from './access.ts';
import { type Grant, sameWant, type Want } from './grant.ts';
import type { PersonKey } from './people.ts';
import { type Refusal, refuse } from './result.ts';
import { mayNot, type Standing } from './roles.ts';
import type { Workflow } from './workflow.ts';

/** Who answers for the platform, and as whom they are known on the card. */
export interface Answerer {
  readonly by: PersonKey;
  readonly name: string;
  readonly at: string;
}

type MayAnswer = Refusal<'answered-already' | 'own-request' | 'not-allowed'>;

/** Platform admins answer, "not the asker nor the owner of the workflow". */
export function mayAnswer(
  request: AccessRequest,
  by: PersonKey,
  standing: Standing,
): MayAnswer | undefined {
  if (request.state !== 'open') return endedAlready(request);
  const refusal = mayNot('grant-access', by, standing);
  if (refusal) return refusal;
  if (request.by === by || request.holders?.includes(by)) {
    return refuse(
      'own-request',
      'You asked for this yourself, so another platform admin has to answer.',
    );
  }
  if (standing.owner !== by) return undefined;
  return refuse('own-request', 'You own this workflow, so another platform admin has to answer.');
}

const STATE_WORDS: Readonly<Record<AccessRequest['state'], string>> = {
  open: 'waiting for the platform',
  granted: 'granted',
  narrowed: 'granted in part',
  refused: 'refused',
  withdrawn: 'withdrawn',
  replaced: 'replaced by what a newer revision asks for',
  stale: 'out of date',
  taken: 'taken back',
};

function endedAlready({ state, end }: AccessRequest): Refusal<'answered-already'> {
  const who = end?.name ? ` by ${end.name}` : '';
  return refuse('answered-already', `This is answered already${who}: ${STATE_WORDS[state]}.`);
}

/** The platform's answer: what is given, until when, and why not all of it. */
export interface Answer extends Answerer {
  /** Those of the request that are given; none of them is a refusal. */
  readonly wants: readonly Want[];
  readonly until: string | undefined;
  readonly reason: string;
}

/** The answered request, or why not: whoever does not give all of it says why. */
export function answerAccess(
  request: AccessRequest,
  answer: Answer,
  standing: Standing,
):
  | { kind: 'answered'; request: AccessRequest }
  | MayAnswer
  | Refusal<'reason-required' | 'bad-date'> {
  const refusal = mayAnswer(request, answer.by, standing);
  if (refusal) return refusal;
  const { by, name, at, until } = answer;
  const given = request.wants.filter((want) => answer.wants.some((one) => sameWant(one, want)));
  if (given.length < request.wants.length && answer.reason.trim() === '') {
    const say = 'Say why not all of it is given, so that the team knows what to do next.';
    return refuse('reason-required', say);
  }
  const end = { by, name, at };
  if (given.length === 0)
    return { kind: 'answered', request: { ...request, state: 'refused', end } };
  if (until !== undefined && until <= at) {
    return refuse('bad-date', 'That day is over. Choose a later one.');
  }
  const state = given.length < request.wants.length ? 'narrowed' : 'granted';
  const what = { wants: given, ...(until === undefined ? {} : { until }) };
  return { kind: 'answered', request: { ...request, state, given: what, end } };
}

/** Taken back by the team; one that CI filed has no other who could. */
export function withdrawAccess(
  request: AccessRequest,
  { by, name, at }: Answerer,
  standing: Standing,
): { kind: 'answered'; request: AccessRequest } | Refusal<'answered-already' | 'not-allowed'> {
  if (request.state !== 'open') return endedAlready(request);
  const refusal = mayNot('ask-access', by, standing);
  if (refusal) return refusal;
  return { kind: 'answered', request: { ...request, state: 'withdrawn', end: { by, name, at } } };
}

/** Ended by what happened meanwhile; `say` is our own sentence. */
export function overtakenAccess(
  request: AccessRequest,
  state: 'replaced' | 'stale',
  { at, say }: { readonly at: string; readonly say: string },
): AccessRequest {
  return { ...request, state, end: { at, say } };
}

/** The grants that an answered request comes to. */
export function grantsOf({ id, given, end }: AccessRequest): Grant[] {
  if (!given || !end?.by) return [];
  const { by, at } = end;
  const until = given.until === undefined ? {} : { until: given.until };
  return given.wants.map((want) => ({ ...want, at, by, ...until, request: id }));
}

/** The workflow without this request among what it asked for, or with it. */
export function askedFor(workflow: Workflow, request: AccessRequest): Workflow {
  const { asked = [], ...rest } = workflow;
  const others = asked.filter((one) => one.request !== request.id);
  const open = request.state === 'open' ? request.wants : [];
  const now = [...others, ...open.map((want) => ({ ...want, request: request.id }))];
  return now.length > 0 ? { ...rest, asked: now } : rest;
}
