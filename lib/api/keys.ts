import { claimKey, login } from '../acts/claim.ts';
import { claimKeyOperation, loginOperation } from '../contract/keys.ts';
import { serveAnybody } from './serve.ts';
import { answer, type Door } from './types.ts';

/** One-time codes from Slack → a workflow's key, or a login. */
export function serveKeys(door: Door): void {
  const { deps } = door;
  serveAnybody(door, claimKeyOperation, async ({ body }) => {
    const claimed = await claimKey(deps, body.code);
    if (claimed.kind === 'refused') return claimed;
    return answer({ workflow: claimed.workflow, key: claimed.key });
  });
  serveAnybody(door, loginOperation, async ({ body }) => {
    const outcome = await login(deps, body.code);
    if (outcome.kind === 'refused') return outcome;
    const { person, token, expiresAt } = outcome;
    return answer({ person, token, expires_at: expiresAt });
  });
}
