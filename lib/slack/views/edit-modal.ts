import type { KnownBlock, ModalView } from '@slack/types';
import { type EditOptions, ruleOf } from '../../core/registration-edit.ts';
import type { Workflow } from '../../core/workflow.ts';
import { approverInputs, type TeamChoice } from './edit-approvers.ts';
import {
  EDIT_FIELD,
  gatedInput,
  personInput,
  purposeInput,
  ruleInputs,
  scopesInput,
  versionInput,
} from './edit-inputs.ts';
import { actions, askingModal, boldLine, button, context, section } from './parts.ts';
import { safe } from './text.ts';
import { UPGRADE } from './upgrade.ts';

export const EDIT = {
  open: 'edit_open',
  back: 'edit_back',
  home: 'edit_home',
  pick: 'edit_pick',
  save: 'edit_save',
  goBack: 'edit_go_back',
  moveHome: 'edit_move_home',
  patch: 'edit_patch',
} as const;

/** How many of each are shown, so that all of it stays within 100 blocks. */
export const SHOWN = { rules: 8, connectors: 8, upgrades: 16 } as const;

export interface EditShown {
  readonly workflow: Workflow;
  readonly options: EditOptions;
  /** Whether a revision waits for its review. */
  readonly waiting: boolean;
  /** The teams to choose approvers from, by name. */
  readonly teams?: readonly TeamChoice[];
  /** Why the last try did not work, one sentence each. */
  readonly problems?: readonly string[];
}

/** The form of a workflow: what its manifest says, without JSON. */
export function editModal(shown: EditShown): ModalView {
  const { workflow, options } = shown;
  const repo = workflow.home === 'repo';
  const metadata = `${workflow.id}|${workflow.revision}`;
  const submit = repo ? 'Show Patch' : 'Save';
  return askingModal({ title: 'Edit AI workflow', submit, callback: EDIT.save, metadata }, [
    boldLine(workflow.id),
    ...notes(shown),
    purposeInput(workflow.purpose),
    ...peopleInputs(workflow),
    ...gatedInput(options.actions, options.gated),
    ...options.gated.slice(0, SHOWN.rules).flatMap((action, n) => rule(shown, action, n)),
    ...options.connectors.slice(0, SHOWN.connectors).flatMap(scopesInput),
    ...options.upgrades.slice(0, SHOWN.upgrades).flatMap(versionInput),
    ...leftOut(options),
    more(workflow),
  ]);
}

function rule({ workflow, teams = [] }: EditShown, action: string, n: number): KnownBlock[] {
  const now = ruleOf(workflow.manifest, action);
  return [...ruleInputs(action, now, n), ...approverInputs(action, now.approvers ?? {}, n, teams)];
}

function peopleInputs({ owner, backup, team }: Workflow): KnownBlock[] {
  const of = `Somebody of ${team}.`;
  const ownerField = {
    block: EDIT_FIELD.owner,
    label: 'Owner',
    hint: `${of} Another owner waits for a review.`,
    optional: false,
  };
  const backupField = { block: EDIT_FIELD.backup, label: 'Backup', hint: of, optional: true };
  return [personInput(ownerField, owner), personInput(backupField, backup)];
}

function notes({ workflow, waiting, problems = [] }: EditShown): KnownBlock[] {
  const repo =
    'Its manifest is kept in a repository. Nothing is saved here: you get the exact patch for it.';
  const open = 'A revision of it waits for its review. What you save now may take its place.';
  return [
    ...problems.slice(0, 8).map((one) => section(`:warning: ${safe(one, 500)}`)),
    ...(workflow.home === 'repo' ? [section(repo)] : []),
    ...(waiting ? [section(open)] : []),
  ];
}

/** What does not fit the form keeps its values, and is said. */
function leftOut({ gated, connectors, upgrades }: EditOptions): KnownBlock[] {
  const rules = gated.length > SHOWN.rules;
  const others = connectors.length > SHOWN.connectors || upgrades.length > SHOWN.upgrades;
  const text = 'Not all of it fits this form. What is not shown stays as it is.';
  return rules || others ? [context(text)] : [];
}

function more({ id, home, revision }: Workflow): KnownBlock {
  const earlier = revision > 1 ? [button('Go Back…', EDIT.back, id)] : [];
  const to = home === 'repo' ? 'Move Home to Slack…' : 'Move Home to a Repository…';
  const upgrade = button('Upgrade…', UPGRADE.open, id);
  return actions(`edit|${id}`, upgrade, ...earlier, button(to, EDIT.home, id));
}
