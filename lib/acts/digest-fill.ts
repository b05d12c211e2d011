import type { Campaign } from '../core/campaign.ts';
import { directOf } from '../core/campaign-targets.ts';
import { type Digest, withCandidates } from '../core/digest.ts';
import { holderFor, type Tellable } from '../core/notice.ts';
import { isQuiet, type NudgeAnswer, waitsSince } from '../core/nudge-answer.ts';
import { cadenceOf, nextNudge, type Rung, rungsAt } from '../core/nudge-cadence.ts';
import type { Organisation, PersonKey } from '../core/people.ts';
import type { Workflow } from '../core/workflow.ts';
import { listTeams, teamNames } from '../store/teams.ts';
import { attempt, done, type Step } from './attempt.ts';
import { loadCampaign } from './campaign-store.ts';
import { campaignTargets } from './campaign-targets.ts';
import type { Deps } from './deps.ts';
import {
  answersTo,
  cadenceFor,
  digestStep,
  digestsOf,
  loadDigest,
  nudgeSubject,
} from './digest-store.ts';
import { goneAmong, tellables } from './notice-carry.ts';
import { loadOrganisation } from './standing.ts';

const ACTOR = { kind: 'system', id: 'nudges' } as const;

/**
 * Puts what of a campaign is left "from real pins" before whoever is to be told of it by now: the owner,
 * and after days without an answer those above. Each reader in a transaction of their own that says the
 * same again, so it may be broken off anywhere. Nobody is written to here: their digest is made due.
 */
export async function fillDigests(deps: Deps, id: string): Promise<void> {
  const campaign = (await loadCampaign(deps, id))?.state;
  if (campaign?.state !== 'open') return;
  const organisation = await loadOrganisation(deps);
  const wanted = await readersOf(deps, campaign, organisation);
  const known = await digestsOf(deps, [...wanted.keys()]);
  for (const [holder, workflows] of wanted) {
    const before = known.get(holder);
    if (before?.look && withCandidates(before, id, workflows) === before) continue;
    await fillOne(deps, { campaign, organisation, holder, workflows });
  }
}

/** The workflows of a campaign by who is told of them. */
async function readersOf(
  deps: Deps,
  campaign: Campaign,
  organisation: Organisation,
): Promise<ReadonlyMap<PersonKey, readonly string[]>> {
  const { targets, workflows } = await campaignTargets(deps, campaign);
  const mine = directOf(targets).flatMap((one) => workflows.get(one.workflow) ?? []);
  const lines = mine.map((one) => ({ campaign: campaign.id, workflow: one.id }));
  const [all, answers, channels] = await Promise.all([
    tellables(deps, mine),
    answersTo(deps, lines),
    channelsOf(deps, mine),
  ]);
  const gone = await goneAmong(deps, all);
  const readers = new Map<PersonKey, string[]>();
  for (const one of all) {
    const { id } = one.workflow;
    const line = {
      organisation,
      one,
      gone,
      answer: answers.get(nudgeSubject({ campaign: campaign.id, workflow: id })),
      channel: channels.get(id),
      asked: askedSince(campaign, workflows.get(id)),
    };
    for (const holder of readersOfLine(line, deps.now())) {
      readers.set(holder, [...(readers.get(holder) ?? []), id]);
    }
  }
  return readers;
}

/** Since when it is asked of somebody: since its release, or since the workflow is there. */
export function askedSince(
  { released, at }: Pick<Campaign, 'released' | 'at'>,
  workflow: Pick<Workflow, 'registeredAt'> | undefined,
): string {
  const asked = released?.at ?? at;
  return workflow && workflow.registeredAt > asked ? workflow.registeredAt : asked;
}

interface Line {
  readonly organisation: Organisation;
  readonly one: Tellable;
  readonly answer: NudgeAnswer | undefined;
  readonly gone: ReadonlySet<PersonKey>;
  /** The team's. */
  readonly channel: string | undefined;
  readonly asked: string;
}

/** "Fallback chain backup → lead → platform, told": the first who is there and did not pass it on, then those above by days. */
export function readersOfLine(line: Line, now: string): readonly PersonKey[] {
  const { organisation, one, answer, gone, channel, asked } = line;
  const out = new Set([...gone, ...(answer?.notMine ?? [])]);
  const { home, platformChannel } = organisation;
  const place = (id: string | undefined) => (id ? [`${home}/${id}`] : []);
  const first = holderFor(one, out);
  if (first === undefined) return place(platformChannel);
  if (isQuiet(answer, now)) return [first];
  const above: Readonly<Record<Rung, readonly PersonKey[]>> = {
    backup: one.workflow.backup ? [one.workflow.backup] : [],
    lead: one.leads.slice(0, 1),
    channel: place(channel),
    platform: place(platformChannel),
  };
  const told = rungsAt(waitsSince(answer, asked), now, cadenceOf(organisation)).flatMap(
    (rung) => above[rung],
  );
  return [...new Set([first, ...told.filter((each) => !out.has(each))])];
}

/** The channels of their teams, by workflow. */
export async function channelsOf(
  deps: Deps,
  workflows: readonly Workflow[],
): Promise<ReadonlyMap<string, string>> {
  const [teams, names] = await Promise.all([listTeams(deps.store), teamNames(deps.store)]);
  const byTeam = new Map(teams.map((team) => [team.id, team.channel]));
  return new Map(workflows.map((one) => [one.id, byTeam.get(names.now(one.team)) ?? '']));
}

interface Filling {
  readonly campaign: Campaign;
  readonly organisation: Organisation;
  readonly holder: PersonKey;
  readonly workflows: readonly string[];
}

async function fillOne(deps: Deps, filling: Filling): Promise<void> {
  const { campaign, organisation, holder, workflows } = filling;
  const cadence = await cadenceFor(deps, organisation, holder);
  await attempt(deps, async (): Promise<Step<void>> => {
    const head = await loadDigest(deps, holder);
    const before: Digest = head?.state ?? { holder, lines: [] };
    const filled = withCandidates(before, campaign.id, workflows);
    if (head && filled === before && before.look) return done(undefined);
    const next = nextNudge(deps.now(), campaign.stops, cadence);
    const look = before.look !== undefined && before.look < next ? before.look : next;
    const digest = { ...filled, look };
    const data = { campaign: campaign.id, workflows: workflows.length };
    const happened = { kind: 'digest.filled', actor: ACTOR, data };
    return {
      kind: 'write',
      value: undefined,
      write: { changes: [digestStep(deps, digest, head, happened)] },
    };
  });
}
