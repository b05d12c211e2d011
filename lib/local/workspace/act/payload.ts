import { domain } from '../api/workspace.ts';
import type { Json, PersonOption } from '../options.ts';
import type { Place, World } from '../world.ts';
import { newReplyUrl, newTrigger } from '../world.ts';

/** Fields that every interaction carries. `user.team_id` is the person's home team, `team` ours. */
export function interaction(world: World, type: string, someone: PersonOption): Json {
  const { team, bot } = world.options;
  const { id, handle, teamId } = someone;
  return {
    type,
    token: '',
    api_app_id: bot.appId,
    team: { id: team.id, domain: domain(world) },
    user: { id, username: handle, name: handle, team_id: teamId },
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** A slash command, as it goes into a form. */
export function commandPayload(
  world: World,
  someone: PersonOption,
  typed: { where: Place; command: string; text: string },
): Json {
  const { team, bot } = world.options;
  const { where, command, text } = typed;
  return {
    token: '',
    team_id: team.id,
    team_domain: domain(world),
    channel_id: where.id,
    channel_name: where.name,
    user_id: someone.id,
    user_name: someone.handle,
    command,
    text,
    api_app_id: bot.appId,
    is_enterprise_install: 'false',
    response_url: newReplyUrl(world, { userId: someone.id, channel: where.id }),
    trigger_id: newTrigger(world, someone.id),
  };
}
