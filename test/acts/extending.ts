import type { Deps } from '../../lib/acts/deps.ts';
import { type Asked, askExtension } from '../../lib/acts/extension.ts';
import { type Saying, sayToExtension } from '../../lib/acts/extension-answer.ts';
import { loadExtension } from '../../lib/acts/extension-store.ts';
import { publishDraft } from '../../lib/acts/import.ts';
import type { Extension } from '../../lib/core/extension.ts';
import type { PersonKey } from '../../lib/core/people.ts';
import { draft, publish } from '../kit/catalog.ts';
import { ADMIN, OWNER } from '../kit/people.ts';

/** Shared, so it is the platform's. */
export const DRAFTER = 'plugin/reply-drafter';
/** Of team-sales. */
export const SCORER = 'plugin/lead-scorer';

/** A perfect question of team-support to the platform. */
export const ASKED: Asked = {
  id: 'req_1',
  by: OWNER,
  need: 'draft replies to tickets in French',
  workflow: 'french-replies',
  team: 'team-support',
  evidence: [{ id: DRAFTER, why: 'it names replies' }],
  component: DRAFTER,
  missing: 'It writes English alone',
};

/** Asks, and gives what was asked. */
export async function askedOwner(deps: Deps, change: Partial<Asked> = {}): Promise<Extension> {
  const outcome = await askExtension(deps, { ...ASKED, ...change });
  if (outcome.kind !== 'asked') throw new Error(JSON.stringify(outcome));
  return outcome.extension;
}

/** An answer of each kind, as the owner's form sends it. */
export const SAY = {
  plan: { state: 'release-planned', reason: '', name: 'admin' },
  release: { state: 'released', version: '3.3.0', reason: '', name: 'admin' },
  offer: { state: 'copy-offered', reason: 'Too special for all', name: 'admin' },
  decline: { state: 'declined', reason: 'Not in this plugin', name: 'admin' },
} as const satisfies Record<string, Saying>;

/** The owner's answer, which has to count. */
export async function said(
  deps: Deps,
  saying: Saying,
  { id = 'ext_1', by = ADMIN }: { id?: string; by?: PersonKey } = {},
): Promise<Extension> {
  const outcome = await sayToExtension(deps, by, id, saying);
  if (outcome.kind !== 'answered') throw new Error(outcome.say);
  return outcome.extension;
}

export async function extensionNow(deps: Deps, id = 'ext_1'): Promise<Extension> {
  const head = await loadExtension(deps, id);
  if (!head) throw new Error(`${id} is not there`);
  return head.state;
}

/** A newer release of the plugin, with this scope more. */
export async function released(deps: Deps, version = '3.3.0'): Promise<void> {
  const surface = { actions: ['send_external_email'], scopes: ['crm.tickets.read'] };
  await publish(deps, [
    draft({ kind: 'plugin', name: 'reply-drafter', version, surface: full(surface) }),
  ]);
}

/** A plugin of team-sales, for that team alone. */
export async function salesPlugin(deps: Deps, version = '1.0.0'): Promise<void> {
  const decision = await publishDraft(
    deps,
    draft({
      kind: 'plugin',
      name: 'lead-scorer',
      version,
      surface: full({ scopes: ['crm.read'] }),
    }),
    {
      actor: { kind: 'system', id: 'tests' },
      placed: new Map(),
      context: { team: 'team-sales', visibility: 'team', sha: deps.sha },
    },
  );
  if (decision.kind === 'refused') throw new Error(decision.say);
}

function full(some: { actions?: string[]; scopes?: string[] }) {
  const none = { systems: [], scopes: [], tools: [], actions: [], hooks: [], endpoints: [] };
  return { ...none, ...some };
}
