import type { KnownBlock, ModalView } from '@slack/types';
import type { Mode } from '../../core/baseline.ts';
import type { RuleName } from '../../core/baseline-rules.ts';
import { RULE_TITLES } from '../../core/baseline-words.ts';
import type { WorkflowRequest } from '../../core/request.ts';
import type { Overlap } from '../../core/rotation.ts';
import type { Workflow } from '../../core/workflow.ts';
import { LIMITS } from '../limits.ts';
import { ACTION, CALLBACK } from './ids.ts';
import {
  actions,
  askingModal,
  boldLine,
  button,
  code,
  context,
  plain,
  section,
  tellingModal,
  upTo,
} from './parts.ts';
import { answerLine } from './request-card.ts';
import { safe, when } from './text.ts';

/** Step 3 after Reuse: what was registered, what it is locked to, what it may not do alone. */
export function registeredModal(workflow: Workflow, warnings: readonly string[]): ModalView {
  const gated = workflow.manifest.review_required_actions ?? [];
  return tellingModal('Your AI workflow', [
    boldLine(workflow.id),
    section(standing(workflow)),
    context('*Locked versions*'),
    ...upTo(workflow.locks, 10, (lock) => [
      context(`${safe(lock.component, 120)} · ${safe(lock.version, 60)}`),
    ]),
    ...(gated.length > 0
      ? [context(`*Needs an approval each time:* ${safe(gated.join(', '), 1000)}`)]
      : [context('It has no actions that need an approval.')]),
    ...upTo(warnings, 5, (warning) => [section(`:warning: ${safe(warning, 500)}`)]),
    section('*Who will run it?*'),
    whoRuns(workflow.id),
  ]);
}

function standing(workflow: Workflow): string {
  if (workflow.status === 'active') return 'Registered and active.';
  const scopes = workflow.missingScopes.join(', ');
  if (scopes) return `Registered; waits for access to ${safe(scopes, 500)}.`;
  return `Registered; it is ${workflow.status}.`;
}

/** "Who will run it? Me / Send to Colleague". */
function whoRuns(workflow: string): KnownBlock {
  return actions(
    `who-runs|${workflow}`,
    button('Me', ACTION.keyCode, workflow),
    button('Send to Colleague', ACTION.keySend, workflow),
  );
}

/** "Findings appear at intake": what the build will meet, the strict ones first. */
function ruleNames(rules: readonly { readonly rule: RuleName; readonly mode: Mode }[]): string {
  const named = (mode: Mode) =>
    rules.filter((one) => one.mode === mode).map((one) => RULE_TITLES[one.rule]);
  const observed = named('observe').map((title) => `${title} (observed)`);
  return [...named('enforce'), ...observed].join(', ');
}

/** "New builds queue at the platform with a place and a due date." `place` 0 = it has left the queue. */
export function queuedModal(
  request: WorkflowRequest,
  place: number,
  rules: readonly { readonly rule: RuleName; readonly mode: Mode }[] = [],
): ModalView {
  const where =
    place > 0
      ? `Place *${place}* in the queue · answer due ${when(request.dueAt)}`
      : answerLine(request);
  return tellingModal('Your request', [
    boldLine(request.workflow),
    section(place > 0 ? 'The platform team has your request.' : 'This request was sent before.'),
    section(where),
    context('The answer comes to you here in Slack, as a message from this app.'),
    ...(rules.length > 0 ? [context(`Rules that will apply: ${ruleNames(rules)}.`)] : []),
  ]);
}

/** The one-time code. "No key passes through Slack." `overlap`: what becomes of the older keys. */
export function codeModal(
  typed: string,
  minutes: number,
  what: 'key' | 'ci',
  overlap?: Overlap,
): ModalView {
  const words = CODE_WORDS[what];
  return tellingModal('Key code', [
    section(words.type),
    code(`npx yardmaster ${words.verb} ${typed}`),
    context(`The code is valid for ${minutes} minutes and works once. ${words.after}`),
    ...(overlap ? [context(OLDER[overlap])] : []),
    context('It works for you alone: log in first with `npx yardmaster login`.'),
  ]);
}

const CODE_WORDS = {
  key: {
    type: 'Type this where the workflow will run:',
    verb: 'key claim',
    after: 'It prints the workflow key once. The key itself never appears in Slack.',
  },
  ci: {
    type: 'Type this in your terminal, then keep the key among the secrets of your CI:',
    verb: 'ci claim',
    after: 'It prints the CI key once. The key itself never appears in Slack.',
  },
} as const;

const OLDER: Readonly<Record<Overlap, string>> = {
  'at-once': 'The older keys stop at that moment.',
  '1-hour': 'The older keys stop one hour after that.',
  '24-hours': 'The older keys stop 24 hours after that.',
  '7-days': 'The older keys stop seven days after that.',
};

export const COLLEAGUE = { person: 'person', value: 'value' } as const;

/** "Send to Colleague": a member of the team takes the code. */
export function colleagueModal(workflow: string, team: string): ModalView {
  return askingModal(
    {
      title: 'Send to colleague',
      submit: 'Send',
      callback: CALLBACK.colleague,
      metadata: workflow,
    },
    [
      section(`Who will run *${safe(workflow, 80)}*?`),
      {
        type: 'input',
        block_id: COLLEAGUE.person,
        label: plain('Colleague', LIMITS.inputLabel),
        hint: plain(`Somebody of ${team}. They get a message with a button.`, LIMITS.inputHint),
        element: { type: 'users_select', action_id: COLLEAGUE.value },
      },
    ],
  );
}

export function sentModal(workflow: string, to: string): ModalView {
  return tellingModal('Send to colleague', [
    section(
      `Sent. <@${to}> can take a key code for *${safe(workflow, 80)}* for the next 12 hours.`,
    ),
  ]);
}
