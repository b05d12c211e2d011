import { CHANNELS, HOME, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { startWorkspace, type Workspace } from '../../lib/local/workspace/server.ts';
import { BOT_TOKEN, SIGNING_SECRET } from './kit.ts';

const bot = {
  userId: 'U0YARD',
  botId: 'B0YARD',
  appId: 'A0YARD',
  name: 'Yardmaster',
  token: BOT_TOKEN,
  appToken: 'xapp-of-the-tests',
};

/** The sample organisation's Slack: everybody is in every channel, and so is the bot. */
export function sampleWorkspace(): Promise<Workspace> {
  const people = Object.values(PEOPLE);
  const members = [...people.map((one) => one.id), bot.userId];
  return startWorkspace({
    port: 0,
    team: { id: HOME, name: 'Sample organisation' },
    bot,
    people,
    channels: Object.values(CHANNELS).map((one) => ({ ...one, members })),
    commands: [{ command: '/yard', description: 'AI workflow registry and approvals' }],
    shortcuts: [],
    signingSecret: SIGNING_SECRET,
  });
}

/** What somebody reads in the channel of team-support, as text. */
export function supportChannel(workspace: Workspace): { ts: string; said: string }[] {
  const messages = workspace.driver.as(PEOPLE.colleague.id).messages(CHANNELS.support.id);
  return messages.map(({ ts, text, blocks }) => ({ ts, said: JSON.stringify([text, blocks]) }));
}
