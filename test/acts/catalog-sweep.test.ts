import { expect, test } from 'vitest';
import { sweepCatalog } from '../../lib/acts/catalog-sweep.ts';
import { engineOfFile } from '../kit/engine.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();

test('stores the catalog and looks for duplicates when either is due', async () => {
  const deps = await stage(engine());
  expect(await sweepCatalog(deps)).toEqual({ stored: true, compared: true });
  expect(await sweepCatalog(deps)).toEqual({ stored: false, compared: false });
});

test('trouble with the one is logged and does not keep the other waiting', async () => {
  const deps = await stage(engine());
  const said: string[] = [];
  const broken = {
    ...deps,
    zip: { ...deps.zip, pack: () => Promise.reject(new TypeError('no')) },
    log: { ...deps.log, error: (_: object, message: string) => said.push(message) },
  };
  expect(await sweepCatalog(broken)).toEqual({ stored: false, compared: true });
  expect(said).toEqual(['the catalog could not be stored']);
});
