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
  const said = { by: kit.COLLEAGUE, name: 'colleague', choice: 'deny' as const, at };
  const end = { ending: 'denied' as const, at, by: kit.COLLEAGUE };
  const view = detailsModal({
    ...seen,
    approval: { ...kit.approval, decisions: [said], end },
    denial: 'Wrong customer',
  });
  kit.expectGoodView(view);
  expect(kit.words(view.blocks)).toContain('Rejected by <@U0COLLEAGUE> · ');
  expect(kit.words(view.blocks)).toContain('Wrong customer');
});

test.each([
  ['lead', 'baseline-lead/1', "the team's lead and the lead's backup, as the baseline says"],
  ['platform', 'baseline-platform/1', 'platform admins, as the baseline says'],
  ['platform', 'baseline-platform+approvers/1', 'platform admins, as the baseline says'],
  ['approvers', 'owning-team+approvers/1', 'the approvers whom the manifest names'],
  ['platform', 'owning-team/1', 'platform admins, as nobody in the team may decide'],
  ['platform', 'baseline-lead/1', 'platform admins, as nobody in the team may decide'],
] as const)('asked via %s under %s: %s', (askedVia, policy, said) => {
  const view = detailsModal({ ...seen, approval: { ...kit.approval, askedVia, policy } });
  expect(kit.words(view.blocks)).toContain(`(${said})`);
});

test('approvers who only narrow who decides are said next to those', () => {
  const ruled = { askedVia: 'lead', policy: 'baseline-lead+approvers/1', narrowed: true } as const;
  const view = detailsModal({ ...seen, approval: { ...kit.approval, ...ruled } });
  kit.expectGoodView(view);
  expect(kit.words(view.blocks)).toContain('; of them those whom the manifest names)');
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
    kit.expectGoodView(detailsModal({ ...seen, approval, payload: spoiled, denial: text }));
  });
});
