import { html } from 'hono/html';
import type { Details } from '../acts/approvals.ts';
import { type Approval, openDeciders, stateOf } from '../core/approval.ts';
import { cardText, shortFingerprint } from '../core/approval-text.ts';
import { alreadyEnded } from '../core/decision.ts';
import { clean, oneLine } from '../core/hidden-text.ts';
import { type PersonKey, slackUserId } from '../core/people.ts';
import type { Refusal } from '../core/result.ts';
import { plainDate } from '../core/time.ts';
import { cardPart, type Html, type Page } from './page.ts';
import { statusOf } from './refusals.ts';

/** The door while Slack is down: nothing is shown before the person has logged in. */
export function welcomePage(host: string): Page {
  return {
    title: 'Decide without Slack',
    body: html`<p>See what waits for your decision, and decide on it, while Slack is down.</p>
<form method="post" action="/decide"><button class="go">Log In at ${host}</button></form>
<p class="quiet">The login holds for five minutes. You need to have logged in here once while Slack worked.</p>`,
  };
}

/** "Waiting for you", the earliest ending first. */
export function waitingPage(waiting: readonly Approval[], person: PersonKey): Page {
  const items = waiting.map(
    (approval) => html`<li class="card"><p class="line">${oneLine(lineOf(approval))}</p>
<p class="quiet">Ends ${plainDate(approval.expiresAt)} · Fingerprint <code>${shortFingerprint(approval.digest)}</code></p>
<p><a href="/decide/${approval.id}">Open the request<span class="quiet"> of ${approval.workflow}</span></a></p></li>`,
  );
  const list = html`<ul class="list">${items}</ul>`;
  return {
    title: 'Waiting for you',
    body: html`${waiting.length > 0 ? list : html`<p>Nothing waits for your decision.</p>`}
<p class="quiet">You are logged in as ${slackUserId(person)}.</p>`,
  };
}

function lineOf(approval: Approval): string {
  return cardText({ ...approval, arguments: '{}' }).line;
}

export interface Opened {
  readonly details: Exclude<Details, Refusal>;
  readonly person: PersonKey;
  readonly csrf: string;
  /** Why what was pressed did not count, and what was written. */
  readonly refused?: { readonly refusal: Refusal; readonly reason: string };
}

/** One request with all that stands behind it, and the two buttons for those whose turn it is. */
export function requestPage(opened: Opened): Page {
  const { details, refused } = opened;
  const { approval, payload } = details;
  const card = payload?.card ?? cardText({ ...approval, arguments: '{}' });
  const alert = refused ? html`<p role="alert">${clean(refused.refusal.say)}</p>` : '';
  return {
    title: 'Approval request',
    status: refused ? statusOf(refused.refusal.why)[0] : 200,
    body: html`${alert}${cardPart(card, shortFingerprint(approval.digest))}
<p>Asked by the workflow ${approval.workflow} on ${plainDate(approval.askedAt)}. ${claimOf(approval)} It ends ${plainDate(approval.expiresAt)}.</p>
${payload?.reason ? html`<h2>Reason given by the agent</h2><p>${clean(payload.reason)}</p>` : ''}
<h2>Arguments</h2>
${payload ? html`<pre>${pretty(payload.arguments)}</pre>` : html`<p>The arguments were erased.</p>`}
<h2>Your decision</h2>
${decisionPart(opened)}
<p><a href="/decide">Back to all that waits for you</a></p>`,
  };
}

/** "`on_behalf_of` is a claim, shown as such." */
function claimOf({ onBehalfOf }: Approval): string {
  if (!onBehalfOf) return 'It does not say that it acts for anybody.';
  return `It says it acts for ${slackUserId(onBehalfOf)}, which nobody has checked.`;
}

function pretty(canonical: string): string {
  return clean(JSON.stringify(JSON.parse(canonical), null, 2));
}

function decisionPart({ details, person, csrf, refused }: Opened): Html {
  const { approval, asked } = details;
  if (details.void) return html`<p>${clean(details.void)}</p>`;
  if (stateOf(approval) !== 'waiting') return html`<p>${clean(alreadyEnded(approval).say)}</p>`;
  if (!openDeciders(approval, asked).includes(person))
    return html`<p>You may read this request. Somebody else decides on it.</p>`;
  return html`<form method="post">
<input type="hidden" name="csrf" value="${csrf}">
<input type="hidden" name="digest" value="${approval.digest}">
<label for="reason">Reason <span class="quiet">(needed to reject)</span></label>
<textarea id="reason" name="reason" rows="3" maxlength="1000">${refused?.reason ?? ''}</textarea>
<button class="go" name="choice" value="approve">Approve</button>
<button name="choice" value="deny">Reject</button>
</form>`;
}
