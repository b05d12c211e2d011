import { gatedBy, type RuledAction } from '../baseline-rules.ts';
import { enough, whoDecides } from '../gate.ts';
import { gateRule } from '../manifest.ts';
import type { Organisation, Team } from '../people.ts';
import { policyOf, type StageRule } from '../policy.ts';
import { gatedActionsOf } from '../scope-actions.ts';
import type { Workflow } from '../workflow.ts';
import type { Naming } from './gates.ts';
import type { Held } from './held.ts';

interface Around {
  readonly team: Team;
  readonly now: string;
  readonly organisation?: Organisation;
  readonly naming?: Naming | undefined;
  readonly held?: Pick<Held, 'rules' | 'today'> | undefined;
}

/** How the baseline has an action of this team approved today; undefined where it has no say. */
export function ruledIn(
  { held, team }: Pick<Around, 'held' | 'team'>,
  action: string,
): RuledAction | undefined {
  return held && gatedBy(held.rules, action, { team: team.id, today: held.today });
}

/**
 * "Registration warns when only one person could decide", per stage where others than the team have
 * a stage; and where the stages share too few people, so that asking would be refused.
 */
export function deciderWarnings(workflow: Workflow, around: Around): string[] {
  const { organisation, team, now } = around;
  if (!organisation) return [];
  const gated = gatedActionsOf(workflow, (action) => ruledIn(around, action) !== undefined);
  return [...gated].sort().flatMap((action) => {
    const named = around.naming?.byAction.get(action);
    // Who they are is told when Slack answers again, and asking refuses until then.
    if (named?.unsure) return [];
    const policy = policyOf(gateRule(workflow.manifest, action), ruledIn(around, action));
    const asking = { workflow, team, organisation, onBehalfOf: undefined, now, policy };
    const { stages } = whoDecides({ ...asking, named: named?.people });
    const needed = policy.stages.map(({ quorum }, at) => ({
      people: stages[at]?.people ?? [],
      needed: quorum,
    }));
    if (!enough(needed)) return [tooFew(action, policy.stages)];
    if (policy.stages.every((one) => one.who === 'team')) return [];
    return policy.stages.flatMap((stage, at) =>
      needed[at]?.people.length === 1 ? [alone(action, stage, policy.stages.length)] : [],
    );
  });
}

function tooFew(action: string, stages: readonly StageRule[]): string {
  const sum = stages.reduce((total, one) => total + one.quorum, 0);
  const why = stages.length > 1 ? ', as nobody decides in two of its steps' : '';
  return `Too few people are left to approve ${action}: it takes ${sum} different ones${why}. Asking for it is refused until there are more.`;
}

function alone(action: string, { of }: StageRule, stages: number): string {
  const where = stages > 1 ? ` in the step of the ${of}` : '';
  return `Only one person could decide on ${action}${where}.`;
}
