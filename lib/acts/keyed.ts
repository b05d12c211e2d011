import type { Identity } from '../core/ci.ts';
import type { PersonKey } from '../core/people.ts';
import { CODE_MINUTES, type Secret } from '../core/secret.ts';
import type { KeyRecord, Workflow } from '../core/workflow.ts';
import type { Change } from '../store/commit.ts';
import { workflowIndex } from '../store/indexes.ts';
import type { Head } from '../store/item.ts';
import type { Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { identityEvent } from './identities.ts';
import { hashOf, secretItem } from './secrets.ts';

/** What has keys, a workflow or a CI identity, as it was loaded. */
export interface Keyed {
  readonly id: string;
  readonly subject: `workflow/${string}` | `identity/${string}`;
  readonly keys: readonly KeyRecord[] | undefined;
  /** The step of its chain that says what was done; with `keys`, these are its keys from then on. */
  readonly step: (did: Did, keys?: KeyRecord[]) => Change;
}

interface Did {
  readonly what: 'key-code-given' | 'key-claimed' | 'key-revoked';
  readonly by: PersonKey;
  readonly data: Readonly<Record<string, string>>;
}

/** A workflow with its keys; the step is one of the workflow's chain. */
export function keyedWorkflow(deps: Deps, head: Head<Workflow>): Keyed {
  const { state } = head;
  return {
    id: state.id,
    subject: `workflow/${state.id}`,
    keys: state.keys,
    step: ({ what, by, data }, keys) =>
      keyEvent(
        deps,
        head,
        { kind: `workflow.${what}`, by, data },
        keys ? { ...state, keys } : state,
      ),
  };
}

/** The same for a CI identity. */
export function keyedIdentity(deps: Deps, head: Head<Identity>): Keyed {
  const { state } = head;
  return {
    id: state.id,
    subject: `identity/${state.id}`,
    keys: state.keys,
    step: ({ what, by, data }, keys) =>
      identityEvent(
        deps,
        head,
        { kind: `identity.${what}`, by, data },
        keys ? { ...state, keys } : state,
      ),
  };
}

/** A step of the workflow's chain that changes at most its keys. */
export function keyEvent(
  deps: Deps,
  head: Head<Workflow>,
  event: { kind: string; by: PersonKey; data: Readonly<Record<string, string>> },
  state: Workflow = head.state,
): Change {
  return {
    subject: `workflow/${state.id}`,
    from: head.chain,
    state,
    index: workflowIndex(state),
    event: {
      kind: event.kind,
      at: deps.now(),
      actor: { kind: 'person', id: event.by },
      data: event.data,
    },
  };
}

export type CodeGiven = { readonly kind: 'code'; readonly code: string; readonly minutes: number };
type CodeSecret = Extract<Secret, { type: 'key-code' | 'ci-code' }>;

/** Gives a one-time code that stands for `secret`, to the person whose it is. */
export function codeStep(deps: Deps, keyed: Keyed, secret: CodeSecret): Step<CodeGiven> {
  const code = deps.newCode();
  const change = keyed.step({ what: 'key-code-given', by: secret.person, data: {} });
  return {
    kind: 'write',
    value: { kind: 'code', code, minutes: CODE_MINUTES },
    write: { changes: [change], creates: [secretItem(hashOf(deps, code), secret)] },
  };
}
