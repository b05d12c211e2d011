import type { Context } from 'hono';
import * as z from 'zod';
import { openDetails } from '../acts/approvals.ts';
import { decideInBrowser, type Said, waitingInBrowser } from '../acts/decide-in-browser.ts';
import { loadProvider } from '../acts/identity-provider.ts';
import { noteOpening } from '../acts/openings.ts';
import { type WebSession, webSession } from '../acts/web-login.ts';
import { providerHost } from '../core/identity-provider.ts';
import type { Refusal } from '../core/result.ts';
import { requestPage, waitingPage, welcomePage } from './decide-pages.ts';
import { type Page, refusedPage } from './page.ts';
import { onPage, sendToLogin, sessionOf } from './step-up.ts';
import { donePage } from './step-up-pages.ts';
import type { ApiEnv, Door } from './types.ts';
import { cookieOf, csrfOf } from './web-cookies.ts';

type C = Context<ApiEnv>;

const formSchema = z.object({
  choice: z.enum(['approve', 'deny']),
  digest: z.string().max(100),
  reason: z.string().max(1000),
});

/** "Works on a phone and while Slack is down": what waits for whoever logs in, and deciding on it. */
export function serveDecide(door: Door): void {
  onPage(door, 'GET', '/decide', (c) => waiting(door, c));
  onPage(door, 'POST', '/decide', (c) => sendToLogin(door, c, undefined));
  onPage(door, 'GET', '/decide/:id', async (c) => {
    const secret = cookieOf(c, door.deps, 'session');
    const session = await webSession(door.deps, secret);
    if (!secret || !session) return c.redirect('/decide', 303);
    return opened(door, { session, csrf: csrfOf(door.deps, secret), id: c.req.param('id') ?? '' });
  });
  onPage(door, 'POST', '/decide/:id', (c) => decided(door, c, c.req.param('id') ?? ''));
}

async function waiting({ deps }: Door, c: C): Promise<Page> {
  const session = await webSession(deps, cookieOf(c, deps, 'session'));
  if (session) {
    const shown = await waitingInBrowser(deps, session);
    return shown.kind === 'refused'
      ? refusedPage(shown)
      : waitingPage(shown.approvals, session.person);
  }
  const loaded = await loadProvider(deps);
  return loaded.kind === 'refused'
    ? refusedPage(loaded)
    : welcomePage(providerHost(loaded.provider));
}

interface Opening {
  readonly session: WebSession;
  readonly csrf: string;
  readonly id: string;
  readonly refused?: { readonly refusal: Refusal; readonly reason: string };
}

/** "Details, each opening an event": the page shows what Details do, also after a refusal. */
async function opened({ deps }: Door, { session, csrf, id, refused }: Opening): Promise<Page> {
  const { person } = session;
  const details = await openDetails(deps, person, id);
  if (details.kind === 'refused') return refusedPage(refused?.refusal ?? details);
  await noteOpening(deps, person, id);
  return requestPage({ details, person, csrf, ...(refused ? { refused } : {}) });
}

async function decided(door: Door, c: C, id: string): Promise<Page | Response> {
  const known = await sessionOf(door, c);
  if (known.kind === 'refused') return refusedPage(known);
  const { session, form } = known;
  const said = formSchema.safeParse(form);
  if (!said.success) return c.redirect(`/decide/${encodeURIComponent(id)}`, 303);
  const outcome = await decideInBrowser(door.deps, session, id, trimmed(said.data));
  if (outcome.kind === 'link') return c.redirect(new URL(outcome.url).pathname, 303);
  if (outcome.kind === 'decided') return donePage(outcome.approval, said.data.choice);
  const refused = { refusal: outcome, reason: said.data.reason };
  return opened(door, { session, csrf: String(form.csrf), id, refused });
}

/** Forms send two characters for a line break. */
function trimmed(said: Said): Said {
  return { ...said, reason: said.reason.replaceAll('\r\n', '\n').trim() };
}
