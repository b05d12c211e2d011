import { describe, expect, test } from 'vitest';
import type { Grant } from '../../../lib/core/grant.ts';
import {
  accessPart,
  askedModal,
  grantsEndMessage,
  takenMessage,
} from '../../../lib/slack/views/access-told.ts';
import { hostile, REQUEST, SHOWN } from './access-kit.ts';
import * as kit from './kit.ts';

const GRANT: Grant = {
  ...{ connector: 'crm', scope: 'crm.write', at: REQUEST.at, by: kit.ADMIN },
  until: '2026-12-31T23:00:00.000Z',
};

test('Home shows at most three, and how many more there are', () => {
  const { waiting, more } = accessPart(
    Array.from({ length: 4 }, (_, n) => ({ ...REQUEST, id: `acc_${n}` })),
  );
  kit.expectGoodView({ type: 'home', blocks: [...waiting] });
  expect(waiting.length).toBeLessThanOrEqual(12);
  expect(more).toEqual([]);
  expect(kit.buttons(waiting).slice(0, 3)).toEqual(['Grant', 'Refuse…', 'Details']);
  expect(kit.words(waiting)).toContain('And 1 more.');
  expect(accessPart([]).waiting).toEqual([]);
});

describe('what became of an ask', () => {
  test('is said: what was given at once, and what the platform is asked for', () => {
    const view = askedModal('reply-bot', [{ connector: 'c', scope: 'free' }], REQUEST);
    kit.expectGoodView(view);
    expect(kit.words(view)).toContain(
      'Given at once, as the baseline gives it to everybody: free of c',
    );
    expect(kit.words(view)).toContain(
      'The platform team is asked for crm.read of crm, crm.write of crm',
    );
  });

  test('says nothing of the platform when nobody is asked', () => {
    const view = askedModal('reply-bot', [{ connector: 'c', scope: 'free' }], undefined);
    expect(kit.words(view)).not.toContain('platform team');
  });
});

test('an owner is told what ends and what has ended, and can ask to renew it', () => {
  const soon = grantsEndMessage('reply-bot', 'ending', [GRANT]);
  const over = grantsEndMessage('reply-bot', 'ended', [GRANT]);
  for (const message of [soon, over]) {
    kit.expectGoodMessage(message);
    expect(kit.buttons(message)).toEqual(['Ask to Renew']);
  }
  expect(kit.words(soon)).toContain('ends soon');
  expect(kit.words(over)).toContain('has ended');
});

test('an owner is told what was taken back and why', () => {
  const taken = { ...REQUEST, state: 'taken' as const, end: { at: REQUEST.at, by: kit.ADMIN } };
  const message = takenMessage({ request: taken, answer: 'It pays the wrong people.' });
  kit.expectGoodMessage(message);
  expect(kit.words(message)).toContain('It pays the wrong people.');
  expect(kit.words(message)).toContain('Taken back by <@U0ADMIN>');
  kit.expectGoodMessage(takenMessage({ ...SHOWN, request: taken }));
});

test.each(kit.HOSTILE)('what is told with %s', (_, text) => {
  const shown = hostile(text, { state: 'taken' });
  const grants = Array.from({ length: 20 }, () => ({ ...GRANT, scope: text, connector: text }));
  kit.expectGoodMessage(takenMessage(shown));
  kit.expectGoodMessage(grantsEndMessage(shown.request.workflow, 'ended', grants));
  kit.expectGoodView(askedModal(text, shown.request.wants, { ...shown.request, state: 'open' }));
  kit.expectGoodView({ type: 'home', blocks: [...accessPart([shown.request]).waiting] });
});
