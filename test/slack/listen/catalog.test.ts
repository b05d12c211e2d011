import { expect, test } from 'vitest';
import { CHANNELS } from '../../../lib/local/sample/organisation.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { MODES, stage } from '../kit.ts';
import { words } from '../views/kit.ts';

const { support } = CHANNELS;
const engine = engineOfFile();

test.each(MODES)('find lists what there is, over %s', async (mode) => {
  const { owner } = await stage(engine(), mode);
  expect(await owner.command(support.id, '/yard find reply to customers')).toMatchObject({
    ok: true,
  });
  const said = words(owner.messages(support.id).at(-1)?.blocks);
  expect(said).toContain('*reply-drafter* · plugin · 3.2.4 · owned by platform · not used yet');
});
