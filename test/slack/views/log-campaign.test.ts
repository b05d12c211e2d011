import { expect, test } from 'vitest';
import { sentence } from '../../../lib/slack/views/log.ts';

const DATA = {
  component: 'connector/crm-readonly',
  range: '<2.0.0',
  closesOn: '2026-12-15',
  stopsOn: '2027-01-15',
  campaign: 'cmp_1',
  told: '16',
  workflows: '3',
  day: '2026-11-23',
  left: '7',
};

test.each([
  ['campaign.announced', 'wrote a campaign to retire connector/crm-readonly &lt;2.0.0'],
  ['campaign.released', 'it closes on 2026-12-15 and stops on 2027-01-15'],
  ['campaign.postponed', '<@U0ADMIN> moved the days'],
  ['campaign.narrowed', 'narrowed the campaign to connector/crm-readonly &lt;2.0.0'],
  ['campaign.withdrawn', '<@U0ADMIN> withdrew the campaign'],
  ['campaign.told', 'Owners were told of campaign/cmp_1: 16.'],
  ['campaign.owner-told', 'AI workflows: 3.'],
  ['campaign.counted', 'On 2026-11-23 AI workflows were left in campaign/cmp_1: 7.'],
  ['campaign.looked-at', 'campaign/cmp_1 was looked at'],
  ['component.ending-draft', 'prepared that versions of campaign/cmp_1 end (cmp_1)'],
  ['component.ending-open', 'said when versions'],
  ['component.ending-withdrawn', 'took back that versions'],
])('%s', (kind, said) => {
  const at = '2026-11-23T09:00:00.000Z';
  const actor = { kind: 'person' as const, id: 'T0YARD/U0ADMIN' };
  const told = sentence({ subject: 'campaign/cmp_1', kind, at, actor, data: DATA });
  expect(told).toContain(said);
});
