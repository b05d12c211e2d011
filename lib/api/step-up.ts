import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { html } from 'hono/html';
import { loadProvider } from '../acts/identity-provider.ts';
import { loadReason, openLink, showStepUp } from '../acts/step-up.ts';
import { confirmStepUp } from '../acts/step-up-confirm.ts';
import {
  beginWebLogin,
  CALLBACK_PATH,
  finishWebLogin,
  type WebSession,
  webSession,
} from '../acts/web-login.ts';
import { providerHost } from '../core/identity-provider.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { wishOf } from '../core/step-up.ts';
import { internal } from './around.ts';
import { type Page, refusedPage, showPage } from './page.ts';
import { STYLE, STYLE_PATH } from './page-style.ts';
import { confirmPage, donePage, linkPage, onTheWayPage } from './step-up-pages.ts';
import type { ApiEnv, Door } from './types.ts';
import { cookieOf, csrfOf, keepCookie } from './web-cookies.ts';

type C = Context<ApiEnv>;
type Shown = Page | Response;

const MOST_FORM_BYTES = 16 * 1024;

/** A page at an address; what breaks there is said on a page as well, and logged like everything. */
export function onPage(
  { api, deps }: Door,
  method: 'GET' | 'POST',
  path: string,
  handler: (c: C) => Promise<Shown>,
): void {
  const limit = bodyLimit({
    maxSize: MOST_FORM_BYTES,
    onError: (c) => showPage(c, refusedPage(refuse('too-large', 'The form is too large.'))),
  });
  api.on(method, path, limit, async (c) => {
    try {
      const shown = await handler(c);
      return shown instanceof Response ? shown : await showPage(c, shown);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      internal(deps)(error, c);
      const say = `Something broke here. It was written down under ${c.get('requestId')}. Try again.`;
      return showPage(c, refusedPage(refuse('internal', say)));
    }
  });
}

/** Fresh logins: the one-time link, the way to the provider and back, and the last press. */
export function serveStepUp(door: Door): void {
  const { deps } = door;
  door.api.get(STYLE_PATH, (c) =>
    c.body(STYLE, 200, { 'content-type': 'text/css; charset=utf-8' }),
  );
  onPage(door, 'GET', CALLBACK_PATH, async (c) => {
    const query = new URL(c.req.url).search;
    const finished = await finishWebLogin(deps, cookieOf(c, deps, 'login'), query);
    if (finished.kind === 'refused') return refusedPage(finished);
    keepCookie(c, deps, 'session', finished.secret);
    return c.redirect(finished.stepUp === undefined ? '/decide' : '/step-up/confirm', 303);
  });
  onPage(door, 'GET', '/step-up/confirm', (c) => confirming(door, c));
  onPage(door, 'POST', '/step-up/confirm', async (c) => {
    const known = await sessionOf(door, c);
    if (known.kind === 'refused') return refusedPage(known);
    const confirmed = await confirmStepUp(deps, known.session);
    if (confirmed.kind === 'refused') return refusedPage(confirmed);
    return donePage(confirmed.approval, wishOf(confirmed.purpose));
  });
  onPage(door, 'GET', '/step-up/:token', async (c) => {
    const shown = await openLink(deps, c.req.param('token') ?? '');
    if (shown.kind === 'refused') return refusedPage(shown);
    const loaded = await loadProvider(deps);
    return loaded.kind === 'refused'
      ? refusedPage(loaded)
      : linkPage(shown, providerHost(loaded.provider));
  });
  onPage(door, 'POST', '/step-up/:token', (c) => sendToLogin(door, c, c.req.param('token') ?? ''));
}

/** Begins a login and shows the way there. */
export async function sendToLogin({ deps }: Door, c: C, token: string | undefined): Promise<Shown> {
  const begun = await beginWebLogin(deps, token);
  if (begun.kind === 'refused') return refusedPage(begun);
  keepCookie(c, deps, 'login', begun.browser);
  return onTheWayPage(begun.url, new URL(begun.url).host);
}

async function confirming({ deps }: Door, c: C): Promise<Shown> {
  const secret = cookieOf(c, deps, 'session');
  const session = await webSession(deps, secret);
  if (!secret || session?.stepUp === undefined) return refusedPage(noSession());
  const shown = await showStepUp(deps, session.stepUp);
  if (shown.kind === 'refused') return refusedPage(shown);
  if (shown.stepUp.usedAt) return refusedPage(usedAlready(), wayToAll());
  const reason = await loadReason(deps, session.stepUp);
  return confirmPage(shown, { csrf: csrfOf(deps, secret), reason, at: session.at });
}

function usedAlready(): Refusal<'link-used'> {
  return refuse(
    'link-used',
    'You have pressed this already. The card in Slack shows what came of it.',
  );
}

function wayToAll() {
  return html`<p><a href="/decide">See what waits for you</a></p>`;
}

function noSession(): Refusal<'login-lost'> {
  return refuse(
    'login-lost',
    'Your login has ended: it holds for five minutes. Press the button in Slack again, or log in here to see what waits for you.',
  );
}

/** The session behind a form, which carries its mark: no other site can send it. */
export async function sessionOf(
  { deps }: Door,
  c: C,
): Promise<
  | {
      readonly kind: 'known';
      readonly session: WebSession;
      readonly form: Readonly<Record<string, unknown>>;
    }
  | Refusal<'login-lost'>
> {
  const secret = cookieOf(c, deps, 'session');
  const session = await webSession(deps, secret);
  const form = await c.req.parseBody();
  if (!secret || !session || form.csrf !== csrfOf(deps, secret)) return noSession();
  return { kind: 'known', session, form };
}
