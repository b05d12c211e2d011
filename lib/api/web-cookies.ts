import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Deps } from '../acts/deps.ts';
import { hashOf } from '../acts/secrets.ts';
import { LINK_MINUTES, PROOF_MINUTES } from '../core/step-up.ts';
import type { ApiEnv } from './types.ts';

/** `login`: a browser on its way to the provider. `session`: one whose person has just logged in. */
const NAMES = { login: 'ym_login', session: 'ym_session' } as const;
const MINUTES = { login: LINK_MINUTES, session: PROOF_MINUTES } as const;
type Which = keyof typeof NAMES;

function isSecure({ settings }: Pick<Deps, 'settings'>): boolean {
  return settings.baseUrl.startsWith('https:');
}

/** No script reads it and no other site's form sends it; over https it belongs to this host alone. */
export function keepCookie(c: Context<ApiEnv>, deps: Deps, which: Which, secret: string): void {
  const secure = isSecure(deps);
  setCookie(c, NAMES[which], secret, {
    httpOnly: true,
    secure,
    // The provider sends the browser back from another site: `Strict` would lose it there.
    sameSite: 'Lax',
    path: '/',
    maxAge: MINUTES[which] * 60,
    ...(secure ? { prefix: 'host' as const } : {}),
  });
}

/** The secret that this browser keeps, if it keeps any. */
export function cookieOf(c: Context<ApiEnv>, deps: Deps, which: Which): string | undefined {
  const kept = isSecure(deps) ? getCookie(c, NAMES[which], 'host') : getCookie(c, NAMES[which]);
  return kept && kept.length <= 200 ? kept : undefined;
}

/** What a form of this session carries: another site knows neither it nor the session. */
export function csrfOf(deps: Deps, session: string): string {
  return hashOf(deps, `csrf\n${session}`);
}
