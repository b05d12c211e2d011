import type { InputBlock, ModalView } from '@slack/types';
import { type Delegation, MOST_DELEGATED_DAYS } from '../../core/delegation.ts';
import { LIMITS } from '../limits.ts';
import { DELEGATION, DELEGATION_FIELD } from './delegation-ids.ts';
import {
  actions,
  askingModal,
  boldLine,
  button,
  context,
  type Message,
  plain,
  section,
  tellingModal,
} from './parts.ts';
import { personInput } from './settings-inputs.ts';
import { dayWords, mention, safe } from './text.ts';

/** `/yard delegate`: who decides in this person's place, and on which days. `today`: YYYY-MM-DD. */
export function delegationForm(today: string): ModalView {
  return askingModal(
    { title: 'Delegate', submit: 'Name Them', callback: DELEGATION.form, metadata: '' },
    [
      section(
        'They decide on approvals in your place on these days. You can still decide yourself: the first of you two counts.',
      ),
      personInput({
        block: DELEGATION_FIELD.to,
        label: 'Who decides in your place',
        hint: 'A full member of this organisation. They cannot hand it on.',
      }),
      dayInput(DELEGATION_FIELD.from, 'First day', today),
      dayInput(DELEGATION_FIELD.until, 'Last day', today),
      context(
        `At most ${MOST_DELEGATED_DAYS} days, in your time zone. What platform admins and leads decide is not handed on, and nobody decides on what they had a part in.`,
      ),
    ],
  );
}

function dayInput(block: string, label: string, initial: string): InputBlock {
  return {
    type: 'input',
    block_id: block,
    label: plain(label, LIMITS.inputLabel),
    element: { type: 'datepicker', action_id: 'value', initial_date: initial },
  };
}

/** What is in force or to come, with the way to end it. */
export function delegationModal(delegation: Delegation): ModalView {
  return tellingModal('Delegate', [
    section(`${mention(delegation.to)} decides in your place ${daysOf(delegation)}.`),
    context('You can still decide yourself: the first of you two counts.'),
    actions('delegation', button('End It Now', DELEGATION.end, delegation.to)),
  ]);
}

/** "from 21 Dec 2026 until the end of 2 Jan 2027 (Europe/Berlin)". */
function daysOf({ firstDay, lastDay, timeZone }: Delegation): string {
  const zone = safe(timeZone, 60);
  if (firstDay === lastDay) return `on ${dayWords(firstDay)} (${zone})`;
  return `from ${dayWords(firstDay)} until the end of ${dayWords(lastDay)} (${zone})`;
}

/** What each of the two is told. `mine`: for whoever named the other. */
export function delegationTold(
  delegation: Delegation,
  { mine, command }: { readonly mine: boolean; readonly command: string },
): Message {
  const { person, to, endedAt } = delegation;
  const days = daysOf(delegation);
  const end = `Type \`${safe(command, 40)} delegate\` to end it.`;
  const said = endedAt
    ? mine
      ? `${mention(to)} does not decide in your place any more.`
      : `You do not decide in the place of ${mention(person)} any more.`
    : mine
      ? `${mention(to)} decides on approvals in your place ${days}. ${end}`
      : `You decide on approvals in the place of ${mention(person)} ${days}. What waits shows in my Home tab.`;
  return { text: said, blocks: [section(said)] };
}

/** Ask Somebody Else: who is to decide this one approval. */
export function handForm(id: string, line: string): ModalView {
  return askingModal(
    { title: 'Ask somebody else', submit: 'Ask Them', callback: DELEGATION.askForm, metadata: id },
    [
      boldLine(line),
      section(
        'They get the card and may decide this one request in your place. You can still decide yourself: the first of you two counts.',
      ),
      personInput({
        block: DELEGATION_FIELD.to,
        label: 'Who decides it',
        hint: 'A full member of this organisation who has no part in it.',
      }),
    ],
  );
}
