import type { Context } from 'hono';
import type { AnswerOf, Operation } from '../contract/operation.ts';
import type { PersonKey } from '../core/people.ts';
import type { Workflow } from '../core/workflow.ts';
import { type CallerOf, calling, KINDS } from './caller.ts';
import { type Input, readInput } from './input.ts';
import { lineStream } from './line-stream.ts';
import { problem, problems } from './problem.ts';
import type { Answer, ApiEnv, Door } from './types.ts';

type Said<O extends Operation> = Promise<Answer<AnswerOf<O>>>;
type C = Context<ApiEnv>;

/** An operation that a person's login may call, and nothing else. `login` names that login. */
export function servePerson<O extends Operation & { readonly who: 'person' }>(
  door: Door,
  operation: O,
  handler: (call: Input<O> & { readonly caller: PersonKey; readonly login: string }) => Said<O>,
): void {
  on(door, operation, async (c) => {
    const called = await calling(door.deps, c.req.header('authorization'), KINDS.person);
    if (called.kind === 'refused') return problem(c, called);
    const { person: caller, login } = called.caller;
    return run(c, operation, (input) => handler({ ...input, caller, login }));
  });
}

/** An operation that a person's login or CI may call. */
export function servePersonOrCi<O extends Operation & { readonly who: 'person-or-ci' }>(
  door: Door,
  operation: O,
  handler: (call: Input<O> & { readonly caller: CallerOf<'person' | 'ci'> }) => Said<O>,
): void {
  on(door, operation, async (c) => {
    const called = await calling(door.deps, c.req.header('authorization'), KINDS['person-or-ci']);
    if (called.kind === 'refused') return problem(c, called);
    const { caller } = called;
    return run(c, operation, (input) => handler({ ...input, caller }));
  });
}

/** An operation that a workflow's key may call, and nothing else. */
export function serveWorkflow<O extends Operation & { readonly who: 'workflow' }>(
  door: Door,
  operation: O,
  handler: (call: Input<O> & { readonly caller: Workflow }) => Said<O>,
): void {
  on(door, operation, async (c) => {
    const called = await calling(door.deps, c.req.header('authorization'), KINDS.workflow);
    if (called.kind === 'refused') return problem(c, called);
    const { workflow: caller } = called.caller;
    return run(c, operation, (input) => handler({ ...input, caller }));
  });
}

/** An operation without a token. */
export function serveAnybody<O extends Operation & { readonly who: 'anybody' }>(
  door: Door,
  operation: O,
  handler: (call: Input<O>) => Said<O>,
): void {
  on(door, operation, (c) => run(c, operation, handler));
}

function on({ api }: Door, { method, path }: Operation, handler: (c: C) => Promise<Response>) {
  api.on(method.toUpperCase(), honoPath(path), handler);
}

/** `/v1/x/{id}` as Hono writes it: `/v1/x/:id`. */
function honoPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

function headersOf(
  { type }: Operation,
  { headers }: { readonly headers: Readonly<Record<string, string>> },
) {
  return { ...(type ? { 'content-type': type } : {}), ...headers };
}

async function run<O extends Operation>(
  c: C,
  operation: O,
  handler: (input: Input<O>) => Said<O>,
): Promise<Response> {
  const read = await readInput(c.req, operation);
  if (read.kind === 'problems') return problems(c, read);
  if (read.kind === 'refused') return problem(c, read);
  const said = await handler(read.input);
  switch (said.kind) {
    case 'answer':
      return Response.json(said.body, { status: said.status, headers: headersOf(operation, said) });
    case 'lines':
      return lineStream(said.lines);
    case 'problems':
      return problems(c, said);
    case 'refused':
      return problem(c, said);
  }
}
