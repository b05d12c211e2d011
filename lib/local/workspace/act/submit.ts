import { LIMITS } from '../../../slack/limits.ts';
import { deliver } from '../dispatch.ts';
import { isObject, isRefusal } from '../messages.ts';
import type { Json } from '../options.ts';
import { currentValue, elementsOf, stateOf } from '../values.ts';
import {
  clearSessions,
  popSession,
  pushSession,
  replaceView,
  takeView,
  topSession,
} from '../views.ts';
import type { Session, Values, World } from '../world.ts';
import { newReplyUrl, newTrigger } from '../world.ts';
import { keepValues } from './click.ts';
import { interaction } from './payload.ts';
import type { ActResult } from './result.ts';
import { actor, barred, failed, fine, told } from './result.ts';

const TROUBLE = 'We had some trouble connecting. Try again?';

/** What Slack's own client holds back before the app hears of it, by block_id. */
function clientErrors(session: Session): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const found of elementsOf(session.view.blocks)) {
    if (found.block.type !== 'input') continue;
    const value = currentValue(session.values, found);
    const words = isBlank(value)
      ? found.block.optional === true
        ? undefined
        : 'Please complete this required field.'
      : formError(found.element, String(value));
    if (words) errors[found.blockId] = words;
  }
  return errors;
}

const isBlank = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  (Array.isArray(value) && value.length === 0);

function formError(element: Json, value: string): string | undefined {
  const { type, min_length = 0, max_length = LIMITS.textInput, min_value, max_value } = element;
  if (type === 'plain_text_input') {
    if (value.length < Number(min_length)) return `Please use at least ${min_length} characters.`;
    if (value.length > Number(max_length)) return `Please use at most ${max_length} characters.`;
  }
  if (type === 'email_text_input' && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value))
    return 'Please enter a valid email address.';
  if (type === 'url_text_input' && !URL.canParse(value)) return 'Please enter a valid URL.';
  if (type !== 'number_input') return undefined;
  const whole = element.is_decimal_allowed === true ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/;
  if (!whole.test(value)) return 'Please enter a valid number.';
  if (min_value !== undefined && Number(value) < Number(min_value))
    return `The least is ${min_value}.`;
  if (max_value !== undefined && Number(value) > Number(max_value))
    return `The most is ${max_value}.`;
  return undefined;
}

/** Addresses for the conversations chosen in elements with response_url_enabled. */
function responseUrls(world: World, session: Session): Json[] {
  return elementsOf(session.view.blocks).flatMap((found) => {
    const channel_id = currentValue(session.values, found);
    if (found.element.response_url_enabled !== true || typeof channel_id !== 'string') return [];
    const response_url = newReplyUrl(world, { userId: session.userId, channel: channel_id });
    return [
      { block_id: found.blockId, action_id: found.element.action_id, channel_id, response_url },
    ];
  });
}

/** Submits the top modal with these values over those that stand in it. */
export async function submitView(
  world: World,
  userId: string,
  values?: Values,
): Promise<ActResult> {
  const session = topSession(world, userId);
  const no = barred(world, userId);
  if (no || !session) return failed(no ?? 'Nothing is open');
  keepValues(session, values);
  const errors = clientErrors(session);
  if (Object.keys(errors).length > 0) return { ...failed('Some fields need attention'), errors };
  const { view } = session;
  const payload = {
    ...interaction(world, 'view_submission', actor(world, userId)),
    trigger_id: newTrigger(world, userId),
    view: { ...view, state: stateOf(session, view.blocks) },
    response_urls: responseUrls(world, session),
  };
  const answer = await deliver(world, { kind: 'interactive', payload });
  const result = told('This app', answer);
  if (!result.ok || answer.kind !== 'answered') return result;
  return { ...result, ...follow(world, session, answer.body) };
}

function parse(body: string): Json | undefined {
  try {
    const found: unknown = JSON.parse(body);
    return isObject(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

/** Does what the answer says: nothing closes the view; else errors, update, push or clear. */
function follow(world: World, session: Session, body: string): Partial<ActResult> {
  const { userId } = session;
  if (body.trim() === '') {
    if (topSession(world, userId) === session) popSession(world, userId);
    return {};
  }
  const said = parse(body);
  if (!said) return { ok: false, error: `${TROUBLE} (the answer is no JSON object)` };
  if (said.response_action === 'errors') return fieldErrors(session, said.errors);
  if (said.response_action === 'clear') {
    clearSessions(world, userId);
    return {};
  }
  if (said.response_action !== 'update' && said.response_action !== 'push')
    return { ok: false, error: `${TROUBLE} (unknown response_action)` };
  const view = takeView(world, said.view, 'modal');
  if (isRefusal(view)) return { ok: false, error: `${TROUBLE} (${JSON.stringify(view)})` };
  if (said.response_action === 'update') replaceView(world, session, view);
  else if ((world.stacks.get(userId)?.length ?? 0) >= LIMITS.viewStack)
    return { ok: false, error: `${TROUBLE} (push_limit_reached)` };
  else pushSession(world, userId, view);
  return {};
}

/** "errors (keyed by block_id)": each key must be an input block of the view. */
function fieldErrors(session: Session, given: unknown): Partial<ActResult> {
  const entries = isObject(given) ? Object.entries(given) : [];
  const inputs = session.view.blocks.filter((each) => each.type === 'input');
  const unknown = entries.filter(([id, text]) => {
    return typeof text !== 'string' || !inputs.some((each) => each.block_id === id);
  });
  if (entries.length === 0 || unknown.length > 0)
    return { ok: false, error: `${TROUBLE} (errors name no input block of the view)` };
  const errors = Object.fromEntries(entries.map(([id, text]) => [id, String(text)]));
  return { ok: false, error: 'Some fields need attention', errors };
}

/** Closes the top modal; the app hears of it "only with notify_on_close". */
export async function closeView(world: World, userId: string): Promise<ActResult> {
  const session = topSession(world, userId);
  if (!session) return failed('Nothing is open');
  const { view } = session;
  const isCleared = view.clear_on_close === true;
  if (isCleared) clearSessions(world, userId);
  else popSession(world, userId);
  if (view.notify_on_close !== true) return fine;
  const payload = {
    ...interaction(world, 'view_closed', actor(world, userId)),
    view: { ...view, state: stateOf(session, view.blocks) },
    is_cleared: isCleared,
  };
  return told('This app', await deliver(world, { kind: 'interactive', payload }));
}
