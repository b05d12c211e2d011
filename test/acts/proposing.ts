import { expect } from 'vitest';
import type { Deps } from '../../lib/acts/deps.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import { loadWorkflow } from '../../lib/acts/standing.ts';
import type { Manifest } from '../../lib/core/manifest.ts';
import type { Proposed } from '../../lib/core/proposed.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import { ADMIN, COLLEAGUE, OWNER } from '../kit/people.ts';
import { MANIFEST } from './stage.ts';

export const who = {
  owner: { by: OWNER, name: 'owner' },
  colleague: { by: COLLEAGUE, name: 'colleague' },
  admin: { by: ADMIN, name: 'admin' },
} as const;

/** What is in force: a gate of the baseline's, and one of the team's own. */
export const GATED: Manifest = {
  ...MANIFEST,
  review_required_actions: ['send_external_email', 'tag_ticket'],
};
/** A change of each kind to it. */
export const UNGATED: Manifest = MANIFEST;
export const WIDER: Manifest = { ...GATED, systems: ['billing'] };
export const BOTH: Manifest = { ...UNGATED, systems: ['billing'] };

/** Registers a manifest that has to wait, and gives the proposal. */
export async function proposed(
  deps: Deps,
  manifest: Manifest = UNGATED,
  by = COLLEAGUE,
  home: Workflow['home'] = 'repo',
): Promise<Proposed> {
  const outcome = await registerManifest(deps, by, manifest, home);
  if (outcome.kind !== 'proposed') throw new Error(JSON.stringify(outcome));
  return outcome.proposed;
}

export async function now(deps: Deps, id = 'reply-bot'): Promise<Workflow> {
  const head = await loadWorkflow(deps, id);
  if (!head) throw new Error(`${id} is not there`);
  return head.state;
}

/** `reply-bot`, for which nothing waits any more. */
export async function settled(deps: Deps): Promise<Workflow> {
  const workflow = await now(deps);
  expect(workflow).not.toHaveProperty('proposed');
  return workflow;
}
