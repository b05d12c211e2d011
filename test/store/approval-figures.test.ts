import { expect, test } from 'vitest';
import { figureItems, readFigures } from '../../lib/store/approval-figures.ts';
import { putAll } from '../../lib/store/systems.ts';
import { stage } from '../acts/stage.ts';
import { APPROVAL, APPROVED } from '../core/perfect.ts';
import { engineOfFile } from '../kit/engine.ts';

const engine = engineOfFile();

test('only an ended approval leaves a figure, which leaves by itself', () => {
  expect(figureItems(APPROVAL)).toEqual([]);
  const [item] = figureItems(APPROVED);
  expect(item).toMatchObject({ pk: 'approval-figures/2026-11', sk: 'team-support#apr_1' });
  expect(item?.ttl).toBeGreaterThan(Date.parse('2027-02-28T00:00:00.000Z') / 1000);
});

test('they are read by month, of one team or of all; a later one takes the place of the earlier', async () => {
  const { store } = await stage(engine());
  const other = { ...APPROVED, id: 'apr_2', team: 'team-support-2' };
  const end = { ending: 'denied' as const, at: '2026-10-01T00:00:00.000Z' };
  const before = { ...APPROVED, id: 'apr_3', askedAt: end.at, end };
  const lapsed = { ...APPROVED, lapsedAt: APPROVED.expiresAt };
  await putAll(store, [APPROVED, other, before].flatMap(figureItems));
  await putAll(store, figureItems(lapsed));
  const ids = (list: readonly { readonly id: string }[]) => list.map((one) => one.id).sort();
  expect(ids(await readFigures(store, ['2026-11']))).toEqual(['apr_1', 'apr_2']);
  expect(ids(await readFigures(store, ['2026-11', '2026-10'], 'team-support'))).toEqual([
    'apr_1',
    'apr_3',
  ]);
  expect(await readFigures(store, ['2026-11'], 'team-support')).toMatchObject([{ lapsed: true }]);
  expect(await readFigures(store, ['2026-09'])).toEqual([]);
});
