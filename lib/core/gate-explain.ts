import type { AskedVia, Exclusion } from './approval.ts';
import { approversWords } from './approvers.ts';
import type { RuledAction } from './baseline-rules.ts';
import { count } from './count.ts';
import { type Asking, enough, whoDecides } from './gate.ts';
import { type GateRule, gateRule } from './manifest.ts';
import { type PersonKey, slackUserId } from './people.ts';
import { type Policy, policyOf, type StageRule } from './policy.ts';
import { exactDuration } from './time.ts';

/** What one action of a workflow is explained with. */
export interface Explaining extends Omit<Asking, 'policy' | 'onBehalfOf'> {
  readonly action: string;
  /** What the baseline says of it; undefined where it has no say. */
  readonly ruled: RuledAction | undefined;
  /** The baseline's version. */
  readonly version: number;
  /** What Slack did not say of the approvers, as a sentence: who they are is then not known. */
  readonly unsure?: string | undefined;
}

/** One stage, as it would be asked now. */
interface ExplainedStage {
  readonly of: StageRule['of'];
  readonly via: AskedVia;
  readonly quorum: number;
  readonly asked: readonly PersonKey[];
  readonly step_up: boolean;
  readonly reason_required: boolean;
  readonly say: string;
}

/** What would be asked of whom before an action runs, and why. Minutes count from the asking. */
export interface ExplainedGate {
  readonly action: string;
  readonly stages: readonly ExplainedStage[];
  readonly excluded: readonly {
    readonly person: PersonKey;
    readonly why: Exclusion;
    readonly say: string;
  }[];
  readonly expires_in_minutes: number;
  readonly remind_after_minutes: number;
  readonly escalate_after_minutes: number;
  /** Whether those who are left could approve it today. */
  readonly enough: boolean;
  /** All of it in whole sentences, in the order in which it happens. */
  readonly say: readonly string[];
}

/** "`yardmaster gate explain FILE` says what would be asked of whom and why." */
export function explainGate(about: Explaining): ExplainedGate {
  const { workflow, action, ruled, unsure } = about;
  const rule = gateRule(workflow.manifest, action);
  const policy = policyOf(rule, ruled);
  const found = whoDecides({ ...about, policy, onBehalfOf: undefined });
  const stages = policy.stages.map((stage, at): ExplainedStage => {
    const { via = 'nobody', people: asked = [] } = found.stages[at] ?? {};
    const { of, quorum, stepUp: step_up, reason: reason_required } = stage;
    const shown = { via, asked, isLast: at === policy.stages.length - 1, at };
    const say = stageSentence(about, stage, { ...shown, policy });
    return { of, via, quorum, asked, step_up, reason_required, say };
  });
  const needed = stages.map(({ asked: people, quorum }) => ({ people, needed: quorum }));
  const isEnough = enough(needed);
  const excluded = found.excluded.map(({ person, why }) => ({
    ...{ person, why },
    say: `${slackUserId(person)} may not decide: ${OUT[why]}.`,
  }));
  const say = [
    gatedSentence(about),
    ...stages.map((one) => one.say),
    ...excluded.map((one) => one.say),
    'Whoever the agent says it acts for may not decide either.',
    ...timeSentences(policy, rule, about),
    ...(unsure === undefined ? [] : [`Who the approvers are is not known now. ${unsure}`]),
    ...(isEnough || unsure !== undefined ? [] : [tooFewSentence(about, policy)]),
  ];
  const { expiresInMinutes, remindAfterMinutes, escalateAfterMinutes } = policy;
  return {
    ...{ action, stages, excluded, enough: isEnough, say },
    expires_in_minutes: expiresInMinutes,
    remind_after_minutes: remindAfterMinutes,
    escalate_after_minutes: escalateAfterMinutes,
  };
}

const OUT: Readonly<Record<Exclusion, string>> = {
  claimed: 'the agent acts for them',
  'key-holder': "they hold the workflow's key",
  'last-editor': 'they edited the workflow last',
  owner: 'they own the workflow, and the rule leaves its owner out',
  'named-out': 'the rule names them',
};

function baselineWords({ version }: Explaining): string {
  return `the baseline (version ${version})`;
}

