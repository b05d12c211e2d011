import { html } from 'hono/html';
import type { LinkShown } from '../acts/step-up.ts';
import { type Approval, approvals, quorumOf, stateOf } from '../core/approval.ts';
import { shortFingerprint } from '../core/approval-text.ts';
import { clean } from '../core/hidden-text.ts';
import { LINK_MINUTES, PROOF_MINUTES, type Wish, wishOf } from '../core/step-up.ts';
import { minutesAfter, plainDate } from '../core/time.ts';
import { cardPart, type Html, type Page } from './page.ts';

const VERB: Readonly<Record<Wish, { title: string; asked: string; press: string }>> = {
  approve: { title: 'Log in to approve', asked: 'approve', press: 'Approve' },
  deny: { title: 'Log in to reject', asked: 'reject', press: 'Reject' },
  'break-glass': {
    title: 'Log in to break the glass',
    asked: 'approve in an emergency',
    press: 'Break the Glass',
  },
};

function card({ approval, card: text }: LinkShown): Html {
  return cardPart(text, shortFingerprint(approval.digest));
}

/** The link itself: a button, so that nothing which only looks at links uses it up. */
export function linkPage(shown: LinkShown, host: string): Page {
  const { title, asked } = VERB[wishOf(shown.stepUp.purpose)];
  return {
    title,
    body: html`<p>You are about to ${asked} this:</p>
${card(shown)}
<p>It needs a fresh login of yours at <strong>${host}</strong>. Only the person who pressed the button can use this link, once, until ${plainDate(shown.stepUp.expiresAt)}.</p>
<form method="post"><button class="go">Log In at ${host}</button></form>
<p class="quiet">The login counts for this request alone, for ${PROOF_MINUTES} minutes.</p>`,
  };
}

/** On the way to the provider. */
export function onTheWayPage(url: string, host: string): Page {
  return {
    title: 'Log in',
    onTo: url,
    body: html`<p>You are being sent to ${host} to log in.</p>
<p><a class="button go" href="${url}" rel="noreferrer">Continue to ${host}</a></p>
<p class="quiet">Come back in this browser within ${LINK_MINUTES} minutes.</p>`,
  };
}

/** Logged in: one press away from what was asked for. */
export function confirmPage(
  shown: LinkShown,
  { csrf, reason, at }: { csrf: string; reason: string; at: string },
): Page {
  const { press, asked } = VERB[wishOf(shown.stepUp.purpose)];
  const until = plainDate(minutesAfter(at, PROOF_MINUTES));
  const why = reason ? html`<h2>Your reason</h2><p>${clean(reason)}</p>` : '';
  return {
    title: `${press}?`,
    body: html`<p>You have logged in. Nothing is decided yet.</p>
${card(shown)}${why}
<form method="post"><input type="hidden" name="csrf" value="${csrf}"><button class="go">${press}</button></form>
<p class="quiet">Until ${until} you can ${asked} it with this login. To leave it, close this page.</p>`,
  };
}

/** What became of it, in words. */
export function donePage(approval: Approval, choice: Wish): Page {
  return {
    title: choice === 'deny' ? 'Rejected' : 'Approved',
    body: html`<p>${doneLine(approval, choice)}</p>
<p class="quiet">You can close this page. The card in Slack shows it too. While Slack is down, <a href="/decide">see here what waits for you</a>.</p>`,
  };
}

function doneLine(approval: Approval, choice: Wish): string {
  if (choice === 'deny') return 'You rejected the request. Nothing runs.';
  if (choice === 'break-glass')
    return `You broke the glass: ${approval.workflow} may run it once. The team, the platform, its owner and the auditors are told, and it is reviewed within two working days.`;
  if (stateOf(approval) === 'approved')
    return `You approved the request of ${approval.workflow}. It may run once.`;
  const tally = `${approvals(approval)} of ${quorumOf(approval)}`;
  return `Your approval counts: ${tally} are there. Somebody else has to approve it too.`;
}
