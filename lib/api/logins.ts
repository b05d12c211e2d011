import { startLogin } from '../acts/login.ts';
import { fetchLogin } from '../acts/login-fetch.ts';
import { endLogin } from '../acts/logins.ts';
import { endLoginOperation, fetchLoginOperation, startLoginOperation } from '../contract/logins.ts';
import { serveAnybody, servePerson } from './serve.ts';
import { answer, type Door } from './types.ts';

/** Logging in with a code that is confirmed in Slack, and out again. */
export function serveLogins(door: Door): void {
  const { deps } = door;
  serveAnybody(door, startLoginOperation, async ({ body }) => {
    const started = await startLogin(deps, body);
    return answer({
      device_code: started.deviceCode,
      user_code: started.userCode,
      expires_in: started.expiresInSeconds,
      interval: started.intervalSeconds,
      confirm: `${deps.settings.command} login ${started.userCode}`,
    });
  });
  serveAnybody(door, fetchLoginOperation, async ({ body }) => {
    const fetched = await fetchLogin(deps, body.device_code);
    if (fetched.kind === 'refused') return fetched;
    const { person, token, expiresAt } = fetched;
    return answer({ person, token, expires_at: expiresAt });
  });
  servePerson(door, endLoginOperation, async ({ caller, login }) => {
    const ended = await endLogin(deps, caller, login, 'logged-out');
    return ended.kind === 'refused' ? ended : answer({ ended: true as const });
  });
}
