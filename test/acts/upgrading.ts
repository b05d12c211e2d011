import type { Deps } from '../../lib/acts/deps.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import { takeUpgrades } from '../../lib/acts/upgrade.ts';
import { componentDraftSchema } from '../../lib/core/marketplace.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import { draft, publish } from '../kit/catalog.ts';
import { OWNER } from '../kit/people.ts';
import { MANIFEST } from './stage.ts';

const { surface } = componentDraftSchema.shape;
export const DRAFTER = 'plugin/reply-drafter';

/** Another version of the plugin that `reply-bot` pins; it may touch what the locked one may. */
export function drafter(
  version: string,
  touches: Partial<Record<'systems' | 'scopes', string[]>> = {},
) {
  return draft({
    kind: 'plugin',
    name: 'reply-drafter',
    version,
    description: 'Drafts replies to customer support tickets.',
    surface: surface.parse({ actions: ['send_external_email'], ...touches }),
  });
}

/** `reply-bot`, locked to 3.2.4, and then 3.2.9 and 4.0.0 of what it pins. */
export async function overtaken(deps: Deps, home: Workflow['home']): Promise<void> {
  const outcome = await registerManifest(deps, OWNER, MANIFEST, home);
  if (outcome.kind !== 'registered') throw new Error(JSON.stringify(outcome));
  await publish(deps, [drafter('3.2.9')]);
  await publish(deps, [drafter('4.0.0')]);
}

/** The owner takes these versions of the plugin. */
export function taking(deps: Deps, ...versions: readonly string[]) {
  const take = versions.map((version) => ({ component: DRAFTER, version }));
  return takeUpgrades(deps, { by: OWNER, id: 'reply-bot', take });
}

/** What the plugin is locked to. */
export function lockOf(workflow: Workflow): string | undefined {
  return workflow.locks.find((lock) => lock.component === DRAFTER)?.version;
}
