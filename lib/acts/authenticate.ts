import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { keysInForce, type Workflow } from '../core/workflow.ts';
import type { Deps } from './deps.ts';
import { hashOf, lookUp } from './secrets.ts';
import { loadWorkflow } from './standing.ts';

/** Who sent a request, as its bearer token proves. */
export type Caller =
  | { readonly kind: 'person'; readonly person: PersonKey }
  | { readonly kind: 'workflow'; readonly workflow: Workflow };

const SAY =
  'Send "Authorization: Bearer …" with a key that is in force: a workflow key from "yardmaster key claim" or a login from "yardmaster login".';

/** The caller behind a token; one sentence for every kind of wrong token, so that none is confirmed. */
export async function authenticate(
  deps: Deps,
  token: string | undefined,
): Promise<{ kind: 'caller'; caller: Caller } | Refusal<'unauthenticated'>> {
  const secret = token ? await lookUp(deps, token) : undefined;
  if (secret?.type === 'login') {
    return { kind: 'caller', caller: { kind: 'person', person: secret.person } };
  }
  if (secret?.type === 'workflow-key' && token) {
    const head = await loadWorkflow(deps, secret.workflow);
    const keys = keysInForce(head?.state.keys, deps.now());
    if (head && keys.some((key) => key.hash === hashOf(deps, token))) {
      return { kind: 'caller', caller: { kind: 'workflow', workflow: head.state } };
    }
  }
  return refuse('unauthenticated', SAY);
}
