import type { AppAnswer } from '../dispatch.ts';
import type { PersonOption } from '../options.ts';
import type { World } from '../world.ts';
import { isExternal, person } from '../world.ts';

/** What a person's action came to. `status` is the app's, 0 when it was not asked or did not answer. */
export type ActResult = {
  ok: boolean;
  status: number;
  ms: number;
  /** The sentence the person reads. */
  error?: string;
  /** What to correct, by block_id. */
  errors?: Record<string, string>;
};

export const fine: ActResult = { ok: true, status: 0, ms: 0 };

export const failed = (error: string): ActResult => ({ ok: false, status: 0, ms: 0, error });

/** Turns the app's answer into what Slack tells the person. `what` is the command or "This app". */
export function told(what: string, answer: AppAnswer): ActResult {
  const { ms } = answer;
  if (answer.kind === 'late')
    return { ok: false, status: 0, ms, error: `${what} failed because the app did not respond` };
  if (answer.kind === 'unreachable')
    return { ok: false, status: 0, ms, error: `${what} could not be reached: ${answer.why}` };
  const { status } = answer;
  if (status >= 200 && status < 300) return { ok: true, status, ms };
  return { ok: false, status, ms, error: `${what} failed with the error "http_error ${status}"` };
}

/** The acting person; nobody acts with a deactivated account. An unknown id is the caller's mistake. */
export function actor(world: World, userId: string): PersonOption {
  const someone = person(world, userId);
  if (!someone) throw new Error(`nobody here has the id ${userId}`);
  return someone;
}

/**
 * Why this person may not start something of the app's. "Slash commands and message shortcuts are not
 * available to the other organisation, but BUTTONS of your message are clickable by its members."
 */
export function barred(world: World, userId: string, what = ''): string | undefined {
  const someone = actor(world, userId);
  if (someone.deleted) return 'This account is deactivated';
  if (what !== '' && isExternal(world, someone))
    return `${what} is not available to people from other organisations`;
  return undefined;
}
