import { describe, expect, test } from 'vitest';
import { detailsModal } from '../../../lib/slack/views/details-modal.ts';
import * as kit from './kit.ts';

const payload = {
  arguments: '{"amount":12.5,"to":"customer@example.com"}',
  reason: 'The customer asked for it',
  card: kit.card,
};
const seen = { approval: kit.approval, asked: kit.asked, payload, denial: undefined };

test('everything behind the card is shown', () => {
  const view = detailsModal(seen);
  kit.expectGoodView(view);
  const text = kit.words(view.blocks);
  for (const part of [
    '"amount": 12.5',
    'The customer asked for it',
    'It says it acts for <@U0OWNER>. Nobody has checked that',
    kit.approval.digest,
    'abcd-ef12',
    'revision 3 · rule `owning-team/1`',
    // The line above says "send external email", which send.external.email would read as well.
    'Action `send_external_email`',
    '(members of the owning team): <@U0COLLEAGUE>',
    '<@U0OWNER> may not decide: the agent says it acts for them.',
    'Waiting for a decision.',
  ]) {
    expect(text).toContain(part);
  }
});

test('decisions and the reason of a denial are told', () => {
  const at = '2026-11-23T10:00:00.000Z';
  const said = { by: kit.COLLEAGUE, name: 'colleague', choice: 'deny' as const, at, stage: 0 };
  const end = { ending: 'denied' as const, at, by: kit.COLLEAGUE };
  const view = detailsModal({
    ...seen,
    approval: { ...kit.approval, decisions: [said], end },
    denial: { reason: 'Wrong customer', suggestion: 'Ask 4712' },
  });
  kit.expectGoodView(view);
  expect(kit.words(view.blocks)).toContain('Rejected by <@U0COLLEAGUE> · ');
  expect(kit.words(view.blocks)).toContain('Wrong customer');
  expect(kit.words(view.blocks)).toContain('Ask 4712');
});

test.each([
  ['lead', 'baseline', 1, "the team's lead and the lead's backup, as the baseline says"],
  ['platform', 'baseline', 2, 'platform admins, as the baseline says, 2 of them'],
  ['approvers', 'manifest', 1, 'the approvers whom the manifest names'],
  ['platform', 'manifest', 1, 'platform admins'],
] as const)('asked via %s by the %s, %i of them: %s', (via, of, quorum, said) => {
  const stages = [{ of, via, quorum }];
  const view = detailsModal({ ...seen, approval: { ...kit.approval, stages } });
  expect(kit.words(view.blocks)).toContain(`(${said})`);
});

test('two stages are told one by one, with where they stand', () => {
  const stages = [
    { of: 'baseline' as const, via: 'platform' as const, quorum: 1 },
    { of: 'manifest' as const, via: 'team' as const, quorum: 1 },
  ];
  const asked = { ...kit.asked, stages: [[kit.ADMIN], [kit.COLLEAGUE]] };
  const view = detailsModal({ ...seen, asked, approval: { ...kit.approval, stages } });
  kit.expectGoodView(view);
  const text = kit.words(view.blocks);
  expect(text).toContain('*Asked for step 1* (platform admins, as the baseline says): <@U0ADMIN>');
  expect(text).toContain('*Asked for step 2* (members of the owning team): <@U0COLLEAGUE>');
  expect(text).toContain('*Step 1 of 2*: platform admins · 1 needed');
});

test('on hold says so, and why it was approved stands with who did', () => {
  const at = '2026-11-23T10:00:00.000Z';
  const decisions = [
    { by: kit.COLLEAGUE, name: 'colleague', choice: 'approve' as const, at, stage: 0 },
  ];
  const approval = { ...kit.approval, decisions, heldSince: at };
  const view = detailsModal({ ...seen, approval, reasons: new Map([[0, 'They <!here> wait']]) });
  kit.expectGoodView(view);
  expect(kit.words(view.blocks)).toContain('On hold: its workflow does not run.');
  expect(kit.words(view.blocks)).toContain('They <!here> wait');
});

test('who opened it stands there for those who may know', () => {
  const opened = Array.from({ length: 12 }, () => ({
    by: kit.ADMIN,
    at: '2026-11-23T10:00:00.000Z',
  }));
  const view = detailsModal({ ...seen, opened });
  kit.expectGoodView(view);
  expect(kit.words(view.blocks)).toContain('*Opened before*, which auditors alone see here');
  expect(kit.words(view.blocks)).toContain('And 2 more.');
  expect(kit.words(detailsModal(seen).blocks)).not.toContain('Opened before');
});

test('an approval that is void says so, whatever was decided', () => {
  const end = { ending: 'approved' as const, at: '2026-11-23T10:00:00.000Z', by: kit.COLLEAGUE };
  const said = 'It was asked before the registry was restored, so it is void.';
  const view = detailsModal({ ...seen, approval: { ...kit.approval, end }, void: said });
  kit.expectGoodView(view);
  expect(kit.words(view.blocks)).toContain(`:warning: ${said}`);
  expect(kit.words(detailsModal(seen).blocks)).not.toContain('void');
});

test('erased arguments leave the digest', () => {
  const view = detailsModal({ ...seen, payload: undefined });
  kit.expectGoodView(view);
  expect(kit.words(view.blocks)).toContain('The arguments were erased. The digest stays.');
});

describe('long arguments', () => {
  const list = Array.from({ length: 4000 }, (_, index) => `item ${index} 🚂`);
  const long = { ...seen, payload: { ...payload, arguments: JSON.stringify({ list }) } };

  test('are turned page by page and nothing is lost', () => {
    const all: string[] = [];
    for (let page = 0; page < 20; page += 1) {
      const view = detailsModal({ ...long, page });
      kit.expectGoodView(view);
      const isLast = !kit.buttons(view.blocks).includes('Next Page');
      for (const block of view.blocks) {
        if (JSON.stringify(block).includes('rich_text_preformatted')) all.push(kit.words(block));
      }
      if (isLast) break;
    }
    expect(all.slice(1).join('')).toBe(JSON.stringify({ list }, null, 2));
  });

  test('a page beyond the end is the last page', () => {
    expect(kit.buttons(detailsModal({ ...long, page: 999 }).blocks)).toEqual(['Previous Page']);
  });

  test('nesting that would grow by its indentation is shown as it was signed', () => {
    const deep = `${'['.repeat(60)}${'[],'.repeat(5000)}[]${']'.repeat(60)}`;
    const view = detailsModal({ ...seen, payload: { ...payload, arguments: deep } });
    kit.expectGoodView(view);
    expect(kit.words(view.blocks)).toContain('[],[],[]');
  });
});

describe('words of others never come alive', () => {
  test.each(kit.HOSTILE)('%s', (_name, text) => {
    const spoiled = {
      arguments: JSON.stringify({ [text]: text }),
      reason: text,
      card: { line: text, facts: [], hidden: 0 },
    };
    const approval = { ...kit.approval, workflow: text, policy: text };
    kit.expectGoodView(
      detailsModal({
        ...seen,
        approval,
        payload: spoiled,
        denial: { reason: text, suggestion: text },
      }),
    );
  });
});
