import type { Deps } from '../../lib/acts/deps.ts';
import { publishDraft } from '../../lib/acts/import.ts';
import { type ComponentDraft, componentDraftSchema } from '../../lib/core/marketplace.ts';

/** A draft with everything optional left empty. */
export function draft(
  said: Pick<ComponentDraft, 'kind' | 'name'> & Partial<ComponentDraft>,
): ComponentDraft {
  return componentDraftSchema.parse({
    title: said.name,
    description: `The ${said.name} ${said.kind}.`,
    keywords: [],
    surface: {},
    uses: [],
    origin: { marketplace: 'tests' },
    ...said,
  });
}

const surface = componentDraftSchema.shape.surface;

/** What the manifest of the plan pins: a connector and a skill, and the plugin that uses them. */
export const REPLY_CATALOG: readonly ComponentDraft[] = [
  draft({
    kind: 'connector',
    name: 'crm-readonly',
    version: '1.4.0',
    surface: surface.parse({ scopes: ['crm.tickets.read'], systems: ['crm'] }),
  }),
  draft({ kind: 'skill', name: 'tone-brand-voice', version: '2.0.1' }),
  draft({
    kind: 'plugin',
    name: 'reply-drafter',
    version: '3.2.4',
    description: 'Drafts replies to customer support tickets.',
    surface: surface.parse({ actions: ['send_external_email'] }),
    uses: [
      { kind: 'connector', name: 'crm-readonly', range: '1.4.x' },
      { kind: 'skill', name: 'tone-brand-voice', range: '2.0.x' },
    ],
  }),
];

/** Publishes drafts in their order, as the platform does. */
export async function publish(deps: Deps, drafts: readonly ComponentDraft[]): Promise<void> {
  const placed = new Map<string, { id: string; version: string }>();
  const context = { team: 'platform', visibility: 'shared' as const, sha: deps.sha };
  for (const one of drafts) {
    const actor = { kind: 'system' as const, id: 'tests' };
    const decision = await publishDraft(deps, one, { actor, placed, context });
    if (decision.kind === 'refused') throw new Error(decision.say);
    placed.set(`${one.kind}/${one.name}`, { id: decision.id, version: decision.version });
  }
}
