import type { Deps } from '../acts/deps.ts';
import { loadPatch } from '../acts/edit-patch.ts';
import { patchMessage } from '../slack/views/patch.ts';
import type { Rendered } from './render.ts';

/** A patch as a message; nothing once its 30 days are over. */
export async function renderPatch(deps: Deps, id: string): Promise<Rendered> {
  const found = await loadPatch(deps, id);
  if (!found) return { kind: 'nothing' };
  const { head, texts } = found;
  const message = patchMessage({ patch: head.state, texts });
  return { kind: 'card', ...message, version: head.chain.seq };
}
