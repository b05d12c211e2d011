import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { type Overlap, rotate } from '../core/rotation.ts';
import {
  CI_KEY_PREFIX,
  CODE_MINUTES,
  normaliseCode,
  type Secret,
  WORKFLOW_KEY_PREFIX,
} from '../core/secret.ts';
import type { KeyRecord } from '../core/workflow.ts';
import { secretKey } from '../store/keys.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { loadIdentity, mayNotIssue } from './identities.ts';
import { mayHold } from './key-codes.ts';
import { type Keyed, keyedIdentity, keyedWorkflow } from './keyed.ts';
import { hashOf, lookUp, secretItem } from './secrets.ts';
import { loadWorkflow, standingTo } from './standing.ts';

export type Claimed = { readonly kind: 'key'; readonly of: string; readonly key: string };
type NotClaimed = Refusal<'bad-code' | 'not-your-code' | 'too-many-keys'>;

/**
 * Turns a one-time code into the workflow's key, for the person who took the code and nobody else:
 * "whoever is talked out of a code loses the key". The key is in this answer and nowhere else. Older
 * keys go on working for as long as was chosen with the code.
 */
export async function claimKey(
  deps: Deps,
  caller: PersonKey,
  typed: string,
): Promise<Claimed | NotClaimed> {
  return claim(deps, caller, typed, async (secret) => {
    if (secret.type !== 'key-code') return undefined;
    const { workflow } = secret;
    const head = await loadWorkflow(deps, workflow);
    if (!head || head.state.status === 'retired') return undefined;
    if (!mayHold(caller, await standingTo(deps, head.state))) return undefined;
    return {
      keyed: keyedWorkflow(deps, head),
      prefix: WORKFLOW_KEY_PREFIX,
      stored: (keyId) => ({ type: 'workflow-key', workflow, keyId }),
    };
  });
}

/** The same for a CI identity, whose keys somebody of its team's leads or the platform claims. */
export async function claimCiKey(
  deps: Deps,
  caller: PersonKey,
  typed: string,
): Promise<Claimed | NotClaimed> {
  return claim(deps, caller, typed, async (secret) => {
    if (secret.type !== 'ci-code') return undefined;
    const { identity } = secret;
    const head = await loadIdentity(deps, identity);
    if (!head || (await mayNotIssue(deps, caller, head.state.team))) return undefined;
    return {
      keyed: keyedIdentity(deps, head),
      prefix: CI_KEY_PREFIX,
      stored: (keyId) => ({ type: 'ci-key', identity, keyId }),
    };
  });
}

type CodeSecret = Extract<Secret, { type: 'key-code' | 'ci-code' }>;

/** What a code gives a key of: undefined when it is of the other kind, or no longer the caller's. */
type Opens = (
  secret: CodeSecret,
) => Promise<{ keyed: Keyed; prefix: string; stored: (keyId: string) => Secret } | undefined>;

async function claim(
  deps: Deps,
  caller: PersonKey,
  typed: string,
  opens: Opens,
): Promise<Claimed | NotClaimed> {
  return attempt(deps, async (): Promise<Step<Claimed | NotClaimed>> => {
    const code = await codeOf(deps, caller, typed);
    if (code.kind === 'refused') return done(code);
    const opened = await opens(code.secret);
    if (!opened) return done(badCode(deps));
    const { keyed, prefix, stored } = opened;
    const { overlap } = code.secret;
    const made = newKey(deps, prefix, { keys: keyed.keys, holder: caller, overlap });
    if (made.kind === 'refused') return done(made);
    const did = { what: 'key-claimed' as const, by: caller, data: { key: made.id } };
    return {
      kind: 'write',
      value: { kind: 'key', of: keyed.id, key: made.key },
      write: {
        changes: [keyed.step(did, made.keys)],
        creates: [secretItem(made.hash, stored(made.id))],
        deletes: [secretKey(code.hash), ...made.gone.map((one) => secretKey(one.hash))],
      },
    };
  });
}

async function codeOf(
  deps: Deps,
  caller: PersonKey,
  typed: string,
): Promise<{ kind: 'code'; secret: CodeSecret; hash: string } | NotClaimed> {
  const code = normaliseCode(typed);
  const secret = await lookUp(deps, code);
  if (secret?.type !== 'key-code' && secret?.type !== 'ci-code') return badCode(deps);
  if (secret.person === caller) return { kind: 'code', secret, hash: hashOf(deps, code) };
  return refuse(
    'not-your-code',
    'Somebody else took this code. Log in as that person, or take a code of your own in Slack.',
  );
}

function badCode(deps: Deps): Refusal<'bad-code'> {
  return refuse(
    'bad-code',
    `This code is unknown, used or older than ${CODE_MINUTES} minutes. Get a new one in Slack: ${deps.settings.command} keys.`,
  );
}

interface Made {
  readonly kind: 'made';
  /** The key itself. */
  readonly key: string;
  readonly id: string;
  readonly hash: string;
  readonly keys: KeyRecord[];
  readonly gone: readonly KeyRecord[];
}

function newKey(
  deps: Deps,
  prefix: string,
  from: { keys: readonly KeyRecord[] | undefined; holder: PersonKey; overlap: Overlap },
): Made | Refusal<'too-many-keys'> {
  const key = `${prefix}${deps.newSecret()}`;
  const hash = hashOf(deps, key);
  const id = deps.newId('key');
  const record = { id, hash, holder: from.holder, issuedAt: deps.now() };
  const rotated = rotate(from.keys, record, from.overlap, deps.now());
  return rotated.kind === 'refused' ? rotated : { ...rotated, kind: 'made', key, id, hash };
}
