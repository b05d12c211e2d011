import type { Release } from '../../../lib/core/component.ts';
import type { Manifest } from '../../../lib/core/manifest.ts';
import { type Registration, register } from '../../../lib/core/registration.ts';
import type { Workflow } from '../../../lib/core/workflow.ts';
import { CATALOG, MANIFEST, NOW, OWNER, TEAM } from '../perfect.ts';

export const FIRST: Registration = {
  manifest: MANIFEST,
  by: OWNER,
  home: 'repo',
  now: NOW,
  before: undefined,
  catalog: CATALOG,
  preGranted: ['crm.read'],
  members: TEAM.members,
};

export function accepted(change: Partial<Registration>): Workflow {
  const outcome = register({ ...FIRST, ...change });
  if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
  return outcome.workflow;
}

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
