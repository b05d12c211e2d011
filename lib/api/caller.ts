import { authenticate } from '../acts/authenticate.ts';
import type { Deps } from '../acts/deps.ts';
import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import type { Workflow } from '../core/workflow.ts';

const BEARER = /^Bearer +([\x21-\x7e]{1,512}) *$/i;

/** The person behind an Authorization header. */
export async function personCalling(
  deps: Deps,
  header: string | undefined,
): Promise<{ kind: 'caller'; caller: PersonKey } | Refusal> {
  const known = await authenticate(deps, BEARER.exec(header ?? '')?.[1]);
  if (known.kind === 'refused') return known;
  if (known.caller.kind === 'person') return { kind: 'caller', caller: known.caller.person };
  return refuse(
    'login-required',
    `A workflow key may only ask for approvals, wait for them and consume them. Log in as a person: "yardmaster login CODE", with the code that ${deps.settings.command} login shows.`,
  );
}

/** The workflow behind an Authorization header. */
export async function workflowCalling(
  deps: Deps,
  header: string | undefined,
): Promise<{ kind: 'caller'; caller: Workflow } | Refusal> {
  const known = await authenticate(deps, BEARER.exec(header ?? '')?.[1]);
  if (known.kind === 'refused') return known;
  if (known.caller.kind === 'workflow') return { kind: 'caller', caller: known.caller.workflow };
  return refuse(
    'workflow-key-required',
    'Only a workflow asks for approvals and consumes them. Use its key, which "yardmaster key claim CODE" prints.',
  );
}
