import { authenticate, type Caller, isJwt } from '../acts/authenticate.ts';
import type { Deps } from '../acts/deps.ts';
import type { Operation } from '../contract/operation.ts';
import { type Refusal, refuse } from '../core/result.ts';

/** Room for a key, a login, or a CI job's token. */
const BEARER = /^Bearer +([\x21-\x7e]{1,8192}) *$/i;

export type CallerOf<Kind extends Caller['kind']> = Extract<Caller, { kind: Kind }>;
type Called<Kind extends Caller['kind']> =
  | { readonly kind: 'caller'; readonly caller: CallerOf<Kind> }
  | Refusal;

/** Who an operation of this kind is for. */
export const KINDS = {
  person: ['person'],
  workflow: ['workflow'],
  'person-or-ci': ['person', 'ci'],
} as const satisfies Record<Exclude<Operation['who'], 'anybody'>, readonly Caller['kind'][]>;

/** The caller behind an Authorization header, if it is one of these kinds. */
export async function calling<Kind extends Caller['kind']>(
  deps: Deps,
  header: string | undefined,
  kinds: readonly Kind[],
): Promise<Called<Kind>> {
  const token = BEARER.exec(header ?? '')?.[1];
  const ci: readonly string[] = kinds;
  // A job's token is good for no workflow; what cannot be let in need not be checked.
  if (token && isJwt(token) && !ci.includes('ci')) return otherKind(deps, 'ci', kinds);
  const known = await authenticate(deps, token);
  if (known.kind === 'refused') return known;
  const { caller } = known;
  return isOf(caller, kinds) ? { kind: 'caller', caller } : otherKind(deps, caller.kind, kinds);
}

function isOf<Kind extends Caller['kind']>(
  caller: Caller,
  kinds: readonly Kind[],
): caller is CallerOf<Kind> {
  return kinds.some((kind) => kind === caller.kind);
}

const MAY: Readonly<Record<Caller['kind'], string>> = {
  person: 'People decide in Slack.',
  workflow:
    'A workflow key may only ask for approvals, wait for them, consume them, lease credentials and report runs.',
  ci: 'CI may only register and check manifests of its team and read what colleagues may find.',
};

/** Who is called for instead, and how to become that. */
function otherKind(
  deps: Deps,
  kind: Caller['kind'],
  wanted: readonly Caller['kind'][],
): Refusal<'login-required' | 'workflow-key-required'> {
  if (wanted.includes('workflow')) {
    return refuse(
      'workflow-key-required',
      `${MAY[kind]} Only a workflow asks for approvals, consumes them and reports its runs: use its key, which "yardmaster key claim CODE" prints.`,
    );
  }
  return refuse(
    'login-required',
    `${MAY[kind]} Log in as a person: run "yardmaster login" and confirm it in Slack with ${deps.settings.command} login.`,
  );
}
