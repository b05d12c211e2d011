import type { Release } from '../../../lib/core/component.ts';
import type { Manifest } from '../../../lib/core/manifest.ts';
import type { ReviewReason } from '../../../lib/core/registration/reviews.ts';
import { type Registration, register } from '../../../lib/core/registration.ts';
import type { Workflow } from '../../../lib/core/workflow.ts';
import { CATALOG, MANIFEST, NOW, OWNER, TEAM } from '../perfect.ts';

export const FIRST: Registration = {
  manifest: MANIFEST,
  editor: { kind: 'person', person: OWNER },
  home: 'repo',
  now: NOW,
  before: undefined,
  catalog: CATALOG,
  preGranted: ['crm.read'],
  team: TEAM,
  teamBefore: TEAM.id,
};

export function accepted(change: Partial<Registration>): Workflow {
  const outcome = register({ ...FIRST, ...change });
  if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
  return outcome.workflow;
}

/** What has to be looked at before it is in force. */
export function reasons(change: Partial<Registration>): readonly ReviewReason[] {
  const outcome = register({ ...FIRST, ...change });
  if (outcome.kind !== 'proposed') throw new Error(JSON.stringify(outcome));
  return outcome.reasons;
}

export const by = (person: string): Registration['editor'] => ({ kind: 'person', person });

export function said(change: Partial<Registration>): readonly string[] {
  const outcome = register({ ...FIRST, ...change });
  return outcome.kind === 'accepted' ? outcome.warnings : [];
}

export const with_ = (change: Partial<Manifest>): Manifest => ({ ...MANIFEST, ...change });
export const uses = (...lines: Manifest['uses']): Manifest => with_({ uses: lines });
export const published = (id: string, ...releases: Release[]) =>
  new Map([...CATALOG, [id, releases]]);

export const line = (version: string): Manifest['uses'][number] => ({
  plugin: 'reply-drafter',
  version,
});
