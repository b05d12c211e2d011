import { readFileSync } from 'node:fs';
import { loadApproval } from '../../lib/acts/approvals.ts';
import { claimKey } from '../../lib/acts/claim-key.ts';
import { decideApproval } from '../../lib/acts/decide.ts';
import type { Deps } from '../../lib/acts/deps.ts';
import { takeKeyCode } from '../../lib/acts/key-codes.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import { createApi } from '../../lib/api/app.ts';
import { problemSchema, whyOf } from '../../lib/contract/problem.ts';
import { keyOf, PEOPLE, type SamplePerson } from '../../lib/local/sample/organisation.ts';
import { publish, REPLY_CATALOG } from '../kit/catalog.ts';
import { type TestDeps, testDeps } from '../kit/deps.ts';
import { testEngine } from '../kit/engine.ts';
import { loggedIn } from '../kit/logins.ts';

/** Exactly as the plan prints it. */
export const MANIFEST_TEXT = readFileSync(
  new URL('../../examples/support-reply-drafter.json', import.meta.url),
  'utf8',
);
export const WORKFLOW = 'support-reply-drafter';

/** A perfect call, to be spoiled one field at a time. */
export const ASK = {
  action: 'send_external_email',
  target: 'customer@example.com',
  arguments: { to: 'customer@example.com', body: 'It is fixed.' },
  reason: 'The customer asked.',
  on_behalf_of: PEOPLE.owner.id,
  idempotency_key: 'ticket-1',
};

export interface World {
  readonly deps: TestDeps;
  readonly api: ReturnType<typeof createApi>;
  /** The key of `support-reply-drafter`. */
  readonly key: string;
  readonly stop: () => Promise<void>;
}

/** The API on the real engine: catalog published, the plan's manifest registered, its key claimed. */
export async function openWorld(
  change: (deps: TestDeps) => TestDeps = (deps) => deps,
): Promise<World> {
  const engine = await testEngine();
  const deps = change(await testDeps(engine));
  await publish(deps, REPLY_CATALOG);
  const key = await workflowKey(deps, JSON.parse(MANIFEST_TEXT));
  return { deps, api: createApi(deps), key, stop: engine.stop };
}

/** Registers the manifest as its owner and claims its key. */
export async function workflowKey(deps: Deps, manifest: { workflow: string }): Promise<string> {
  const owner = keyOf(PEOPLE.owner);
  const registered = await registerManifest(deps, owner, manifest, 'repo');
  if (registered.kind !== 'registered') throw new Error(JSON.stringify(registered));
  const given = await takeKeyCode(deps, owner, manifest.workflow);
  if (given.kind !== 'code') throw new Error(given.say);
  const claimed = await claimKey(deps, owner, given.code);
  if (claimed.kind !== 'key') throw new Error(claimed.say);
  return claimed.key;
}

/** A login of one of the sample people. */
export async function loginOf(deps: Deps, someone: SamplePerson): Promise<string> {
  return (await loggedIn(deps, keyOf(someone))).token;
}

/** One person's answer to an approval, as the card shows it. */
export async function decide(deps: Deps, id: string, choice: 'approve' | 'deny', reason = '') {
  const loaded = await loadApproval(deps, id);
  const digest = loaded?.head.state.digest ?? '';
  const decided = await decideApproval(deps, keyOf(PEOPLE.colleague), id, {
    choice,
    digest,
    reason,
  });
  if (decided.kind !== 'decided') throw new Error(decided.say);
}

export function bearer(token: string): { headers: Record<string, string> } {
  return { headers: { authorization: `Bearer ${token}` } };
}

/** A POST; a body that is a text is sent as it is. */
export function post(token: string | undefined, body: unknown): RequestInit {
  return {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}

/** A refused answer: its status, its `why`, its sentence, its fields. Fails on anything else. */
export async function refusal(response: Response | Promise<Response>) {
  const { status, headers, ...answer } = await unfold(await response);
  const problem = problemSchema.parse(answer.body);
  const why = whyOf(problem);
  return {
    status,
    why,
    detail: problem.detail,
    errors: problem.errors,
    type: headers.get('content-type'),
  };
}

async function unfold(response: Response) {
  const { status, headers } = response;
  const body: unknown = await response.json();
  return { status, headers, body };
}
