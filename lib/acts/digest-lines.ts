import type { Campaign } from '../core/campaign.ts';
import { mustOf } from '../core/campaign-targets.ts';
import type { Release } from '../core/component.ts';
import { type DigestLine, type LineKey, takes } from '../core/digest.ts';
import type { NudgeAnswer } from '../core/nudge-answer.ts';
import { openVersions } from '../core/registration/locks.ts';
import { diffReleases, isPermission } from '../core/release-diff.ts';
import { satisfies } from '../core/version.ts';
import { type Workflow, workflowSchema } from '../core/workflow.ts';
import { fromAttributes } from '../store/item.ts';
import { headKey } from '../store/keys.ts';
import { readTogether } from '../store/read.ts';
import { loadCampaign } from './campaign-store.ts';
import type { Deps } from './deps.ts';
import { askedSince } from './digest-fill.ts';
import { answersTo, nudgeSubject } from './digest-store.ts';
import { releasesOf } from './register.ts';

/** One candidate as it is at this moment, "recomputed from real pins". */
export type LineSeen =
  | {
      readonly kind: 'open';
      readonly line: DigestLine;
      readonly campaign: Campaign;
      readonly workflow: Workflow;
      readonly answer: NudgeAnswer | undefined;
    }
  /** The workflow is not locked to what ends any more. */
  | {
      readonly kind: 'moved';
      readonly key: LineKey;
      readonly to: string | undefined;
      readonly since: string;
    }
  /** The campaign was withdrawn or narrowed, or the workflow is retired. */
  | { readonly kind: 'over'; readonly key: LineKey };

interface Ground {
  readonly campaign: Campaign | undefined;
  readonly releases: readonly Release[];
}

/** Candidates as they are now, in their order: two batch reads, and one per campaign among them. */
export async function seeLines(deps: Deps, keys: readonly LineKey[]): Promise<LineSeen[]> {
  const ids = [...new Set(keys.map((one) => one.campaign))];
  const [grounds, workflows, answers] = await Promise.all([
    Promise.all(ids.map((id) => groundOf(deps, id))),
    workflowsOf(deps, keys),
    answersTo(deps, keys),
  ]);
  const byId = new Map(ids.map((id, n) => [id, grounds[n]]));
  return keys.map((key) => {
    const ground = byId.get(key.campaign);
    const workflow = workflows.get(key.workflow);
    if (!ground || !workflow) return { kind: 'over', key };
    return seeLine(key, { ...ground, workflow }, answers.get(nudgeSubject(key)));
  });
}

async function groundOf(deps: Deps, id: string): Promise<Ground> {
  const campaign = (await loadCampaign(deps, id))?.state;
  return { campaign, releases: campaign ? await releasesOf(deps, campaign.component) : [] };
}

const READ_AT_ONCE = 100;

async function workflowsOf(
  deps: Deps,
  lines: readonly LineKey[],
): Promise<ReadonlyMap<string, Workflow>> {
  const keys = [...new Set(lines.map((one) => one.workflow))].map((id) =>
    headKey(`workflow/${id}`),
  );
  const found = new Map<string, Workflow>();
  for (let at = 0; at < keys.length; at += READ_AT_ONCE) {
    const items = await readTogether(deps.store, keys.slice(at, at + READ_AT_ONCE));
    for (const item of items.values()) {
      const { state } = fromAttributes(item, workflowSchema);
      found.set(state.id, state);
    }
  }
  return found;
}

function seeLine(
  key: LineKey,
  { campaign, releases, workflow }: Ground & { readonly workflow: Workflow },
  answer: NudgeAnswer | undefined,
): LineSeen {
  if (campaign?.state !== 'open' || workflow.status === 'retired') return { kind: 'over', key };
  const { component, range } = campaign;
  const lock = workflow.locks.find((one) => one.component === component);
  if (!lock || !satisfies(lock.version, range)) {
    return { kind: 'moved', key, to: lock?.version, since: workflow.updatedAt };
  }
  const { version } = lock;
  const must = mustOf(campaign, { range: lock.range, version, via: [] }, openVersions(releases));
  const line: DigestLine = {
    ...{ ...key, component, version, ends: campaign, must },
    since: askedSince(campaign, workflow),
  };
  const samePermissions = permissionsOf(line, releases);
  return { kind: 'open', line: { ...line, samePermissions }, campaign, workflow, answer };
}

/** Whether what one button takes may do the same as what runs; undefined where no button takes it. */
function permissionsOf(line: DigestLine, releases: readonly Release[]): boolean | undefined {
  const find = (version: string | undefined) => releases.find((one) => one.version === version);
  const [before, after] = [find(line.version), find(takes(line))];
  return before && after && !diffReleases(before, after).some(isPermission);
}
