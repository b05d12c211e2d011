import { validateBlocks, validateMessage, validateView } from '../../../slack/validate.ts';
import { isObject, refuse } from '../messages.ts';
import type { Json } from '../options.ts';
import type { World } from '../world.ts';
import type { Method } from './method.ts';

const authTest: Method = (world) => {
  const { bot, team } = world.options;
  return {
    ok: true,
    url: `${world.url}/`,
    team: team.name,
    user: bot.name.toLowerCase(),
    team_id: team.id,
    user_id: bot.userId,
    bot_id: bot.botId,
    app_id: bot.appId,
    is_enterprise_install: false,
  };
};

const botInfo: Method = (world, args) => {
  const { bot } = world.options;
  if (args.bot !== undefined && args.bot !== bot.botId) return refuse('bot_not_found');
  const { botId: id, appId: app_id, userId: user_id, name } = bot;
  return { ok: true, bot: { id, app_id, user_id, name, deleted: false } };
};

const teamInfo: Method = (world) => {
  const { id, name } = world.options.team;
  return { ok: true, team: { id, name, domain: domain(world), email_domain: '' } };
};

export const domain = (world: World): string => world.options.team.domain ?? 'local';

/** Looks at one of `blocks`, `view`, `message`. Like Slack's, it "does not flag a missing fallback text". */
const validateAny: Method = (_world, args) => {
  const given = ['blocks', 'view', 'message'].filter((key) => args[key] !== undefined);
  const [only] = given;
  if (given.length !== 1 || only === undefined) return refuse('invalid_arguments');
  const found =
    only === 'view'
      ? validateView(args.view)
      : only === 'blocks'
        ? validateBlocks(args.blocks, 'message')
        : validateMessage(args.message).filter((each) => each.code !== 'missing_text');
  if (found.length === 0) return { ok: true };
  const errors = found.map((each): Json => {
    const field = each.pointer.split('/').at(-1);
    return { ...each, field };
  });
  return refuse(`invalid_${only}`, { errors });
};

/** Gives the address of this server's socket. */
const openConnection: Method = (world) => {
  const ticket = world.sockets.ticket();
  return { ok: true, url: `${world.url.replace(/^http/, 'ws')}/_local/socket?ticket=${ticket}` };
};

export const workspaceMethods: Record<string, Method> = {
  'auth.test': authTest,
  'bots.info': botInfo,
  'team.info': teamInfo,
  'blocks.validate': validateAny,
  'apps.connections.open': openConnection,
  'api.test': (_world, args) => ({ ok: true, args: isObject(args) ? args : {} }),
};
