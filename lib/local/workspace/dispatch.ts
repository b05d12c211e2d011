import { setTimeout as wait } from 'node:timers/promises';
import type { Json } from './options.ts';
import { signedHeaders } from './sign.ts';
import type { World } from './world.ts';
import { nextId } from './world.ts';

type Kind = 'slash_commands' | 'interactive' | 'events_api';

type Retry = { num: number; reason: string };

/** One thing the app is told. */
export type Delivery = { kind: Kind; payload: Json; retry?: Retry };

export type AppAnswer =
  | { kind: 'answered'; status: number; body: string; noRetry: boolean; ms: number }
  | { kind: 'late'; ms: number }
  | { kind: 'unreachable'; why: string; ms: number };

type Attempt = { status: number; body: string; noRetry: boolean } | { why: string };

const GIVE_UP_MS = 30_000;

function encoded({ kind, payload }: Delivery): { type: string; body: string } {
  const form = 'application/x-www-form-urlencoded';
  if (kind === 'events_api') return { type: 'application/json', body: JSON.stringify(payload) };
  if (kind === 'interactive')
    return { type: form, body: String(new URLSearchParams({ payload: JSON.stringify(payload) })) };
  const pairs = Object.entries(payload).map(([key, value]): [string, string] => [
    key,
    String(value),
  ]);
  return { type: form, body: String(new URLSearchParams(pairs)) };
}

async function overHttp(world: World, url: string, delivery: Delivery): Promise<Attempt> {
  const { type, body } = encoded(delivery);
  const seconds = Math.floor(world.now() / 1000);
  const retry = delivery.retry
    ? {
        'x-slack-retry-num': String(delivery.retry.num),
        'x-slack-retry-reason': delivery.retry.reason,
      }
    : {};
  const headers = {
    'content-type': type,
    'user-agent': 'Slackbot 1.0 (local workspace)',
    ...signedHeaders(world.options.signingSecret, seconds, body),
    ...retry,
  };
  const signal = AbortSignal.any([world.closing, AbortSignal.timeout(GIVE_UP_MS)]);
  try {
    const answer = await fetch(url, { method: 'POST', headers, body, signal });
    const noRetry = answer.headers.get('x-slack-no-retry') === '1';
    return { status: answer.status, body: await answer.text(), noRetry };
  } catch {
    return { why: `nothing answers at ${url}` };
  }
}

async function overSocket(world: World, delivery: Delivery): Promise<Attempt> {
  const { kind, payload, retry } = delivery;
  const payloadBack = await world.sockets.send({
    type: kind,
    payload,
    accepts_response_payload: kind !== 'events_api',
    ...(retry ? { retry_attempt: retry.num, retry_reason: retry.reason } : {}),
  });
  const empty = Object.keys(payloadBack).length === 0;
  return { status: 200, body: empty ? '' : JSON.stringify(payloadBack), noRetry: false };
}

async function attempt(world: World, delivery: Delivery): Promise<Attempt> {
  const delay = world.faults.plan().dispatchDelayMs;
  if (delay > 0) await wait(delay);
  if (world.sockets.connected()) return overSocket(world, delivery);
  if (world.requestUrl !== undefined) return overHttp(world, world.requestUrl, delivery);
  return { why: 'no app is connected' };
}

async function once(world: World, delivery: Delivery): Promise<AppAnswer> {
  const started = performance.now();
  const done = new AbortController();
  const limit = wait(world.ackMs, undefined, { signal: done.signal }).then(
    () => undefined,
    () => undefined,
  );
  const found = await Promise.race([attempt(world, delivery), limit]);
  done.abort();
  const ms = Math.round(performance.now() - started);
  if (found === undefined) return { kind: 'late', ms };
  if ('why' in found) return { kind: 'unreachable', why: found.why, ms };
  return world.faults.takeLateAnswer() ? { kind: 'late', ms } : { kind: 'answered', ...found, ms };
}

/**
 * Tells the app, over the socket if one is connected, else with a signed request, and waits at most
 * three seconds. Interactions and commands are never sent again by Slack; the fault `repeatDispatch` does.
 */
export async function deliver(world: World, delivery: Delivery): Promise<AppAnswer> {
  const answer = await once(world, delivery);
  for (let again = world.faults.plan().repeatDispatch; again > 0; again -= 1) {
    const renewed = { ...delivery.payload, event_id: nextId(world, 'Ev') };
    await once(
      world,
      delivery.kind === 'events_api' ? { ...delivery, payload: renewed } : delivery,
    );
  }
  return answer;
}

function failure(answer: AppAnswer): string | undefined {
  if (answer.kind === 'late') return 'http_timeout';
  if (answer.kind === 'unreachable') return 'connection_failed';
  return answer.status >= 200 && answer.status < 300 ? undefined : 'http_error';
}

/** "2xx within 3 s, else up to 3 retries (immediate, 1 min, 5 min)", which run on in the background. */
export async function deliverEvent(
  world: World,
  event: Json,
  isExtShared: boolean,
): Promise<AppAnswer> {
  const payload = eventEnvelope(world, event, isExtShared);
  const first = await deliver(world, { kind: 'events_api', payload });
  void retry(world, payload, first).catch(() => undefined);
  return first;
}

async function retry(world: World, payload: Json, first: AppAnswer): Promise<void> {
  let last = first;
  for (const [index, delay] of world.eventRetryMs.entries()) {
    const reason = failure(last);
    if (reason === undefined || (last.kind === 'answered' && last.noRetry)) return;
    await wait(delay, undefined, { signal: world.closing, ref: false });
    last = await deliver(world, { kind: 'events_api', payload, retry: { num: index + 1, reason } });
  }
}

function eventEnvelope(world: World, event: Json, isExtShared: boolean): Json {
  const { team, bot } = world.options;
  return {
    token: '',
    team_id: team.id,
    api_app_id: bot.appId,
    event,
    type: 'event_callback',
    event_id: nextId(world, 'Ev'),
    event_time: Math.floor(world.now() / 1000),
    is_ext_shared_channel: isExtShared,
    authorizations: [
      {
        enterprise_id: null,
        team_id: team.id,
        user_id: bot.userId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
  };
}