function gatedSentence(about: Explaining): string {
  const { action, ruled, workflow } = about;
  const listed = workflow.manifest.review_required_actions?.includes(action) ?? false;
  const by = [...(ruled ? [baselineWords(about)] : []), ...(listed ? ['the manifest'] : [])].join(
    ' and ',
  );
  return `${action} needs an approval each time, because ${by} ${ruled && listed ? 'say' : 'says'} so.`;
}

interface Shown {
  readonly via: AskedVia;
  readonly asked: readonly PersonKey[];
  readonly at: number;
  readonly isLast: boolean;
  readonly policy: Policy;
}

function stageSentence(about: Explaining, stage: StageRule, shown: Shown): string {
  const { via, asked, at, policy } = shown;
  const order = policy.stages.length === 1 ? '' : at === 0 ? 'First ' : 'After that ';
  const ids = asked.map(slackUserId).join(', ');
  const who = asked.length === 0 ? 'nobody who is left' : `${VIA[via](about)} (${ids})`;
  const many = `${count(stage.quorum, 'approval')} by ${who}`;
  const is = stage.quorum === 1 ? 'is' : 'are';
  const instead = isInstead(stage.who, via)
    ? ` Nobody of ${ASKED[stage.who](about)} is left, so others are asked.`
    : '';
  const more = [
    ...(stage.stepUp ? ['a fresh login'] : []),
    ...(stage.reason ? ['a reason'] : []),
  ].join(' and ');
  const besides = more === '' ? '' : ` Each approval of it takes ${more}.`;
  return `${order}${many} ${is} needed${whose(about, stage, policy)}.${besides}${instead}`;
}

function isInstead(who: StageRule['who'], via: AskedVia): boolean {
  return via !== who;
}

/** Whose rule it is, as far as that is to be told: the usual way needs no reason. */
function whose(about: Explaining, stage: StageRule, policy: Policy): string {
  if (stage.of === 'manifest') return ', as the manifest says';
  const own = gateRule(about.workflow.manifest, about.action);
  const tightened = policy.stages.length === 1 && Object.keys(own).length > 0;
  return `, as ${baselineWords(about)} ${tightened ? 'and the manifest say' : 'says'}`;
}

const VIA: Readonly<Record<AskedVia, (about: Explaining) => string>> = {
  team: ({ team }) => `members of ${team.id}`,
  approvers: () => 'the approvers whom the manifest names',
  lead: ({ team }) => `the lead of ${team.id} and the lead's backup`,
  backup: () => "the workflow's backup",
  platform: () => 'platform admins',
  nobody: () => 'nobody',
};

const ASKED: Readonly<Record<StageRule['who'], (about: Explaining) => string>> = {
  team: VIA.team,
  lead: VIA.lead,
  platform: VIA.platform,
  approvers: ({ workflow, action }) => {
    const { approvers } = gateRule(workflow.manifest, action);
    return approvers ? approversWords(approvers) : 'the approvers';
  },
};

function timeSentences(policy: Policy, rule: GateRule, about: Explaining): string[] {
  const said = (minutes: number, field: 'expires_in_minutes') => {
    const from = [
      ...(about.ruled?.[field] === minutes ? [baselineWords(about)] : []),
      ...(rule[field] === minutes ? ['the manifest'] : []),
    ];
    return from.length > 0
      ? `as ${from.join(' and ')} ${from.length > 1 ? 'say' : 'says'}`
      : 'the usual time';
  };
  const { expiresInMinutes, remindAfterMinutes, escalateAfterMinutes } = policy;
  const ends = `Without a decision it ends after ${exactDuration(expiresInMinutes)} (${said(expiresInMinutes, 'expires_in_minutes')}).`;
  const told = (minutes: number, what: string) =>
    minutes < expiresInMinutes ? [`After ${exactDuration(minutes)} ${what}.`] : [];
  return [
    ends,
    ...told(remindAfterMinutes, 'those whose turn it is are told once more'),
    ...told(
      escalateAfterMinutes,
      `those who answer for ${about.team.id} are told that nobody has decided`,
    ),
  ];
}

function tooFewSentence({ team }: Explaining, policy: Policy): string {
  const needed = policy.stages.reduce((sum, one) => sum + one.quorum, 0);
  const people = count(needed, 'person', 'different people');
  return `Too few are left for that: it takes ${people}, as nobody decides twice, so asking would be refused. Add members to ${team.id}, name more approvers, or lower the quorum.`;
}
