import { expect, test } from 'vitest';
import { appManifest } from '../../lib/slack/manifest.ts';
import { CALLBACK } from '../../lib/slack/views/ids.ts';

test('without an address the app uses Socket Mode and names none', () => {
  const manifest = appManifest({ command: '/yard' });
  expect(manifest.settings.socket_mode_enabled).toBe(true);
  expect(JSON.stringify(manifest)).not.toContain('url');
});

test('with an address every kind of request goes there', () => {
  const requestUrl = 'https://yard.example.com/slack';
  const { settings, features } = appManifest({ command: '/yard', requestUrl });
  expect(settings.socket_mode_enabled).toBe(false);
  expect(settings.event_subscriptions).toMatchObject({ request_url: requestUrl });
  expect(settings.interactivity).toEqual({ is_enabled: true, request_url: requestUrl });
  expect(features.slash_commands).toMatchObject([{ url: requestUrl }]);
});

test('the command is the configured one', () => {
  expect(appManifest({ command: '/agents' }).features.slash_commands).toMatchObject([
    { command: '/agents' },
  ]);
});

test('the shortcut is the one the app listens to', () => {
  expect(appManifest({ command: '/yard' }).features.shortcuts).toMatchObject([
    { type: 'global', callback_id: CALLBACK.shortcut },
  ]);
});

test('texts are within the limits of the manifest', () => {
  const { display_information, features } = appManifest({ command: '/yard' });
  expect(display_information.name.length).toBeLessThanOrEqual(35);
  expect(display_information.description.length).toBeLessThanOrEqual(140);
  for (const one of features.shortcuts) {
    expect(one.name.length).toBeLessThanOrEqual(24);
    expect(one.description.length).toBeLessThanOrEqual(150);
  }
  for (const one of features.slash_commands)
    expect(one.usage_hint.length).toBeLessThanOrEqual(1000);
});

test('nothing is asked for twice, and no scope that writes as a person', () => {
  const { bot, bot_optional } = appManifest({ command: '/yard' }).oauth_config.scopes;
  expect(new Set([...bot, ...bot_optional]).size).toBe(bot.length + bot_optional.length);
  expect(bot).not.toContain('chat:write.customize');
});
