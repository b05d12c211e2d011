import { LIMITS } from '../../../slack/limits.ts';
import { isObject, isRefusal, refuse } from '../messages.ts';
import type { Json } from '../options.ts';
import { clearSessions, pushSession, replaceView, session, takeView } from '../views.ts';
import type { Session, World } from '../world.ts';
import { person, takeTrigger } from '../world.ts';
import type { Method } from './method.ts';

/** A view as answers and payloads show it; values live in `state`. */
function shownView(view: Json, state: Json = { values: {} }): Json {
  return { ...view, state };
}

const sessions = (world: World): Session[] => [...world.stacks.values()].flat();

function externalIdTaken(world: World, view: unknown, except?: Session): boolean {
  const wanted = isObject(view) ? view.external_id : undefined;
  if (typeof wanted !== 'string' || wanted === '') return false;
  const others = [...sessions(world), ...world.homes.values()];
  return others.some((each) => each !== except && each.view.external_id === wanted);
}

const open: Method = (world, args) => {
  const view = takeView(world, args.view, 'modal');
  if (isRefusal(view)) return view;
  const trigger = takeTrigger(world, args.trigger_id);
  if ('error' in trigger) return refuse(trigger.error);
  clearSessions(world, trigger.userId);
  if (externalIdTaken(world, view)) return refuse('duplicate_external_id');
  return { ok: true, view: shownView(pushSession(world, trigger.userId, view).view) };
};

const push: Method = (world, args) => {
  const view = takeView(world, args.view, 'modal');
  if (isRefusal(view)) return view;
  const trigger = takeTrigger(world, args.trigger_id);
  if ('error' in trigger) return refuse(trigger.error);
  const depth = world.stacks.get(trigger.userId)?.length ?? 0;
  if (depth === 0) return refuse('not_found');
  if (depth >= LIMITS.viewStack) return refuse('push_limit_reached');
  if (externalIdTaken(world, view)) return refuse('duplicate_external_id');
  return { ok: true, view: shownView(pushSession(world, trigger.userId, view).view) };
};

const update: Method = (world, args) => {
  const found = sessions(world).find(
    ({ view }) =>
      view.id === args.view_id || (args.external_id && view.external_id === args.external_id),
  );
  if (!found) return refuse('not_found');
  const view = takeView(world, args.view, 'modal');
  if (isRefusal(view)) return view;
  if (args.hash !== undefined && args.hash !== found.view.hash) return refuse('hash_conflict');
  if (externalIdTaken(world, view, found)) return refuse('duplicate_external_id');
  return { ok: true, view: shownView(replaceView(world, found, view).view) };
};

const publish: Method = (world, args) => {
  const someone = person(world, args.user_id);
  if (!someone) return refuse('user_not_found');
  const view = takeView(world, args.view, 'home');
  if (isRefusal(view)) return view;
  const old = world.homes.get(someone.id);
  if (args.hash !== undefined && args.hash !== old?.view.hash) return refuse('hash_conflict');
  const fresh = old ? replaceView(world, old, view) : session(world, someone.id, view);
  world.homes.set(someone.id, fresh);
  world.state.homes[someone.id] = fresh.view;
  world.changed();
  return { ok: true, view: shownView(fresh.view) };
};

export const viewMethods: Record<string, Method> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
};
