import { USAGE_HINT } from '../../slack/views/help.ts';
import type { Keyring } from '../keyring.ts';
import { startWorkspace, type Workspace } from '../workspace/server.ts';
import { CHANNELS, GROUP, HOME, ORGANISATION, PEOPLE } from './organisation.ts';

/** The app as the local workspace knows it. The token opens nothing but that page. */
export const BOT = {
  userId: 'U0YARDBOT',
  botId: 'B0YARDBOT',
  appId: 'A0YARD',
  name: 'Yardmaster',
  token: 'xoxb-local-workspace',
  appToken: 'xapp-local-workspace',
};

const ids = (...people: readonly { readonly id: string }[]) => [
  BOT.userId,
  ...people.map((person) => person.id),
];
const { owner, colleague, salesLead, admin, auditor, outsider } = PEOPLE;

/** Who is in which channel: the outsider shares the support channel, as with Slack Connect. */
const channels = [
  { ...CHANNELS.support, members: ids(owner, colleague, auditor, outsider), isExtShared: true },
  { ...CHANNELS.sales, members: ids(salesLead, auditor) },
  { ...CHANNELS.platform, members: ids(admin, owner, salesLead, auditor) },
  { ...CHANNELS.catalog, members: ids(owner, colleague, salesLead, admin, auditor) },
];

/** The user group of the support team, as on a paid plan. */
const groups = [
  { id: GROUP, handle: 'support', name: 'Support', members: [owner.id, colleague.id] },
];

export function sampleWorkspace(options: {
  port: number;
  command: string;
  keyring: Keyring;
  statePath: string;
}): Promise<Workspace> {
  return startWorkspace({
    port: options.port,
    team: { id: HOME, name: ORGANISATION.name },
    bot: BOT,
    people: Object.values(PEOPLE),
    channels,
    groups,
    commands: [
      {
        command: options.command,
        description: 'Find, request and follow AI workflows',
        usageHint: USAGE_HINT,
      },
    ],
    shortcuts: [{ name: 'Request an AI Workflow', callbackId: 'request_workflow' }],
    signingSecret: options.keyring.slackSigning,
    statePath: options.statePath,
  });
}
