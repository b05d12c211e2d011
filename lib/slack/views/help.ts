import { ACTION } from './ids.ts';
import { actions, button, context, type Message, primary, section } from './parts.ts';
import { safe } from './text.ts';

/** The words of the command, each with what it does. */
const WORDS: readonly (readonly [string, string])[] = [
  ['find <words>', 'look through the catalog and the registered workflows'],
  ['new <what it should do>', 'request an AI workflow; what exists is shown first'],
  ['baseline', "the platform's rules, in plain words"],
  ['report [team]', 'what breaks those rules today, and what to write instead'],
  ['edit [name]', 'change a workflow of your team: gates, access, versions, owner'],
  ['log [workflow/name]', "what happened, to one thing or to your teams' workflows"],
  ['keys', 'your logins, your workflows’ keys, your team’s CI'],
  ['login [code]', 'confirm a login of the command line'],
  ['team [id]', 'your teams, who leads them, who is in them'],
  ['settings', 'channels, admins, auditors, hours, holidays, retention (for admins and auditors)'],
  ['discovered', 'what runs already and nobody registered, and whose it is'],
  ['requests', 'your requests that wait, with their place and due date'],
  ['stats', 'how long asking takes, and where people give up'],
  ['help', 'show this'],
];

function wordLines(command: string): string {
  const name = safe(command, 40);
  return WORDS.map(([word, what]) => `\`${name} ${safe(word, 60)}\` — ${what}`).join('\n');
}

export function helpMessage(command: string): Message {
  return {
    text: `What ${safe(command, 40)} can do: find, new, log, login, help.`,
    blocks: [section('*What you can type*'), section(wordLines(command)), whereElse()],
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
      context(`To look for what exists, type \`${safe(command, 40)} find\` and a few words.`),
      whereElse(),
    ],
  };
}

export function unknownMessage(word: string, command: string): Message {
  const said = `I don't know “${safe(word, 60)}”.`;
  return {
    text: `${said} Type ${safe(command, 40)} help for the words I know.`,
    blocks: [section(said), section(wordLines(command))],
  };
}

function whereElse() {
  return context('App Home shows what waits for you, your workflows and your teams’ workflows.');
}
