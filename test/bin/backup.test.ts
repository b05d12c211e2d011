import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { setUp } from '../../lib/acts/set-up.ts';
import { asideDeps } from '../../lib/local/aside.ts';
import { openGround } from '../../lib/local/ground.ts';
import { ORGANISATION, TEAMS } from '../../lib/local/sample/organisation.ts';
import { SCHEMA } from '../../lib/store/item.ts';
import { terminal } from './terminal.ts';

const SECRET = { YARDMASTER_BACKUP_PASSPHRASE: 'correct horse battery' };

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
  await ground.close();
  return { ...desk, data };
}

test('backs up and restores, and says what is void and where the old data are', async () => {
  const { type, data, folder } = await machine();
  const made = await type(['backup', 'yard.backup'], SECRET);
  expect(made).toMatchObject({
    code: 0,
    out: expect.stringContaining('Backed up into yard.backup'),
  });
  const again = await type(['backup', 'yard.backup'], SECRET);
  expect(again).toMatchObject({ code: 1, err: expect.stringContaining('--force') });
  const held = await type(['restore', 'yard.backup'], SECRET);
  expect(held).toMatchObject({ code: 1, err: expect.stringContaining('--force') });
  const restored = await type(['restore', 'yard.backup', '--force'], SECRET);
  expect(restored.err).toBe('');
  expect(restored.out).toContain('asked before now are void');
  expect(restored.out).toContain(`${data}.before-restore`);
  expect(existsSync(join(folder, '.yardmaster/registry.db'))).toBe(true);
});

test('the passphrase may be in a file; without one nothing is made', async () => {
  const { type, write, folder } = await machine();
  const none = await type(['backup', 'yard.backup']);
  expect(none).toMatchObject({
    code: 2,
    err: expect.stringContaining('YARDMASTER_BACKUP_PASSPHRASE'),
  });
  write('secret', 'correct horse battery\n');
  const made = await type(['backup', 'yard.backup', '--passphrase-file', 'secret', '--json']);
  expect(JSON.parse(made.out)).toMatchObject({ file: join(folder, 'yard.backup') });
  const wrong = await type(['restore', 'yard.backup', '--force'], {
    YARDMASTER_BACKUP_PASSPHRASE: 'another passphrase',
  });
  expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('passphrase is another') });
});
