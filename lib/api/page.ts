import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { CardText } from '../core/approval.ts';
import { count } from '../core/count.ts';
import { clean, oneLine } from '../core/hidden-text.ts';
import type { Refusal } from '../core/result.ts';
import { STYLE_PATH } from './page-style.ts';
import { statusOf } from './refusals.ts';
import type { ApiEnv } from './types.ts';

/** A part of a page: everything put into it was escaped. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

export interface Page {
  readonly title: string;
  readonly body: Html;
  readonly status?: number;
  /** Goes there at once, where a browser may. */
  readonly onTo?: string;
}

/** Nothing from elsewhere, no script at all, in nobody's frame. Where a form leads to stays here. */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** The addresses of these pages are secrets, so they are told to nobody and kept by nobody. */
const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex, nofollow',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

/** A whole page, for any browser, with or without scripts. */
export async function showPage(c: Context<ApiEnv>, page: Page): Promise<Response> {
  const { title, body, status = 200, onTo } = page;
  const refresh = onTo ? html`<meta http-equiv="refresh" content="0;url=${onTo}">` : '';
  const whole = await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${refresh}
<title>${title} · Yardmaster</title>
<link rel="stylesheet" href="${STYLE_PATH}">
</head>
<body>
<main>
<p class="house">Yardmaster</p>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;
  // With what was set before, cookies among it.
  const headers = new Headers(c.res.headers);
  for (const [name, value] of Object.entries(PAGE_HEADERS)) headers.set(name, value);
  headers.set('content-type', 'text/html; charset=utf-8');
  return new Response(`${whole}`, { status, headers });
}

/** What went wrong, in words, and what to do; `more` is a way on from here. */
export function refusedPage(refusal: Pick<Refusal, 'why' | 'say'>, more: Html = raw('')): Page {
  const [status] = statusOf(refusal.why);
  const body = html`<p role="alert">${clean(refusal.say)}</p>${more}`;
  return { title: TITLES[refusal.why] ?? 'This did not work', body, status };
}

const TITLES: Readonly<Record<string, string>> = {
  'link-expired': 'This link has ended',
  'link-used': 'This link was used already',
  'link-refused': 'This link has ended',
  'other-person': 'This link is not yours',
  'other-account': 'Another account',
  'stale-login': 'Log in again',
  'login-lost': 'Log in again',
  'login-refused': 'The login did not work',
  'provider-unreachable': 'The login page does not answer',
  'no-identity-provider': 'No identity provider is set',
  'already-ended': 'Decided already',
  'decided-already': 'You have decided already',
  expired: 'Too late',
};

/** What is decided on, as the card in Slack tells it. */
export function cardPart(card: CardText, fingerprint: string): Html {
  const facts = card.facts.map(
    ({ label, value }) => html`<dt>${oneLine(label)}</dt><dd>${clean(value)}</dd>`,
  );
  const hidden =
    card.hidden > 0
      ? html`<p class="quiet">${count(card.hidden, 'more argument')} in the details.</p>`
      : '';
  return html`<section class="card" aria-label="What is decided">
<p class="line">${oneLine(card.line)}</p>
${facts.length > 0 ? html`<dl>${facts}</dl>` : ''}${hidden}
<p class="quiet">Fingerprint <code>${fingerprint}</code></p>
</section>`;
}
