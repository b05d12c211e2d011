import type { Deps } from '../../lib/acts/deps.ts';
import { type Published, type PublishedRelease, publishRelease } from '../../lib/acts/publish.ts';
import { emptySurface } from '../../lib/core/marketplace/draft.ts';
import type { ReleaseDraft } from '../../lib/core/release-draft.ts';
import { OWNER } from '../kit/people.ts';

/** A perfect first release of team-support; tests spoil one field. */
export const RELEASE: ReleaseDraft = {
  kind: 'plugin',
  name: 'mail-sorter',
  owner: 'team-support',
  version: '1.0.0',
  title: 'Mail sorter',
  description: 'Sorts the mails of customers by what they are about.',
  keywords: ['mail'],
  surface: { ...emptySurface(), actions: ['label_mail'] },
  uses: [{ kind: 'connector', name: 'crm-readonly', range: '1.4.x' }],
};

/** Publishes it as the owner, changed, and fails when it is not accepted. */
export async function released(
  deps: Deps,
  change: Partial<ReleaseDraft> = {},
  by: Parameters<typeof publishRelease>[1] = OWNER,
): Promise<PublishedRelease> {
  const outcome = await publishRelease(deps, by, { ...RELEASE, ...change });
  if (outcome.kind === 'published' || outcome.kind === 'unchanged') return outcome;
  throw new Error(JSON.stringify(outcome));
}

/** What came of it, short: `published 1.0.0`, or why not. */
export function shortly(outcome: Published): string {
  switch (outcome.kind) {
    case 'refused':
      return outcome.why;
    case 'problems':
      return outcome.problems.map((one) => one.field).join(', ');
    case 'published':
    case 'unchanged':
      return `${outcome.kind} ${outcome.release.version}`;
  }
}
