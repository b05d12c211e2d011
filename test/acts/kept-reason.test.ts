import { expect, test } from 'vitest';
import { keptReason, loadKeptReason } from '../../lib/acts/kept-reason.ts';
import { saltedDigest } from '../../lib/core/audit.ts';
import { engineOfFile } from '../kit/engine.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();

test('the log holds a salted digest of the words, which lie beside it', async () => {
  const deps = await stage(engine());
  const { item, data } = keptReason(deps, 'access/acc_1', 'Not this quarter.');
  expect(item).toMatchObject({ pk: 'access/acc_1', sk: 'REASON' });
  expect(item.data).toMatchObject({ text: 'Not this quarter.' });
  expect(data.reasonDigest).not.toBe(saltedDigest('Not this quarter.', '', deps.sha));
  expect(await loadKeptReason(deps, 'access/acc_1')).toBeUndefined();
});
