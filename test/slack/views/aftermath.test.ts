import { expect, test } from 'vitest';
import type { Approval } from '../../../lib/core/approval.ts';
import { aftermathLines, aftermathMark } from '../../../lib/slack/views/aftermath.ts';
import { approvalCard } from '../../../lib/slack/views/approval-card.ts';
import { detailsModal } from '../../../lib/slack/views/details-modal.ts';
import * as kit from './kit.ts';

const AT = '2026-11-23T10:00:00.000Z';
const end = { ending: 'approved' as const, at: AT, by: kit.COLLEAGUE, name: 'Colleague' };
const approved: Approval = { ...kit.approval, end };
const use = { executionId: 'run-1', at: AT, receipt: 'r' };
const outcome = (said: 'done' | 'failed' | 'partly'): Approval => ({
  ...approved,
  use: { ...use, outcome: { said, at: AT } },
});

test.each<[string, Approval, string[], string[]]>([
  ['not used yet', approved, [], []],
  ['used', { ...approved, use }, ['Used once · '], ['used']],
  ['done', outcome('done'), ['Used once · ', '*Done* · '], ['done']],
  ['failed', outcome('failed'), ['Used once · ', '*Failed* · '], ['failed']],
  ['partly done', outcome('partly'), ['Used once · ', '*Partly done* · '], ['partly']],
  [
    'unknown',
    { ...approved, use: { ...use, unknownSince: AT } },
    ['Used once · ', 'Outcome unknown: the agent has not said whether it ran.'],
    ['unknown'],
  ],
  ['lapsed', { ...approved, lapsedAt: AT }, ['Lapsed: approved, but never used.'], ['lapsed']],
])('%s: on the card and in the details', (_, approval, lines, mark) => {
  const shown = aftermathLines(approval);
  expect(shown).toHaveLength(lines.length);
  for (const [at, line] of lines.entries()) expect(shown[at]).toContain(line);
  expect(aftermathMark(approval)).toEqual(mark);
  const card = approvalCard({ approval, asked: kit.asked, card: kit.card });
  const details = detailsModal({
    approval,
    asked: kit.asked,
    payload: undefined,
    denial: undefined,
  });
  kit.expectGoodMessage(card);
  kit.expectGoodView(details);
  for (const line of lines) {
    expect(kit.words(card.blocks)).toContain(line);
    expect(kit.words(details)).toContain(line);
  }
});

test('approved alone in an emergency says so, and Details offer it to who may', () => {
  const approval: Approval = { ...approved, end: { ...end, breakGlass: true } };
  const card = approvalCard({ approval, asked: kit.asked, card: kit.card });
  kit.expectGoodMessage(card);
  expect(kit.words(card.blocks)).toContain('Approved in an emergency by <@U0COLLEAGUE> alone');
  const details = detailsModal({
    ...{ approval: kit.approval, asked: kit.asked, payload: undefined, denial: undefined },
    breakGlass: true,
  });
  kit.expectGoodView(details);
  expect(kit.buttons(details)).toContain('Break Glass…');
});
