import type { Deps } from '../acts/deps.ts';
import { linesAbout } from '../acts/derived.ts';
import { loadWorkflow } from '../acts/standing.ts';
import { requestSchema } from '../core/request.ts';
import { keyOffer, requestAnswer } from '../slack/views/direct.ts';
import { requestCard } from '../slack/views/request-card.ts';
import type { Subject } from '../store/keys.ts';
import type { OutboxRow } from '../store/outbox.ts';
import { readHead } from '../store/read.ts';
import { renderAccess, renderGrantNotice } from './access-card.ts';
import { renderApproval } from './approval-card.ts';
import { renderApprovalReminder, renderEscalation } from './approval-reminder.ts';
import { renderBreakGlass, renderBreakGlassReminder } from './break-glass.ts';
import { renderCampaign, renderCampaignAsk } from './campaign.ts';
import { renderChange, renderChangeAsk } from './change.ts';
import { renderClaims } from './claim-list.ts';
import { renderDelegation } from './delegation-told.ts';
import { renderDeparture } from './departure.ts';
import { renderDigest, renderHelpAsked } from './digest.ts';
import { renderDuplicates } from './duplicates-report.ts';
import {
  renderExtension,
  renderExtensionAnswer,
  renderExtensionReminder,
} from './extension-card.ts';
import { renderFatigue } from './fatigue.ts';
import { renderLoginEnded } from './login-ended.ts';
import { renderNotice, renderNoticeAsk } from './notice.ts';
import { renderPatch } from './patch.ts';
import { renderCredit, renderPromotion, renderPromotionPost } from './promotion.ts';
import { renderReminder } from './request-reminder.ts';
import { renderRevision } from './revision-card.ts';
import { renderSettingsChange } from './settings-change.ts';
import type { Content } from './slack.ts';
import { renderTransfer } from './transfer.ts';
import { renderUnseen } from './unseen.ts';
import { renderWebhookTrouble } from './webhook-trouble.ts';
import { renderPaused } from './workflow-paused.ts';

/** `version` counts the subject's audit lines: a higher one shows a later state. */
export type Rendered =
  | ({ readonly kind: 'card'; readonly version: number } & Content)
  | { readonly kind: 'nothing' };

const NOTHING: Rendered = { kind: 'nothing' };

type Renderer = (deps: Deps, subject: string, place: string) => Promise<Rendered>;

/** How each thing is drawn, by the word of its row. */
const RENDERERS: Readonly<Record<Exclude<OutboxRow['what'], 'webhook'>, Renderer>> = {
  'approval-card': (deps, subject, place) =>
    renderApproval(deps, idOf(subject, 'approval/'), place),
  'approval-unseen': renderUnseen,
  'request-card': (deps, subject) => renderRequest(deps, idOf(subject, 'request/'), requestCard),
  'request-answer': (deps, subject) =>
    renderRequest(deps, idOf(subject, 'request/'), (request) =>
      requestAnswer(request, deps.settings.command),
    ),
  'approval-reminder': renderApprovalReminder,
  'approval-escalation': renderEscalation,
  'delegation-told': renderDelegation,
  'request-reminder': renderReminder,
  'extension-card': renderExtension,
  'extension-answer': renderExtensionAnswer,
  'extension-reminder': renderExtensionReminder,
  'login-ended': renderLoginEnded,
  'duplicates-report': (deps, subject) =>
    renderDuplicates(deps, idOf(subject, 'duplicate-report/')),
  'claim-list': renderClaims,
  'workflow-paused': (deps, subject, place) =>
    renderPaused(deps, idOf(subject, 'workflow/'), place),
  'notice-card': (deps, subject) => renderNotice(deps, idOf(subject, 'notice/')),
  'notice-ask': renderNoticeAsk,
  'revision-card': (deps, subject, place) =>
    renderRevision(deps, idOf(subject, 'proposed-revision/'), place),
  'access-card': (deps, subject, place) => renderAccess(deps, idOf(subject, 'access/'), place),
  'grant-notice': renderGrantNotice,
  patch: (deps, subject) => renderPatch(deps, idOf(subject, 'patch/')),
  'key-offer': (deps, subject) => renderOffer(deps, idOf(subject, 'workflow/')),
  'transfer-card': (deps, subject, place) =>
    renderTransfer(deps, idOf(subject, 'transfer/'), place),
  'promotion-card': (deps, subject, place) =>
    renderPromotion(deps, idOf(subject, 'promotion/'), place),
  'promotion-post': (deps, subject) => renderPromotionPost(deps, idOf(subject, 'promotion-post/')),
  'credit-question': (deps, subject, place) =>
    renderCredit(deps, idOf(subject, 'promotion-credit/'), place),
  'change-card': (deps, subject) => renderChange(deps, idOf(subject, 'change-proposal/')),
  'change-ask': renderChangeAsk,
  'campaign-card': (deps, subject) => renderCampaign(deps, idOf(subject, 'campaign/')),
  'campaign-ask': renderCampaignAsk,
  digest: renderDigest,
  'nudge-help': renderHelpAsked,
  'webhook-trouble': renderWebhookTrouble,
  'break-glass-card': (deps, subject) => renderBreakGlass(deps, idOf(subject, 'break-glass/')),
  'break-glass-reminder': renderBreakGlassReminder,
  'fatigue-note': renderFatigue,
  'departure-ask': renderDeparture,
  'settings-change-card': (deps, subject, place) =>
    renderSettingsChange(deps, idOf(subject, 'settings-change/'), place),
};

/** What a row is to make true, drawn from the state as it is now, or nothing when its subject is gone. */
export function render(
  deps: Deps,
  { what, subject, place }: Pick<OutboxRow, 'what' | 'subject' | 'place'>,
): Promise<Rendered> {
  if (what === 'webhook') throw new Error('a webhook is no message in Slack');
  return RENDERERS[what](deps, subject, place);
}

function idOf(subject: string, prefix: string): string {
  if (!subject.startsWith(prefix)) throw new Error(`an outbox row about ${prefix} names another`);
  return subject.slice(prefix.length);
}

/** What was shown before asking may be a copy: "every review shows" it against its origin. */
async function renderRequest(deps: Deps, id: string, view: typeof requestCard): Promise<Rendered> {
  const subject: Subject = `request/${id}`;
  const head = await readHead(deps.store, subject, requestSchema);
  if (!head) return NOTHING;
  const looked = head.state.evidence.map((one) => ({ component: one.id }));
  const copies = await linesAbout(deps, looked);
  return { kind: 'card', ...view(head.state, copies), version: head.chain.seq };
}

async function renderOffer(deps: Deps, id: string): Promise<Rendered> {
  const head = await loadWorkflow(deps, id);
  if (!head) return NOTHING;
  const message = keyOffer(head.state, deps.settings.command);
  return { kind: 'card', ...message, version: head.chain.seq };
}
