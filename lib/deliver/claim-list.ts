import type { Deps } from '../acts/deps.ts';
import { claimsOf } from '../acts/discovered.ts';
import { claimMessage } from '../slack/views/claim-list.ts';
import type { Rendered } from './render.ts';

const SUBJECT = /^claims\/(.+)#([0-9a-f]{16})$/;

/** A person's list of one import, "rendered from the registry as it is now". */
export async function renderClaims(deps: Deps, subject: string): Promise<Rendered> {
  const [, holder, group] = SUBJECT.exec(subject) ?? [];
  if (!holder || !group) throw new Error('an outbox row about claims names another');
  const { entries, version } = await claimsOf(deps, holder, group);
  if (entries.length === 0) return { kind: 'nothing' };
  return { kind: 'card', ...claimMessage({ holder, group, entries }), version };
}
