import { describe, expect, test } from 'vitest';
import { type CampaignMessage, campaignMessage } from '../../../lib/slack/views/campaign-told.ts';
import { CAMPAIGN } from '../../core/campaign-kit.ts';
import { LATER } from '../../core/perfect.ts';
import * as kit from './kit.ts';

const LINE: CampaignMessage['lines'][number] = {
  workflow: 'support-reply-drafter',
  component: CAMPAIGN.component,
  range: CAMPAIGN.range,
  version: '1.4.0',
  via: [],
  must: { kind: 'upgrade', version: '2.0.1' },
};
const shown = (change: Partial<CampaignMessage> = {}) => {
  const message = campaignMessage({ campaign: CAMPAIGN, lines: [LINE], now: LATER, ...change });
  kit.expectGoodMessage(message);
  return kit.words(message.blocks);
};

describe("an owner's message", () => {
  test('says what stops when, what replaces it, what to do, and what happens otherwise', () => {
    const text = shown();
    expect(text).toContain('1 AI workflow of yours uses connector/crm-readonly');
    expect(text).toContain(
      '*support-reply-drafter* uses connector/crm-readonly 1.4.0, which stops on 15 Jan 2027 (53 days). 2.0.1 replaces it. If you do nothing, it gets no credentials from 15 Jan 2027. To do: upgrade to 2.0.1, inside its range',
    );
    expect(text).toContain(CAMPAIGN.note);
  });

  test('of what waits for others it says for whom', () => {
    const over = {
      ...LINE,
      ...{ component: 'plugin/x', version: '1.0.0', via: ['plugin/x@1.0.0'] },
      must: { kind: 'wait', on: 'plugin/x@1.0.0' } as const,
    };
    expect(shown({ lines: [over] })).toContain('waits for a version of plugin/x without');
  });

  test('says when nothing is left to do', () => {
    expect(shown({ lines: [] })).toContain('Nothing left to do: nothing of yours is locked to');
  });

  test('withdrawn, it says that all stays', () => {
    const withdrawn = { by: kit.ADMIN, at: LATER };
    const text = shown({ campaign: { ...CAMPAIGN, state: 'withdrawn', withdrawn } });
    expect(text).toContain('Nothing is left for you to do.');
    expect(text).not.toContain('If you do nothing');
  });

  test('once it has stopped it says what that means', () => {
    expect(shown({ now: CAMPAIGN.stops })).toContain('It gets no credentials any more.');
  });

  test('of many shows some', () => {
    const lines = Array.from({ length: 40 }, (_, n) => ({ ...LINE, workflow: `bot-${n}` }));
    expect(shown({ lines })).toContain('And 30 more.');
  });

  test.each(kit.HOSTILE)('stays whole with %s', (_, words) => {
    const name = words.slice(0, 200);
    const line = { ...LINE, workflow: name, component: name, version: name, via: [name] };
    const campaign = { ...CAMPAIGN, component: name, successor: name, note: words.slice(0, 800) };
    shown({ campaign, lines: new Array(20).fill(line) });
  });
});
