import { answerRequest } from '../../lib/acts/access-answer.ts';
import { type AccessAsk, askAccess } from '../../lib/acts/access-ask.ts';
import { loadAccess } from '../../lib/acts/access-store.ts';
import type { Deps } from '../../lib/acts/deps.ts';
import type { AccessRequest } from '../../lib/core/access.ts';
import type { Manifest } from '../../lib/core/manifest.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import { draft, publish } from '../kit/catalog.ts';
import { OWNER } from '../kit/people.ts';
import { who } from './proposing.ts';
import { MANIFEST, registered } from './stage.ts';

export const WRITE = { connector: 'billing', scope: 'billing.write' };
export const READ = { connector: 'billing', scope: 'billing.read' };
/** The baseline of the sample organisation gives it to everybody. */
export const FREE = { connector: 'billing', scope: 'calendar.read' };

/** A connector with scopes that nobody is given, and one that everybody has. */
const BILLING = draft({
  kind: 'connector',
  name: 'billing',
  version: '1.0.0',
  surface: {
    ...{ scopes: [WRITE.scope, READ.scope, FREE.scope], systems: ['billing'] },
    ...{ tools: [], actions: ['refund'], hooks: [], endpoints: [] },
  },
});

/** `reply-bot` with the connector, of which it needs only what is named. */
export const using = (...scopes: string[]): Manifest => ({
  ...MANIFEST,
  uses: [...MANIFEST.uses, { connector: 'billing', version: '1.0.x' }],
  scopes: { billing: scopes },
});

/** `reply-bot`, active, with a connector of which it uses nothing yet. */
export async function billed(deps: Deps): Promise<Workflow> {
  await publish(deps, [BILLING]);
  return registered(deps, using());
}

export const ASK: AccessAsk = {
  workflow: 'reply-bot',
  wants: [WRITE],
  reason: 'Customers are owed money.',
};

/** A request of the owner that waits for the platform. */
export async function askedFor(
  deps: Deps,
  change: Partial<AccessAsk> = {},
  by = OWNER,
): Promise<AccessRequest> {
  const outcome = await askAccess(deps, by, { ...ASK, ...change });
  if (outcome.kind !== 'asked' || !outcome.request) throw new Error(JSON.stringify(outcome));
  return outcome.request;
}

/** What the owner asked for, given by the platform. */
export async function given(deps: Deps, change: Partial<AccessAsk> = {}): Promise<AccessRequest> {
  const { id } = await askedFor(deps, change);
  const outcome = await answerRequest(deps, who.admin, id, { reason: '' });
  if (outcome.kind !== 'answered') throw new Error(outcome.say);
  return outcome.request;
}

export async function requestNow(deps: Deps, id: string): Promise<AccessRequest> {
  const head = await loadAccess(deps, id);
  if (!head) throw new Error(`${id} is not there`);
  return head.state;
}
