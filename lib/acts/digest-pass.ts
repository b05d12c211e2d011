import { type Digest, withCandidates } from '../core/digest.ts';
import type { NudgeAnswer } from '../core/nudge-answer.ts';
import { nextNudge } from '../core/nudge-cadence.ts';
import type { PersonKey } from '../core/people.ts';
import type { Change } from '../store/commit.ts';
import type { Deps } from './deps.ts';
import type { AnswerGround } from './digest-answer.ts';
import { askedSince, readersOfLine } from './digest-fill.ts';
import { cadenceFor, digestStep, loadDigest } from './digest-store.ts';
import { goneAmong, tellables } from './notice-carry.ts';

/** Who is told of it now, and what makes their digest due. */
export interface PassedOn {
  readonly holder: PersonKey;
  readonly changes: readonly Change[];
}

/**
 * "Not Mine (fallback chain backup → lead → platform, told)": the next one finds it in their next digest.
 * Undefined where nobody is left and there is no platform channel: it stays on the campaign's card.
 */
export async function passedOn(
  deps: Deps,
  { campaign, workflow, organisation }: AnswerGround,
  answer: NudgeAnswer,
): Promise<PassedOn | undefined> {
  const all = await tellables(deps, [workflow]);
  const [one] = all;
  if (!one) return undefined;
  const gone = await goneAmong(deps, all);
  const asked = askedSince(campaign, workflow);
  const line = { organisation, one, answer, gone, channel: undefined, asked };
  const [holder] = readersOfLine(line, deps.now());
  if (holder === undefined) return undefined;
  const [head, cadence] = await Promise.all([
    loadDigest(deps, holder),
    cadenceFor(deps, organisation, holder),
  ]);
  const before: Digest = head?.state ?? { holder, lines: [] };
  const others = before.lines.filter((each) => each.campaign === campaign.id);
  const names = [...new Set([...others.map((each) => each.workflow), workflow.id])];
  const next = nextNudge(deps.now(), campaign.stops, cadence);
  const look = before.look !== undefined && before.look < next ? before.look : next;
  const digest = { ...withCandidates(before, campaign.id, names), look };
  const actor = { kind: 'person' as const, id: answer.by };
  const data = { campaign: campaign.id, workflow: workflow.id };
  const change = digestStep(deps, digest, head, { kind: 'digest.passed-on', actor, data });
  return { holder, changes: [change] };
}
