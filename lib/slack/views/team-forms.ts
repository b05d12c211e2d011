import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import type { Team } from '../../core/people.ts';
import { slackUserId } from '../../core/people.ts';
import { LIMITS } from '../limits.ts';
import { personInput } from './edit-inputs.ts';
import { askingModal, context, plain, section } from './parts.ts';
import { textInput } from './settings-inputs.ts';
import { TEAM, TEAM_FIELD } from './team-ids.ts';
import { safe, shown } from './text.ts';

/** Something to choose: a user group, a team. */
export interface Choice {
  readonly id: string;
  readonly name: string;
}

export interface TeamForm {
  /** Absent for a new team. */
  readonly team?: Team | undefined;
  readonly metadata: string;
  /** Undefined where there are none: no paid plan, or no right to read them. */
  readonly groups: readonly Choice[] | undefined;
}

/** New Team, or Edit. A team's id is not edited: see Change Id. */
export function teamForm({ team, metadata, groups }: TeamForm): ModalView {
  const title = team ? 'Edit team' : 'New team';
  return askingModal(
    { title, submit: team ? 'Save' : 'Create', callback: TEAM.saveForm, metadata },
    [
      ...(team ? [context(`\`${safe(team.id, 60)}\``)] : [idInput()]),
      textInput({ block: TEAM_FIELD.name, label: 'Name', initial: team?.name ?? '' }),
      personInput(LEAD, team?.lead),
      personInput(BACKUP, team?.backup),
      channelInput(team?.channel),
      ...memberInputs(team, groups),
      ...groupInput(ON_CALL, groups, team?.onCall),
      ...(patternsFit(team) ? [patternsInput(team)] : [context(TOO_LONG)]),
    ],
  );
}

const LEAD = {
  block: TEAM_FIELD.lead,
  label: 'Lead',
  hint: 'One person who answers for the team.',
  optional: false,
};
const BACKUP = {
  block: TEAM_FIELD.backup,
  label: 'Backup',
  hint: 'Stands in for the lead.',
  optional: true,
};
const GROUP = {
  block: TEAM_FIELD.group,
  label: 'Members from a user group',
  hint: 'Taken anew once a day. Lead and backup have to be in it.',
};
const ON_CALL = {
  block: TEAM_FIELD.onCall,
  label: 'User group of whoever is on call',
  hint: 'May stay empty.',
};

function idInput(): InputBlock {
  return textInput({
    block: TEAM_FIELD.id,
    label: 'Id',
    hint: 'What manifests say under "owner": lower-case letters, digits and hyphens, like team-support.',
  });
}

function channelInput(channel: string | undefined): InputBlock {
  return {
    type: 'input',
    block_id: TEAM_FIELD.channel,
    label: plain('Channel', LIMITS.inputLabel),
    hint: plain('Its approval cards go there. Invite the app to it.', LIMITS.inputHint),
    element: {
      type: 'conversations_select',
      action_id: 'value',
      filter: { include: ['public', 'private'] },
      ...(channel ? { initial_conversation: channel } : {}),
    },
  };
}

function memberInputs(team: Team | undefined, groups: readonly Choice[] | undefined): KnownBlock[] {
  const users = team?.group ? [] : (team?.members ?? []).map(slackUserId);
  const members: InputBlock = {
    type: 'input',
    block_id: TEAM_FIELD.members,
    optional: true,
    label: plain('Members', LIMITS.inputLabel),
    hint: plain('Lead and backup are members by themselves.', LIMITS.inputHint),
    element: {
      type: 'multi_users_select',
      action_id: 'value',
      ...(users.length > 0 ? { initial_users: users } : {}),
    },
  };
  return [members, ...groupInput(GROUP, groups, team?.group)];
}

/** A picker where it holds all groups; beyond that, and for one that is not listed, its id in words. */
function groupInput(
  ask: { readonly block: string; readonly label: string; readonly hint: string },
  groups: readonly Choice[] | undefined,
  chosen: string | undefined,
): InputBlock[] {
  const all = listed(groups, chosen);
  if (!all) return [];
  const words = { ...ask, optional: true };
  if (all.length > LIMITS.selectOptions) {
    return [textInput({ ...words, hint: `${ask.hint} Write its id (S…).`, initial: chosen ?? '' })];
  }
  return all.length > 0 ? [choiceInput(words, all, chosen)] : [];
}

/** Where groups cannot be read any more, the one that is set stays to be seen and taken away. */
function listed(
  groups: readonly Choice[] | undefined,
  chosen: string | undefined,
): readonly Choice[] | undefined {
  const known = groups ?? [];
  if (chosen === undefined || known.some((one) => one.id === chosen)) return groups;
  return [{ id: chosen, name: chosen }, ...known];
}

export function choiceInput(
  ask: {
    readonly block: string;
    readonly label: string;
    readonly hint?: string;
    readonly optional?: boolean;
  },
  choices: readonly Choice[],
  chosen?: string,
): InputBlock {
  const options = choices.map(({ id, name }) => ({
    text: plain(shown(name, LIMITS.optionText), LIMITS.optionText),
    value: id,
  }));
  const initial = options.find((one) => one.value === chosen);
  return {
    type: 'input',
    block_id: ask.block,
    label: plain(ask.label, LIMITS.inputLabel),
    ...(ask.hint ? { hint: plain(ask.hint, LIMITS.inputHint) } : {}),
    ...(ask.optional ? { optional: true } : {}),
    element: {
      type: 'static_select',
      action_id: 'value',
      options,
      ...(initial ? { initial_option: initial } : {}),
    },
  };
}

const TOO_LONG = 'Its CI patterns are too long to be edited here. They stay as they are.';

function patternLines(team: Team | undefined): string {
  return (team?.ci ?? []).map(({ issuer, subject }) => `${issuer} ${subject}`).join('\n');
}

/** Whether the form shows the CI patterns: what it does not show stays as it is. */
export function patternsFit(team: Team | undefined): boolean {
  return patternLines(team).length <= LIMITS.textInput;
}

function patternsInput(team: Team | undefined): InputBlock {
  return textInput({
    block: TEAM_FIELD.ci,
    label: 'CI jobs that speak for the team',
    hint: 'One a line: the issuer’s address, a space, the subject. A * stands for anything.',
    optional: true,
    lines: true,
    initial: patternLines(team),
  });
}

/** Merge: into which team. */
export function mergeForm(team: Team, others: readonly Choice[]): ModalView {
  const ask = { block: TEAM_FIELD.into, label: 'Merge into' };
  const name = `*${safe(team.name, 100)}*`;
  return askingModal(
    { title: 'Merge team', submit: 'Merge', callback: TEAM.mergeForm, metadata: team.id },
    [
      section(
        `All that ${name} has goes to the other team: workflows, catalog entries, requests, approvals, members and CI jobs. Lead and channel are the other team’s. The id \`${safe(team.id, 60)}\` goes on working in manifests. It cannot be undone.`,
      ),
      others.length <= LIMITS.selectOptions
        ? choiceInput(ask, others)
        : textInput({ ...ask, hint: 'Write the id of the team.' }),
    ],
  );
}

/** Change Id: a new team with all that the old one has. */
export function renameForm(team: Team): ModalView {
  return askingModal(
    { title: 'Change id', submit: 'Change', callback: TEAM.renameForm, metadata: team.id },
    [
      section(
        `The id \`${safe(team.id, 60)}\` goes on working in manifests, and no other team can have it. It cannot be undone.`,
      ),
      textInput({
        block: TEAM_FIELD.into,
        label: 'New id',
        hint: 'Lower-case letters, digits and hyphens, like team-support.',
      }),
    ],
  );
}
