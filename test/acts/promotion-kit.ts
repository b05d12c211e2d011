import type { Deps } from '../../lib/acts/deps.ts';
import { publishDraft } from '../../lib/acts/import.ts';
import { proposePromotion } from '../../lib/acts/promotion.ts';
import { reviewPromotion } from '../../lib/acts/promotion-review.ts';
import { loadPromotion } from '../../lib/acts/promotion-store.ts';
import { loadComponent } from '../../lib/acts/publish-ground.ts';
import type { Component } from '../../lib/core/component.ts';
import type { ComponentDraft } from '../../lib/core/marketplace.ts';
import type { PersonKey } from '../../lib/core/people.ts';
import type { Wanted } from '../../lib/core/promotion/proposal.ts';
import type { Promotion } from '../../lib/core/promotion.ts';
import { draft } from '../kit/catalog.ts';
import { ADMIN, COLLEAGUE, OWNER } from '../kit/people.ts';

export const BRIEF = 'plugin/call-brief';

/** A perfect proposal; tests spoil one field. */
export const WANTED: Wanted = {
  version: '1.0.0',
  license: 'MIT',
  evidence: '',
  useful: 'Every team has calls.',
  builders: [OWNER, COLLEAGUE],
};

export const as = {
  owner: { by: OWNER, name: 'owner', at: '2026-11-23T09:00:00.000Z' },
  colleague: { by: COLLEAGUE, name: 'colleague', at: '2026-11-23T09:00:00.000Z' },
  admin: { by: ADMIN, name: 'admin', at: '2026-11-23T09:00:00.000Z' },
} as const;

/** Publishes a version of a component that team-support has for itself. */
export async function ownRelease(
  deps: Deps,
  said: Partial<ComponentDraft> = {},
  publisher: PersonKey = COLLEAGUE,
): Promise<void> {
  const decision = await publishDraft(
    deps,
    draft({ kind: 'plugin', name: 'call-brief', version: '1.0.0', ...said }),
    {
      actor: { kind: 'person', id: publisher },
      placed: new Map(),
      context: { team: 'team-support', visibility: 'team', sha: deps.sha },
    },
  );
  if (decision.kind === 'refused') throw new Error(decision.say);
}

/** A promotion of `plugin/call-brief` by the owner. */
export async function promoted(deps: Deps, wanted: Partial<Wanted> = {}): Promise<Promotion> {
  const outcome = await proposePromotion(deps, OWNER, BRIEF, { ...WANTED, ...wanted });
  if (outcome.kind !== 'promotion') throw new Error(JSON.stringify(outcome));
  return outcome.promotion;
}

export function publishIt(deps: Deps, { id, round }: Promotion) {
  return reviewPromotion(deps, id, { who: as.admin, round, answer: 'publish', reason: '' });
}

export function askForChanges(deps: Deps, { id, round }: Promotion, reason = 'Narrow it.') {
  return reviewPromotion(deps, id, { who: as.admin, round, answer: 'ask-changes', reason });
}

export function rejectIt(deps: Deps, { id, round }: Promotion, reason = 'We have one.') {
  return reviewPromotion(deps, id, { who: as.admin, round, answer: 'reject', reason });
}

/** The promotion as it is now. */
export async function promotionNow(deps: Deps, { id }: Pick<Promotion, 'id'>): Promise<Promotion> {
  const head = await loadPromotion(deps, id);
  if (!head) throw new Error('no promotion');
  return head.state;
}

/** The component as it is now. */
export async function componentNow(deps: Deps, id = BRIEF): Promise<Component> {
  const head = await loadComponent(deps, id);
  if (!head) throw new Error('no component');
  return head.state;
}
