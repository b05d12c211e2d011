import type { Problem } from '../../slack/validate.ts';
import { validateView } from '../../slack/validate.ts';
import type { Refusal } from './messages.ts';
import { invalid, isObject, namedBlocks, refuse } from './messages.ts';
import type { Json } from './options.ts';
import type { ViewRecord } from './state.ts';
import { blankState } from './values.ts';
import type { Session, World } from './world.ts';
import { newHash, nextId } from './world.ts';

/** Fields Slack puts into every view it shows, with these values where the app said nothing. */
const DEFAULTS = {
  private_metadata: '',
  callback_id: '',
  external_id: '',
  title: null,
  submit: null,
  close: null,
  clear_on_close: false,
  notify_on_close: false,
};

/** Takes a view of the wanted type as Slack does, or says why not. */
export function takeView(
  world: World,
  view: unknown,
  wanted: 'modal' | 'home',
): { blocks: Json[]; type: string } | Refusal {
  if (!isObject(view)) return refuse('invalid_arguments');
  const found: Problem[] = validateView(view);
  if (found.some((each) => each.code === 'view_too_large')) return refuse('view_too_large');
  if (found.length > 0) return invalid('invalid_arguments', found);
  if (view.type !== wanted) {
    const message = `view must be of type ${wanted}`;
    return invalid('invalid_arguments', [{ pointer: '/view/type', code: 'wrong_value', message }]);
  }
  const blocks = Array.isArray(view.blocks) ? view.blocks : [];
  return { ...view, type: wanted, blocks: namedBlocks(world, blocks) };
}

/** A new session for a taken view; `id` stays when a view is replaced. */
export function session(world: World, userId: string, view: Json, id?: string): Session {
  const { team, bot } = world.options;
  const blocks = Array.isArray(view.blocks) ? view.blocks.filter(isObject) : [];
  const record: ViewRecord = {
    ...DEFAULTS,
    ...view,
    type: String(view.type),
    blocks,
    id: id ?? nextId(world, 'V'),
    team_id: team.id,
    app_id: bot.appId,
    bot_id: bot.botId,
    app_installed_team_id: team.id,
    hash: newHash(world),
    previous_view_id: null,
    root_view_id: null,
  };
  return { userId, view: record, values: {}, offered: {} };
}

/** "input values survive if block_id and action_id stay the same." */
export function replaceView(world: World, old: Session, view: Json): Session {
  const fresh = session(world, old.userId, view, old.view.id);
  const known = blankState(fresh.view);
  for (const [blockId, actions] of Object.entries(old.values))
    for (const [actionId, value] of Object.entries(actions)) {
      if (known[blockId]?.includes(actionId))
        fresh.values[blockId] = { ...fresh.values[blockId], [actionId]: value };
    }
  fresh.offered = old.offered;
  Object.assign(old, fresh);
  linkStack(world, old.userId);
  world.changed();
  return old;
}

/** Shows a modal on top of the person's stack. */
export function pushSession(world: World, userId: string, view: Json): Session {
  const fresh = session(world, userId, view);
  world.stacks.set(userId, [...(world.stacks.get(userId) ?? []), fresh]);
  linkStack(world, userId);
  world.changed();
  return fresh;
}

export function topSession(world: World, userId: string): Session | undefined {
  return world.stacks.get(userId)?.at(-1);
}

export function popSession(world: World, userId: string): void {
  world.stacks.set(userId, (world.stacks.get(userId) ?? []).slice(0, -1));
  world.changed();
}

export function clearSessions(world: World, userId: string): void {
  world.stacks.delete(userId);
  world.changed();
}

function linkStack(world: World, userId: string): void {
  const stack = world.stacks.get(userId) ?? [];
  stack.forEach((each, index) => {
    each.view = {
      ...each.view,
      root_view_id: stack[0]?.view.id ?? null,
      previous_view_id: stack[index - 1]?.view.id ?? null,
    };
  });
}
