import canonicalize from 'canonicalize';
import {
  type Approval,
  type ApprovalAsked,
  approvalSchema,
  everyoneAsked,
} from '../core/approval.ts';
import { cardText } from '../core/approval-text.ts';
import { cardLookOf } from '../core/card-template.ts';
import { enough, gateFor, whoDecides } from '../core/gate.ts';
import { toHex } from '../core/hash.ts';
import { gateRule } from '../core/manifest.ts';
import {
  MOST_PAYLOAD_BYTES,
  overLimit,
  PAYLOAD_LIMIT_BYTES,
  readPayload,
} from '../core/payload.ts';
import { type PersonKey, slackUserId } from '../core/people.ts';
import type { Policy } from '../core/policy.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { utf8Length } from '../core/utf8.ts';
import type { Workflow } from '../core/workflow.ts';
import { approvalIndex } from '../store/indexes.ts';
import { APPROVALS, partKey, type Subject } from '../store/keys.ts';
import { readHead } from '../store/read.ts';
import { retained } from '../store/retained.ts';
import type { Item } from '../store/store.ts';
import { cardRows, channelOf, lookAtAsked } from './approval-cards.ts';
import { approversNow } from './approvers.ts';
import { askedTooOften } from './ask-limit.ts';
import { attempt, done, type Step, type Write } from './attempt.ts';
import { type ActionRules, actionRules } from './baseline.ts';
import type { Deps } from './deps.ts';
import { mayRun } from './in-force.ts';
import { newApproval, type WantedApproval } from './new-approval.ts';
import { standingTo } from './standing.ts';

/** What an agent asks. `arguments` is parsed JSON that may be anything. */
export interface Call {
  readonly action: string;
  readonly target: string;
  readonly arguments: unknown;
  readonly reason: string;
  readonly onBehalfOf?: PersonKey | undefined;
  readonly idempotencyKey: string;
}

export type Asked =
  | { readonly kind: 'asked'; readonly approval: Approval; readonly fresh: boolean }
  | Refusal;

/**
 * Asks for an approval. "The approval's id is derived from workflow + key; the same caller fields
 * return the same approval, others are 409, for ever."
 */
export async function askApproval(deps: Deps, workflow: Workflow, call: Call): Promise<Asked> {
  const payload = readPayload(call.arguments, MOST_PAYLOAD_BYTES);
  if (payload.kind === 'refused') return payload;
  const id = approvalId(deps, workflow.id, call.idempotencyKey);
  const look = cardLookOf(gateRule(workflow.manifest, call.action));
  const wanted = { ...call, arguments: payload.canonical, workflow, id, look };
  return attempt(deps, () => askStep(deps, wanted));
}

type Wanted = WantedApproval & Pick<Call, 'reason'>;

function approvalId(deps: Deps, workflow: string, key: string): string {
  return `apr_${toHex(deps.sha(canonicalize([workflow, key]) ?? '')).slice(0, 24)}`;
}

async function askStep(deps: Deps, wanted: Wanted): Promise<Step<Asked>> {
  const subject: Subject = `approval/${wanted.id}`;
  const callDigest = digestOfCall(deps, wanted);
  const existing = await readHead(deps.store, subject, approvalSchema);
  const stopped = await mayRun(deps, existing?.state);
  if (stopped) return done(stopped);
  if (existing) return done(sameOrRefuse(existing.state, callDigest));
  const rules = await actionRules(deps, wanted.workflow, wanted.action);
  const large = tooLarge(wanted, rules);
  if (large) return done(large);
  const gate = gateFor(wanted.workflow, wanted.action, deps.now(), rules.ruled);
  if (gate.kind === 'refused') return done(gate);
  const [{ organisation, team }, often] = await Promise.all([
    standingTo(deps, wanted.workflow),
    askedTooOften(deps, wanted.workflow.id),
  ]);
  if (often) return done(often);
  if (!team) return done(refuse('no-team', `The team ${wanted.workflow.team} is gone.`));
  const { policy } = gate;
  const named = policy.approvers && (await approversNow(deps, policy.approvers, team));
  if (named?.unsure) return done(named.unsure);
  const { stages, excluded } = whoDecides({
    ...wanted,
    team,
    organisation,
    onBehalfOf: wanted.onBehalfOf,
    now: deps.now(),
    policy,
    named: named?.people,
  });
  const needed = stages.map(({ people }, at) => ({
    people,
    needed: policy.stages[at]?.quorum ?? 1,
  }));
  if (!enough(needed)) return done(nobody(wanted, policy));
  const vias = stages.map((one) => one.via);
  const channel = channelOf(vias[0] ?? 'nobody', { organisation, team });
  // A workflow may still name a team that went into another one.
  const asks = newApproval(deps, wanted, { policy, callDigest, channel, vias });
  const approval = { ...asks, team: team.id };
  const { look } = wanted;
  const asked = {
    stages: stages.map(({ people }) => [...people]),
    excluded: [...excluded],
    ...(Object.keys(look).length > 0 ? { look } : {}),
  };
  const write = await askWrite(deps, wanted, approval, { asked, baseline: rules.version });
  return { kind: 'write', write, value: { kind: 'asked', approval, fresh: true } };
}

