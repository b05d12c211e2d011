import { USAGE_HINT } from './views/help.ts';
import { CALLBACK } from './views/ids.ts';

export interface ManifestOptions {
  /** The slash command, `/yard` for example. */
  readonly command: string;
  /** Where Slack sends requests; without it the app uses Socket Mode and needs no address. */
  readonly requestUrl?: string | undefined;
  readonly name?: string | undefined;
}

/**
 * What the app asks for. `users:read`: who somebody is, before every decision. `im:write` and
 * `im:history`: messages to one person, and the Messages tab they stand in. `app_mentions:read`:
 * somebody who mentions the app is shown the menu.
 */
const SCOPES = [
  'app_mentions:read',
  'chat:write',
  'commands',
  'im:history',
  'im:write',
  'users:read',
];

/**
 * Helpful, and refused by some organisations: posting where the app was not invited, and reading a
 * channel's history to see whether a card whose answer was lost had been posted after all. Without
 * the latter a lost answer may leave a second card. `usergroups:read` (paid plans) takes a team's
 * members from a user group, `users:read.email` finds people by the addresses of an imported file.
 */
const OPTIONAL_SCOPES = [
  'channels:history',
  'chat:write.public',
  'groups:history',
  'usergroups:read',
  'users:read.email',
];

/** The app's manifest (schema 2), ready for "Create an app from a manifest". */
export function appManifest({ command, requestUrl, name = 'Yardmaster' }: ManifestOptions) {
  const address = requestUrl ? { request_url: requestUrl } : {};
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name,
      description: 'AI workflow registry and approvals',
      background_color: '#1f2933',
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: true,
      },
      bot_user: { display_name: name, always_online: true },
      shortcuts: [
        {
          name: 'Request an AI Workflow',
          type: 'global',
          callback_id: CALLBACK.shortcut,
          description: 'Say what you need; what exists is shown first',
        },
      ],
      slash_commands: [
        {
          command,
          description: 'Find, request and follow AI workflows',
          usage_hint: USAGE_HINT,
          should_escape: false,
          ...(requestUrl ? { url: requestUrl } : {}),
        },
      ],
    },
    oauth_config: { scopes: { bot: SCOPES, bot_optional: OPTIONAL_SCOPES } },
    settings: {
      event_subscriptions: {
        ...address,
        bot_events: [
          'app_home_opened',
          'app_mention',
          'user_change',
          'app_uninstalled',
          'tokens_revoked',
        ],
      },
      interactivity: { is_enabled: true, ...address },
      org_deploy_enabled: false,
      socket_mode_enabled: !requestUrl,
      token_rotation_enabled: false,
    },
  };
}
