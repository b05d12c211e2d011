import { expect, test } from 'vitest';
import { erasedCampaign } from '../../lib/core/campaign-erasure.ts';
import { ERASED } from '../../lib/core/erasure.ts';
import { CAMPAIGN, DRAFT } from './campaign-kit.ts';
import { ADMIN, NOW, OWNER } from './perfect.ts';

test('what its announcer wrote goes, and is drawn anew wherever it stands', () => {
  const erased = erasedCampaign(CAMPAIGN, ADMIN);
  expect(erased?.state).toEqual({ ...CAMPAIGN, note: ERASED, salt: '', redraw: true, look: NOW });
  expect(erased && erasedCampaign(erased.state, ADMIN)).toBeUndefined();
});

test('a draft stands nowhere; words of others stay', () => {
  expect(erasedCampaign(DRAFT, ADMIN)?.state).toEqual({ ...DRAFT, note: ERASED, salt: '' });
  expect(erasedCampaign(CAMPAIGN, OWNER)).toBeUndefined();
});