/** An item of the registry holds 400 KB; sealed, text takes four thirds of its bytes. */
const MOST_KEPT_BYTES = 290 * 1024;

/** Only what is asked anew meets the limit: what was taken before is the same approval, for ever. */
function tooLarge(
  wanted: Wanted,
  { limit }: ActionRules,
): Refusal<'payload-too-large'> | undefined {
  const kept = utf8Length(keptText(wanted)) > MOST_KEPT_BYTES ? PAYLOAD_LIMIT_BYTES : limit;
  return overLimit(wanted.arguments, Math.min(limit, kept));
}

function digestOfCall(deps: Deps, wanted: Wanted): string {
  const { action, target, reason, onBehalfOf } = wanted;
  const said = {
    action,
    target,
    reason,
    arguments: wanted.arguments,
    onBehalfOf: onBehalfOf ?? null,
  };
  return toHex(deps.sha(canonicalize(said) ?? ''));
}

function sameOrRefuse(approval: Approval, callDigest: string): Asked {
  if (approval.callDigest === callDigest) return { kind: 'asked', approval, fresh: false };
  return refuse(
    'key-reused',
    'This idempotency key was used for another request. Send a new key for a new request.',
    { approval: approval.id },
  );
}

function nobody({ workflow, action }: Wanted, policy: Policy): Refusal<'nobody-can-decide'> {
  const add = policy.approvers
    ? `Name more approvers of ${action} in its manifest`
    : `Add members to ${workflow.team}`;
  const people = policy.stages.reduce((sum, one) => sum + one.quorum, 0);
  return refuse(
    'nobody-can-decide',
    `Fewer than ${people} people may decide for ${workflow.id}. ${add}, or name a backup.`,
  );
}

async function askWrite(
  deps: Deps,
  wanted: Wanted,
  approval: Approval,
  { asked, baseline }: { readonly asked: ApprovalAsked; readonly baseline: number },
): Promise<Write> {
  const subject: Subject = `approval/${approval.id}`;
  const { workflow, action, digest, gateRevision, policy } = approval;
  const sealed = await sealedPayload(deps, wanted, subject);
  const claim = approval.onBehalfOf ?? 'none';
  return {
    changes: [
      {
        subject,
        from: undefined,
        state: approval,
        index: approvalIndex(approval),
        event: {
          kind: 'approval.asked',
          at: approval.askedAt,
          actor: { kind: 'workflow', id: workflow },
          data: {
            ...{ workflow, action, digest, gateRevision, policy, baseline, claim },
            asked: everyoneAsked(asked),
          },
        },
      },
    ],
    creates: [
      { ...partKey(subject, 'ASKED'), kind: 'asked', data: asked },
      sealed,
      listedItem(approval),
    ],
    puts: lookAtAsked(deps, approval),
    tell: cardRows(approval),
  };
}

/** Under its workflow, by time: how the workflow's story finds its approvals. */
function listedItem({ id, workflow, askedAt }: Approval): Item {
  const key = partKey(`workflow/${workflow}`, `${APPROVALS}${askedAt}#${id}`);
  return { ...key, kind: 'listed', data: { id } };
}

/** "Payloads are encrypted": sealed to the approval they belong to. */
async function sealedPayload(deps: Deps, wanted: Wanted, subject: Subject): Promise<Item> {
  return {
    ...partKey(subject, 'PAYLOAD'),
    ...retained(subject, deps.now()),
    kind: 'payload',
    data: { sealed: await deps.seal.seal(keptText(wanted), subject) },
  };
}

function keptText(wanted: Wanted): string {
  const card = cardText({ ...wanted, workflow: wanted.workflow.id }, wanted.look);
  return JSON.stringify({ arguments: wanted.arguments, reason: wanted.reason, card });
}

/** `U…` in this organisation, or a whole person key. */
export function readClaim(text: string | undefined, home: string): PersonKey | undefined {
  if (text === undefined) return undefined;
  return text.includes('/') ? text : `${home}/${slackUserId(`/${text}`)}`;
}
