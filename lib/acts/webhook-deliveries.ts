import { approvalSchema } from '../core/approval.ts';
import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { mayNot } from '../core/roles.ts';
import type { Webhook, WebhookDelivery, WebhookHealth } from '../core/webhook.ts';
import type { Workflow } from '../core/workflow.ts';
import { readHead } from '../store/read.ts';
import {
  deadKey,
  deliveryItem,
  deliveryPlace,
  readDeliveries,
  readDelivery,
  readHealth,
} from '../store/webhooks.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { keyEvent } from './keyed.ts';
import { loadWorkflow, noWorkflow, standingTo } from './standing.ts';
import { loadKept, mine, noWebhook } from './webhook.ts';
import { newDelivery, webhookRow } from './webhook-told.ts';

const MOST_SHOWN = 20;
const MOST_DEAD = 100;

/** A webhook as people are shown it: never its path, never a secret. */
export interface WebhookShown {
  readonly kind: 'webhook';
  readonly webhook: Webhook;
  /** When the secrets before the newest one end; empty after their overlap. */
  readonly olderEnd: readonly string[];
  /** Undefined while nothing is wrong. */
  readonly health: WebhookHealth | undefined;
  /** The newest first. */
  readonly deliveries: readonly WebhookDelivery[];
  /** What was given up, the newest first. */
  readonly dead: readonly WebhookDelivery[];
}

type ShowRefusal = Refusal<'no-workflow' | 'no-webhook' | 'not-allowed' | 'workflow-retired'>;

/** "Visible dead letters": where messages go, how the receiver does, and what it was not told. */
export async function showWebhook(
  deps: Deps,
  person: PersonKey,
  id: string,
): Promise<WebhookShown | ShowRefusal> {
  const head = await loadWorkflow(deps, id);
  if (!head) return noWorkflow(id);
  const refusal = mayNot('read-log', person, await standingTo(deps, head.state));
  if (refusal) return refusal;
  const { webhook } = head.state;
  if (!webhook) return noWebhook(id);
  const [kept, health, deliveries, dead] = await Promise.all([
    loadKept(deps, head.state),
    healthOf(deps, head.state),
    readDeliveries(deps.store, id, 'all', MOST_SHOWN),
    readDeliveries(deps.store, id, 'dead', MOST_DEAD),
  ]);
  const ends = kept?.secrets.flatMap((one) => (one.endsAt ? [one.endsAt] : [])) ?? [];
  const olderEnd = ends.filter((at) => at > deps.now());
  return { kind: 'webhook', webhook, olderEnd, health, deliveries, dead };
}

/** How the receiver of the webhook in force does; what was said of one before it does not count. */
export async function healthOf(
  deps: Deps,
  { id, webhook }: Pick<Workflow, 'id' | 'webhook'>,
): Promise<WebhookHealth | undefined> {
  const health = (await readHealth(deps.store, id))?.state;
  return health?.webhook === webhook?.id ? health : undefined;
}

export type Resent =
  | { readonly kind: 'sending'; readonly delivery: string }
  | ShowRefusal
  | Refusal<'webhook-gone' | 'no-delivery'>;

/** Has a message sent that is about nothing, once. `yardmaster webhook show` says what became of it. */
export async function testWebhook(deps: Deps, by: PersonKey, id: string): Promise<Resent> {
  return attempt(deps, async (): Promise<Step<Resent>> => {
    const head = await mine(deps, by, id);
    if ('why' in head) return done(head);
    const stopped = await notSending(deps, head.state);
    if (stopped) return done(stopped);
    const test = { ...newDelivery(deps.newId('whk_test'), deps.now()), test: true as const };
    const event = { kind: 'workflow.webhook-tested', by, data: { delivery: test.id } };
    return {
      kind: 'write',
      value: { kind: 'sending', delivery: test.id },
      write: {
        changes: [keyEvent(deps, head, event)],
        creates: [deliveryItem(id, test)],
        tell: [webhookRow(id, test)],
      },
    };
  });
}

/** Has a dead letter tried for another day, under the same message id. `about`: the approval's id. */
export async function retryDelivery(
  deps: Deps,
  by: PersonKey,
  { workflow: id, about }: { readonly workflow: string; readonly about: string },
): Promise<Resent> {
  return attempt(deps, async (): Promise<Step<Resent>> => {
    const head = await mine(deps, by, id);
    if ('why' in head) return done(head);
    const stopped = await notSending(deps, head.state);
    if (stopped) return done(stopped);
    const dead = await deadLetter(deps, id, about);
    if (!dead) return done(noDelivery(about));
    const { state, chain } = dead;
    const again = { ...newDelivery(state.id, state.at), since: deps.now() };
    const event = { kind: 'workflow.webhook-retried', by, data: { delivery: about } };
    return {
      kind: 'write',
      value: { kind: 'sending', delivery: about },
      write: {
        changes: [keyEvent(deps, head, event)],
        puts: [deliveryItem(id, again, chain.seq + 1)],
        deletes: [deadKey(id, deliveryPlace(again))],
        tell: [webhookRow(id, again)],
      },
    };
  });
}

async function notSending(
  deps: Deps,
  workflow: Workflow,
): Promise<Refusal<'no-webhook' | 'webhook-gone'> | undefined> {
  if (!workflow.webhook) return noWebhook(workflow.id);
  const health = await healthOf(deps, workflow);
  if (health?.goneAt === undefined) return undefined;
  return refuse(
    'webhook-gone',
    `The receiver answered that it is gone, so nothing is sent there. Set the webhook anew: yardmaster webhook set ${workflow.id} <url>`,
  );
}

/** One approval has one ending, so its id is enough to find what told of it. */
async function deadLetter(deps: Deps, workflow: string, about: string) {
  const approval = (await readHead(deps.store, `approval/${about}`, approvalSchema))?.state;
  if (approval?.workflow !== workflow || !approval.end) return undefined;
  const place = deliveryPlace({ at: approval.end.at, id: about });
  const delivery = await readDelivery(deps.store, workflow, place);
  return delivery?.state.state === 'dead' ? delivery : undefined;
}

function noDelivery(about: string): Refusal<'no-delivery'> {
  return refuse(
    'no-delivery',
    `Nothing was given up that is about ${about}. "yardmaster webhook show" lists what was.`,
  );
}
