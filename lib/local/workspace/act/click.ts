import { deliver } from '../dispatch.ts';
import { isObject, shown } from '../messages.ts';
import type { Json } from '../options.ts';
import type { Message } from '../state.ts';
import { currentValue, elementsOf, stateOf, stateValue } from '../values.ts';
import { topSession } from '../views.ts';
import type { Session, Values, World } from '../world.ts';
import { newReplyUrl, newTrigger, place, visibleMessages } from '../world.ts';
import { interaction } from './payload.ts';
import type { ActResult } from './result.ts';
import { actor, barred, failed, told } from './result.ts';

/**
 * One use of an element. `value` picks among buttons of the same action_id, and is the choice of
 * everything else (option value, id, text; several in an array). `values` are what stands in the inputs.
 */
export type Press = { actionId: string; blockId?: string; value?: unknown; values?: Values };

type Pressed = { blockId: string; element: Json; block: Json };

const isButton = (element: Json): boolean =>
  /button/.test(String(element.type)) && element.type !== 'radio_buttons';

function find(blocks: readonly unknown[], press: Press): Pressed | undefined {
  const named = elementsOf(blocks).filter(
    ({ blockId, element }) =>
      element.action_id === press.actionId &&
      (press.blockId === undefined || press.blockId === blockId),
  );
  if (press.value === undefined) return named[0];
  return named.find(({ element }) => !isButton(element) || element.value === press.value);
}

/** The entry of `actions` for a used element. */
function actionOf(
  world: World,
  { element, blockId }: Pressed,
  simple: unknown,
  offered: Json[],
): Json {
  const { type, action_id, text, value, style } = element;
  const common = {
    type,
    action_id,
    block_id: blockId,
    action_ts: (world.now() / 1000).toFixed(6),
  };
  if (!isButton(element)) return { ...stateValue(element, simple, offered), ...common };
  return {
    ...common,
    text,
    ...(value === undefined ? {} : { value }),
    ...(style ? { style } : {}),
  };
}

/** Merges what stands in the inputs into a session. */
export function keepValues(session: Pick<Session, 'values'>, values: Values | undefined): void {
  for (const [blockId, actions] of Object.entries(values ?? {}))
    session.values[blockId] = { ...session.values[blockId], ...actions };
}

const holdsValue = (element: Json): boolean => !isButton(element) && element.type !== 'overflow';

const chosen = ({ blockId }: Pressed, press: Press): Values => ({
  [blockId]: { [press.actionId]: press.value ?? null },
});

const dispatches = ({ block }: Pressed): boolean =>
  block.type !== 'input' || block.dispatch_action === true;

function absent(press: Press): ActResult {
  const value = press.value === undefined ? '' : ` with the value ${JSON.stringify(press.value)}`;
  return failed(`There is no "${press.actionId}"${value} to use here`);
}

/** Uses an element of a message that the person sees. */
export async function click(
  world: World,
  userId: string,
  press: Press & { channel: string; ts: string },
): Promise<ActResult> {
  const no = barred(world, userId);
  if (no) return failed(no);
  const message = visibleMessages(world, userId, press.channel).find(
    (each) => each.ts === press.ts,
  );
  if (!message) return failed('This message is not there any more');
  const found = find(message.blocks ?? [], press);
  if (!found || !dispatches(found)) return absent(press);
  const inputs: Pick<Session, 'values' | 'offered'> = { values: {}, offered: {} };
  keepValues(inputs, press.values);
  if (holdsValue(found.element)) keepValues(inputs, chosen(found, press));
  const payload = {
    ...interaction(world, 'block_actions', actor(world, userId)),
    ...messageFields(world, userId, message),
    trigger_id: newTrigger(world, userId),
    state: stateOf(inputs, message.blocks ?? []),
    actions: [actionOf(world, found, press.value ?? null, [])],
  };
  return told('This app', await deliver(world, { kind: 'interactive', payload }));
}

function messageFields(world: World, userId: string, message: Message): Json {
  const { channel, ts, onlyFor } = message;
  const isEphemeral = onlyFor !== undefined;
  return {
    container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: isEphemeral },
    channel: { id: channel, name: place(world, channel)?.name },
    ...(isEphemeral ? {} : { message: shown(world, message) }),
    response_url: newReplyUrl(world, { userId, channel, ts }),
  };
}

/** Uses an element of a view: the top modal or Home. */
async function clickIn(
  world: World,
  session: Session | undefined,
  press: Press,
): Promise<ActResult> {
  if (!session) return failed('Nothing is open');
  const no = barred(world, session.userId);
  if (no) return failed(no);
  const { view } = session;
  const found = find(view.blocks, press);
  if (!found || !dispatches(found)) return absent(press);
  keepValues(session, press.values);
  if (holdsValue(found.element)) keepValues(session, chosen(found, press));
  const simple = isButton(found.element)
    ? null
    : (press.value ?? currentValue(session.values, found));
  const offered = session.offered[`${found.blockId}/${press.actionId}`] ?? [];
  const payload = {
    ...interaction(world, 'block_actions', actor(world, session.userId)),
    container: { type: 'view', view_id: view.id },
    trigger_id: newTrigger(world, session.userId),
    view: { ...view, state: stateOf(session, view.blocks) },
    actions: [actionOf(world, found, simple, offered)],
  };
  return told('This app', await deliver(world, { kind: 'interactive', payload }));
}

export function clickInView(world: World, userId: string, press: Press): Promise<ActResult> {
  return clickIn(world, topSession(world, userId), press);
}

export function clickInHome(world: World, userId: string, press: Press): Promise<ActResult> {
  return clickIn(world, world.homes.get(userId), press);
}

export type Suggested = ActResult & { options: Json[] };

/** Types into an external select: "options from your options endpoint, within 3 s". */
export async function suggest(
  world: World,
  userId: string,
  asked: { actionId: string; blockId?: string; query: string; inHome?: boolean },
): Promise<Suggested> {
  const session = asked.inHome ? world.homes.get(userId) : topSession(world, userId);
  const found = session && find(session.view.blocks, asked);
  if (!session || !found) return { ...absent(asked), options: [] };
  const { view } = session;
  const payload = {
    ...interaction(world, 'block_suggestion', actor(world, userId)),
    action_id: asked.actionId,
    block_id: found.blockId,
    value: asked.query,
    container: { type: 'view', view_id: view.id },
    view: { ...view, state: stateOf(session, view.blocks) },
  };
  const answer = await deliver(world, { kind: 'interactive', payload });
  const options = answer.kind === 'answered' ? readOptions(answer.body) : [];
  const key = `${found.blockId}/${asked.actionId}`;
  session.offered[key] = [...(session.offered[key] ?? []), ...options];
  return { ...told('This app', answer), options };
}

function readOptions(body: string): Json[] {
  try {
    const found: unknown = JSON.parse(body);
    if (!isObject(found)) return [];
    const groups = Array.isArray(found.option_groups)
      ? found.option_groups.filter(isObject)
      : [found];
    return groups.flatMap((each) =>
      Array.isArray(each.options) ? each.options.filter(isObject) : [],
    );
  } catch {
    return [];
  }
}
