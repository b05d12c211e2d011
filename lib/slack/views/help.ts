import type { KnownBlock } from '@slack/types';
import { ACTION } from './ids.ts';
import { actions, button, context, type Message, primary, section } from './parts.ts';
import { safe } from './text.ts';

/** What is pressed here. It never changes its meaning. */
export const HELP = { topic: 'help_topic' } as const;

interface Topic {
  /** What the button carries. */
  readonly id: string;
  readonly title: string;
  readonly button: string;
  readonly words: readonly (readonly [string, string])[];
}

/** The words of most days: they alone fit a phone. */
const EVERY_DAY: Topic = {
  id: 'every-day',
  title: 'Most used',
  button: 'Most Used',
  words: [
    ['find <words>', 'look for what exists already'],
    ['show [name]', 'one workflow, or an entry like `plugin/reply-drafter`'],
    ['new <what it should do>', 'request an AI workflow'],
    ['requests', 'your requests, with their place and due date'],
    ['list', 'AI workflows by owner, team, status or flag'],
    ['edit [name]', 'change a workflow: approvals, access, versions, owner'],
    ['upgrade [name]', 'take later versions, with what they change'],
    ['pause [name]', 'stop a workflow at once'],
    ['resume [name]', 'let a paused workflow run again'],
    ['help', 'show this'],
  ],
};

/** The rest, one press away, by what somebody wants to do. */
const TOPICS: readonly Topic[] = [
  {
    id: 'workflows',
    title: 'More for your AI workflows',
    button: 'Your AI Workflows',
    words: [
      ['waiting', 'approvals that wait for you, all of them'],
      ['delegate', 'name somebody who decides in your place for some days'],
      ['retire [name]', 'end a workflow for good'],
      ['access [name]', 'ask the platform for a workflow’s access, with a reason'],
      ['log [name] [kind approval]', 'what happened, to one thing or to your teams’ workflows'],
      ['keys', 'your logins, your workflows’ keys, your team’s CI'],
      ['notifications', 'where and at what hours you are asked for decisions'],
      ['login [code]', 'confirm a login of the command line'],
      ['discovered', 'what runs already and nobody registered, and whose it is'],
    ],
  },
  {
    id: 'built',
    title: 'What your team built',
    button: 'What You Built',
    words: [
      ['who <component>', 'which workflows depend on it, like `plugin/reply-drafter@2.x`'],
      ['change <component>', 'tell those who depend on it what you plan'],
      ['promote [component]', 'propose it for everybody'],
      ['deprecate [component]', 'retire versions, and see who still uses them'],
      ['transfer <component>', 'give it to another team; its lead accepts'],
      ['rename <component>', 'give it another name'],
    ],
  },
  {
    id: 'teams',
    title: 'Teams and rules',
    button: 'Teams and Rules',
    words: [
      ['teams', 'your teams, who leads them, who is in them'],
      ['team <id>', 'one team; its lead changes it here'],
      ['baseline', 'the rules for all workflows; everybody may read them'],
      ['report [team]', 'what breaks the rules today, and what to write instead'],
      ['reach [system]', 'which workflows can touch a system, like CRM'],
      ['models [name]', 'models in use, what depends on one, and when it stops'],
      ['stats', 'how long asking takes, and where people give up'],
    ],
  },
  {
    id: 'platform',
    title: 'For the platform',
    button: 'For the Platform',
    words: [
      ['notice [system]', 'a vendor changed something: tell each owner once'],
      ['pauses', 'what is stopped for all; pause connector/x stops one'],
      ['breakglass [id]', 'what was approved in an emergency, and its reviews'],
      ['duplicates', 'entries that look like the same job; say which stay'],
      ['settings', 'channels, admins, auditors, hours, holidays, retention, logins'],
      ['setup', 'the first hour: enter the code that start printed'],
    ],
  },
];

/** What Slack shows behind the command while somebody types it. */
export const USAGE_HINT = 'find <words> | new <need> | show <name> | edit | upgrade | help';

/** One short line for each word: it stays readable on a phone. */
function wordBlock({ title, words }: Topic, command: string): KnownBlock {
  const name = safe(command, 40);
  const lines = words.map(([word, what]) => `\`${name} ${safe(word, 60)}\` ${what}`);
  return section([`*${title}*`, ...lines].join('\n'));
}

/** The other topics, each behind its button. */
function topicButtons(shown: Topic): KnownBlock[] {
  const others = [EVERY_DAY, ...TOPICS].filter((topic) => topic !== shown);
  return [
    context('More words:'),
    actions(
      `help|${shown.id}`,
      ...others.map(({ id, button: label }) => button(label, `${HELP.topic}:${id}`, id)),
    ),
  ];
}

/** The words of one topic; of an unknown one, those of most days. */
export function topicMessage(id: string, command: string): Message {
  const topic = TOPICS.find((one) => one.id === id) ?? EVERY_DAY;
  const said = topic.words.map(([word]) => `${safe(command, 40)} ${safe(word, 60)}`);
  return {
    text: `${topic.title}: ${said.join(', ')}`,
    blocks: [wordBlock(topic, command), ...topicButtons(topic)],
  };
}

/** `baseUrl`: of the HTTP API, whose page for decisions stands while Slack does not. */
export function helpMessage(command: string, baseUrl: string): Message {
  return {
    text: `What you can type: ${safe(command, 40)} ${safe(USAGE_HINT, 100)}`,
    blocks: [
      wordBlock(EVERY_DAY, command),
      ...topicButtons(EVERY_DAY),
      whereElse(),
      context(`While Slack is down, decide in a browser: ${safe(`${baseUrl}/decide`, 200)}`),
    ],
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
    blocks: [section(said), wordBlock(EVERY_DAY, command), ...topicButtons(EVERY_DAY)],
  };
}

function whereElse() {
  return context('App Home shows what waits for you, your workflows and your teams’ workflows.');
}
