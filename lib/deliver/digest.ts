import type { Deps } from '../acts/deps.ts';
import { readHelpSubject } from '../acts/digest-answer.ts';
import { seeLines } from '../acts/digest-lines.ts';
import { showDigest } from '../acts/digest-shown.ts';
import { cadenceFor, isChannel, readDigestSubject } from '../acts/digest-store.ts';
import { loadOrganisation } from '../acts/standing.ts';
import { digestMessage, helpAskedMessage } from '../slack/views/digest.ts';
import { readPosted } from '../store/posted.ts';
import type { Rendered } from './render.ts';

const NOTHING: Rendered = { kind: 'nothing' };

/**
 * One reader's digest of one day, "recomputed … again at delivery". Who has nothing left to do by then is
 * not written to; a message that stands there already says so.
 */
export async function renderDigest(deps: Deps, subject: string, place: string): Promise<Rendered> {
  const about = readDigestSubject(subject);
  if (!about) throw new Error('an outbox row about a digest names nobody');
  const shown = await showDigest(deps, about.holder, about.day);
  if (!shown) return NOTHING;
  const asks = shown.lines.some((one) => one.kind === 'open');
  if (!asks && !(await readPosted(deps.store, subject, place))) return NOTHING;
  const message = digestMessage({ ...shown, channel: isChannel(about.holder) });
  return { kind: 'card', ...message, version: shown.version };
}

/** What the helper of a campaign is told; nothing once nothing is left to help with. */
export async function renderHelpAsked(deps: Deps, subject: string): Promise<Rendered> {
  const about = readHelpSubject(subject);
  if (!about) throw new Error('an outbox row about help names nobody');
  const { campaign, workflow, by } = about;
  const [[seen], organisation] = await Promise.all([
    seeLines(deps, [{ campaign, workflow }]),
    loadOrganisation(deps),
  ]);
  if (seen?.kind !== 'open') return NOTHING;
  const { timeZone } = await cadenceFor(deps, organisation, seen.campaign.helper);
  const message = helpAskedMessage({ line: seen.line, by }, deps.now(), timeZone);
  return { kind: 'card', ...message, version: 1 };
}
