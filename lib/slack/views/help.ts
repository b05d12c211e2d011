import type { KnownBlock } from '@slack/types';
import { ACTION } from './ids.ts';
import { actions, button, context, type Message, primary, section } from './parts.ts';
import { safe } from './text.ts';

type Words = readonly (readonly [string, string])[];

/** The words of the command, each with what it does, for those who need them most. */
const GROUPS: readonly (readonly [string, Words])[] = [
  [
    'For everybody',
    [
      ['find <words>', 'look through the catalog and the registered workflows'],
      ['new <what it should do>', 'request an AI workflow; what exists is shown first'],
      ['requests', 'your requests that wait, with their place and due date'],
      ['edit [name]', 'change a workflow: approvals, access, versions, owner'],
      ['discovered', 'what runs already and nobody registered, and whose it is'],
      ['keys', 'your logins, your workflows’ keys, your team’s CI'],
      ['login [code]', 'confirm a login of the command line'],
      ['help', 'show this'],
    ],
  ],
  [
    'For teams',
    [
      ['teams', 'your teams, who leads them, who is in them'],
      ['team <id>', 'one team; its lead changes it here'],
      ['log [workflow/name]', 'what happened, to one thing or to your teams’ workflows'],
      ['report [team]', 'what breaks the rules today, and what to write instead'],
      ['stats', 'how long asking takes, and where people give up'],
      ['who <component>', 'which workflows depend on it, like `plugin/reply-drafter@2.x`'],
    ],
  ],
  [
    'For the platform',
    [
      ['baseline', 'the rules for all workflows; everybody may read them'],
      ['settings', 'channels, admins, auditors, hours, holidays, retention'],
      ['setup', 'the first hour: enter the code that start printed'],
    ],
  ],
];

/** What Slack shows behind the command while somebody types it. */
export const USAGE_HINT = 'find <words> | new <need> | edit | teams | requests | help';

/** One short line for each word: it stays readable on a phone. */
function wordBlocks(command: string): KnownBlock[] {
  const name = safe(command, 40);
  return GROUPS.map(([title, words]) => {
    const lines = words.map(([word, what]) => `\`${name} ${safe(word, 60)}\` ${what}`);
    return section([`*${title}*`, ...lines].join('\n'));
  });
}

export function helpMessage(command: string): Message {
  return {
    text: `What you can type: ${safe(command, 40)} ${safe(USAGE_HINT, 100)}`,
    blocks: [...wordBlocks(command), whereElse()],
  };
}

/** The command without a word. */
export function menuMessage(command: string): Message {
  return {
    text: `Yardmaster: find, request and follow AI workflows. Type ${safe(command, 40)} help for the words.`,
    blocks: [
      section('*What would you like to do?*'),
      actions(
        'menu',
        primary('Request an AI Workflow', ACTION.menuNew, 'menu'),
        button('Show the Log', ACTION.menuLog, 'menu'),
        button('Confirm a Login', ACTION.menuLogin, 'menu'),
      ),
      context(
        `To look for what exists, type \`${safe(command, 40)} find\` and a few words. All words: \`${safe(command, 40)} help\``,
      ),
      whereElse(),
    ],
  };
}

export function unknownMessage(word: string, command: string): Message {
  const said = `I don't know “${safe(word, 60)}”.`;
  return {
    text: `${said} Type ${safe(command, 40)} help for the words I know.`,
    blocks: [section(said), ...wordBlocks(command)],
  };
}

function whereElse() {
  return context('App Home shows what waits for you, your workflows and your teams’ workflows.');
}
