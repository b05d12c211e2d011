import { type Approvers, type ApproversNow, strangersAmong, together } from '../core/approvers.ts';
import { gateRule, type Manifest } from '../core/manifest.ts';
import { type Organisation, type PersonKey, slackUserId, type Team } from '../core/people.ts';
import { isNamedAnew, type Naming } from '../core/registration/gates.ts';
import type { Workflow } from '../core/workflow.ts';
import type { Deps } from './deps.ts';
import { inactiveAmong } from './inactive.ts';
import { loadTeam } from './standing.ts';

/**
 * Who the approvers are right now: user groups are asked of Slack afresh. `owning`: the team that the
 * workflow belongs to, whose on-call group counts. What Slack does not answer in time is `unsure`.
 */
export async function approversNow(
  deps: Deps,
  approvers: Approvers,
  owning: Team,
): Promise<ApproversNow> {
  const { people = [], team, group, on_call } = approvers;
  const parts = await Promise.all([
    { people, gaps: [] },
    ...(team === undefined ? [] : [teamNow(deps, team)]),
    ...(group === undefined ? [] : [groupNow(deps, group)]),
    ...(on_call ? [onCallNow(deps, owning)] : []),
  ]);
  return together(parts);
}

function gap(say: string): ApproversNow {
  return { people: [], gaps: [say] };
}

async function teamNow(deps: Deps, id: string): Promise<ApproversNow> {
  const team = await loadTeam(deps, id);
  if (!team) return gap(`There is no team "${id}".`);
  return team.members.length > 0
    ? { people: team.members, gaps: [] }
    : gap(`${team.id} has no members.`);
}

/** A group that is gone is one without members; what Slack may not or cannot say is no answer. */
async function groupNow(deps: Deps, group: string): Promise<ApproversNow> {
  const answer = await deps.directory.members(group);
  if (answer.kind === 'members') {
    const { people } = answer;
    return people.length > 0
      ? { people, gaps: [] }
      : gap(`Nobody is in the user group ${group}. Choose another, or put people into it.`);
  }
  const { why } = answer;
  if (why === 'no-such-group') return gap(`${group}: ${answer.say}`);
  return { people: [], gaps: [], unsure: { ...answer, why } };
}

async function onCallNow(deps: Deps, { id, onCall }: Team): Promise<ApproversNow> {
  if (onCall) return groupNow(deps, onCall);
  const { command } = deps.settings;
  return gap(
    `${id} has no on-call user group. Choose one with ${command} team, or drop "on_call".`,
  );
}

/** The approvers of every gate of a manifest, for its registration. Those named anew are looked up. */
export async function approversOf(
  deps: Deps,
  { manifest, before }: { readonly manifest: Manifest; readonly before: Workflow | undefined },
  { organisation, team }: { readonly organisation: Organisation; readonly team: Team },
): Promise<Naming> {
  const found = await Promise.all(
    Object.keys(manifest.gates ?? {}).map(async (action) => {
      const { approvers } = gateRule(manifest, action);
      if (!approvers) return [];
      const anew = isNamedAnew(action, { manifest, before });
      const parts = await Promise.all([
        approversNow(deps, approvers, team),
        anew ? nobodyAmong(deps, approvers, organisation.home) : { people: [], gaps: [] },
      ]);
      return [[action, together(parts)] as const];
    }),
  );
  return { byAction: new Map(found.flat()) };
}

/** Named people who could never decide. Somebody who leaves later holds up no revision. */
async function nobodyAmong(deps: Deps, approvers: Approvers, home: string): Promise<ApproversNow> {
  const { people = [] } = approvers;
  const strangers = strangersAmong(approvers, home);
  const ours = people.filter((one) => !strangers.includes(one));
  const inactive = await inactiveAmong(deps, ours);
  const named = (some: Iterable<PersonKey>) => [...some].map(slackUserId);
  return {
    people: [],
    gaps: [
      ...strangers.map((one) => `${one} belongs to another organisation, so they may not decide.`),
      ...named(inactive).map(
        (one) => `${one} is no active person in Slack, so they may not decide.`,
      ),
    ],
  };
}
