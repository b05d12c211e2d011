import type { Deps } from '../acts/deps.ts';
import { showAsk, showNotice } from '../acts/notice-answer.ts';
import { noticeAsks } from '../acts/notice-store.ts';
import { askMessage, noticeCard } from '../slack/views/notice-card.ts';
import type { Rendered } from './render.ts';

/** The platform's card of a notice, with every answer as it is now. */
export async function renderNotice(deps: Deps, id: string): Promise<Rendered> {
  const shown = await showNotice(deps, id);
  if (!shown) return { kind: 'nothing' };
  const { notice, asks, version } = shown;
  return { kind: 'card', ...noticeCard(notice, asks), version };
}

/** A person's message: nobody is asked about what is not theirs any more, or touches it no more. */
export async function renderNoticeAsk(deps: Deps, subject: string): Promise<Rendered> {
  const about = noticeAsks.read(subject);
  if (!about) throw new Error('an outbox row about a notice names nobody');
  const shown = await showAsk(deps, about.id, about.holder);
  if (!shown) return { kind: 'nothing' };
  const { notice, lines, version, untold } = shown;
  if (untold && !lines.some((line) => line.open)) return { kind: 'nothing' };
  return { kind: 'card', ...askMessage({ notice, holder: about.holder, lines }), version };
}
