import type { Deps, WebhookSender } from '../../lib/acts/deps.ts';
import { setWebhook } from '../../lib/acts/webhook.ts';
import type { WebhookOutcome } from '../../lib/core/webhook.ts';
import { OWNER } from '../kit/people.ts';

type Sent = Parameters<WebhookSender['send']>[0];

export const URL_ = 'https://agents.example.com/hooks/path-secret';

export interface Receiver extends WebhookSender {
  /** What arrived, the first first. */
  readonly got: Sent[];
  /** What the next messages are answered, in place of what was said before; afterwards 204 for ever. */
  readonly script: (...answers: (WebhookOutcome | Error)[]) => void;
}

/** A receiver that needs no network. */
export function receiver(): Receiver {
  const got: Sent[] = [];
  const answers: (WebhookOutcome | Error)[] = [];
  return {
    got,
    script: (...more) => {
      answers.splice(0, answers.length, ...more);
    },
    send: async (message) => {
      got.push(message);
      const answer = answers.shift() ?? { kind: 'answered', status: 204 };
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
}

/** The webhook of `reply-bot`, set by its owner. Returns the secret. */
export async function hooked(deps: Deps, workflow = 'reply-bot'): Promise<string> {
  const given = await setWebhook(deps, OWNER, workflow, URL_);
  if (given.kind !== 'secret') throw new Error(given.say);
  return given.secret;
}

export const answered = (status: number, retryAfter?: number): WebhookOutcome => ({
  kind: 'answered',
  status,
  ...(retryAfter === undefined ? {} : { retryAfter }),
});

export const TIMEOUT: WebhookOutcome = { kind: 'failed', why: 'timeout' };
