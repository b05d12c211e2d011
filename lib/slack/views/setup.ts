import type { KnownBlock, ModalView } from '@slack/types';
import { DEFAULT_RETENTION_DAYS, type Organisation } from '../../core/people.ts';
import { lacks } from '../../core/settings.ts';
import {
  actions,
  askingModal,
  button,
  context,
  type Message,
  section,
  tellingModal,
} from './parts.ts';
import { channelInput, numberInput, personInput, textInput } from './settings-inputs.ts';
import { channelMention, LACK_LINES } from './settings-words.ts';
import { everyone, safe } from './text.ts';

export const SETUP = {
  callback: 'setup_first',
  again: 'setup_again',
  code: 'setup_code',
  second: 'setup_second',
  platform: 'setup_platform',
  catalog: 'setup_catalog',
  days: 'setup_days',
} as const;

const TITLE = 'Set up Yardmaster';

/** "`/yard setup` takes the code, asks for a second admin, the platform channel and the catalog channel." */
export function setUpModal({ asksCode }: { asksCode: boolean }): ModalView {
  const code = textInput({
    block: SETUP.code,
    label: 'Code',
    hint: 'Yardmaster printed it when it was started. It works once, for 60 minutes.',
  });
  return askingModal({ title: TITLE, submit: 'Set Up', callback: SETUP.callback, metadata: '' }, [
    section(
      asksCode
        ? 'You become the first platform admin. Everything here can be changed later.'
        : 'You are the first platform admin. Everything here can be changed later.',
    ),
    ...(asksCode ? [code] : []),
    personInput({
      block: SETUP.second,
      label: 'Name a second admin',
      hint: 'Changes to admins, auditors, rules and retention need two. Until there is a second one, yours stay flagged.',
      optional: true,
    }),
    channelInput({
      block: SETUP.platform,
      label: 'Platform channel',
      hint: 'Requests and changes of settings are posted here, for the platform team.',
    }),
    channelInput({
      block: SETUP.catalog,
      label: 'Catalog channel',
      hint: 'News of the catalog are posted here, for everybody.',
    }),
    numberInput({
      block: SETUP.days,
      label: 'Keep payloads and words for how many days',
      hint: 'From 30 to 3650. After that payloads, names and what people and agents wrote are erased; ids and digests stay in the log. Changing it later needs a second admin.',
      initial: DEFAULT_RETENTION_DAYS,
      least: 30,
      most: 3650,
    }),
  ]);
}

export interface SetUpShown {
  readonly organisation: Organisation;
  readonly tests: readonly { readonly channel: string; readonly trouble: string | undefined }[];
  readonly secondRefused?: string | undefined;
  readonly command: string;
}

/** What works, and for what does not one sentence with the fix. */
export function setUpResult({
  organisation,
  tests,
  secondRefused,
  command,
}: SetUpShown): ModalView {
  const missing = tests.filter((one) => one.trouble !== undefined).length;
  const blocks: KnownBlock[] = [
    section(`*Yardmaster is set up.${missingWords(missing)}*`),
    ...tests.map(testLine),
    ...secondLines(organisation, secondRefused),
    ...(missing > 0 ? [actions('setup-again', button('Try Again', SETUP.again, 'again'))] : []),
    section(`Next, create the first team: type \`${safe(command, 40)} teams\`.`),
    context(`To change any of it, type \`${safe(command, 40)} settings\`.`),
  ];
  return tellingModal(TITLE, blocks);
}

function missingWords(missing: number): string {
  if (missing === 0) return '';
  return missing === 1 ? ' One thing is missing:' : ` ${missing} things are missing:`;
}

function testLine({ channel, trouble }: SetUpShown['tests'][number]): KnownBlock {
  if (trouble === undefined)
    return section(`:white_check_mark: ${channelMention(channel)} has a test message.`);
  const where = channel === '' ? '' : `${channelMention(channel)}: `;
  return section(`:warning: ${where}${safe(trouble, 500)}`);
}

function secondLines(organisation: Organisation, refused: string | undefined): KnownBlock[] {
  if (refused) {
    return [section(`:warning: The second admin could not be added: ${safe(refused, 500)}`)];
  }
  if (lacks(organisation).includes('second-admin'))
    return [section(`:warning: ${LACK_LINES['second-admin']}`)];
  const named = 'is asked to confirm by a message and on App Home; until then it stays flagged.';
  return organisation.flagged?.length
    ? [section(`:white_check_mark: The second admin ${named}`)]
    : [];
}

/** The second try: who is in charge, and where to go. */
export function setUpDone({ admins }: Organisation, command: string): Message {
  const who = `Yardmaster is set up. Platform admins: ${everyone(admins)}.`;
  const how = `Admins change it with \`${safe(command, 40)} settings\`.`;
  return { text: `${who} ${how}`, blocks: [section(who), context(how)] };
}
