import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { setUp } from '../../lib/acts/set-up.ts';
import { asideDeps } from '../../lib/local/aside.ts';
import { openGround } from '../../lib/local/ground.ts';
import { ORGANISATION, TEAMS } from '../../lib/local/sample/organisation.ts';
import { SCHEMA } from '../../lib/store/item.ts';
import { terminal } from './terminal.ts';

/** A keyboard on a machine that has data and does not run. */
async function machine() {
  const desk = terminal();
  const data = join(desk.folder, '.yardmaster');
  mkdirSync(data);
  const template = JSON.stringify(inject('tablesTemplate'));
  writeFileSync(join(data, `tables-${SCHEMA}.json`), template);
  const ground = await openGround(data, {});
  if (ground.kind === 'refused') throw new Error(ground.message);
  await setUp(asideDeps(ground), ORGANISATION, TEAMS);
  return { ...desk, ground };
}

test('says what is past the retention time, while nothing runs', async () => {
  const { type, ground } = await machine();
  const held = await type(['retention', '--dry-run']);
  expect(held).toMatchObject({ code: 1, err: expect.stringContaining('is using the data folder') });
  await ground.close();
  const said = await type(['retention', '--dry-run']);
  expect(said).toMatchObject({ code: 0, err: '', out: expect.stringContaining('Nothing is past') });
  const ran = await type(['retention', '--dry-run', '--json']);
  expect(JSON.parse(ran.out)).toMatchObject({
    dry_run: true,
    approvals: 0,
    others: 0,
    more: false,
  });
});

test('a folder without data is none, and is not made into one', async () => {
  const { type, folder } = terminal();
  expect(await type(['retention'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('There are no data in'),
  });
  expect(existsSync(join(folder, '.yardmaster'))).toBe(false);
});
