import { expect, test } from 'vitest';
import { queuedRequests } from '../../../lib/acts/request.ts';
import { CHANNELS } from '../../../lib/local/sample/organisation.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { MODES, postRequest, stage } from '../kit.ts';

const { support, platform } = CHANNELS;
const engine = engineOfFile();

test.each(MODES)(
  'the platform admin answers a request, others are refused before they write a reason, over %s',
  async (mode) => {
    const here = await stage(engine(), mode);
    const { owner, admin, deps } = here;
    await owner.command(support.id, '/yard new translate contracts');
    await expect.poll(() => owner.view()?.callback_id).toBe('request_need');
    await owner.submitView();
    const values = { choice: { value: 'nothing' }, because: { value: 'New' } };
    await owner.submitView({ values });
    const [request] = await queuedRequests(deps);
    const card = await postRequest(here, request?.id ?? '');
    await owner.click({ ...card, actionId: 'request_reject' });
    await expect
      .poll(() => owner.messages(platform.id).at(-1)?.text)
      .toContain('Only platform admins');
    await admin.click({ ...card, actionId: 'request_changes' });
    await expect.poll(() => admin.view()?.callback_id).toBe('reason');
    const reason = { reason: { value: 'Which languages?' } };
    expect(await admin.submitView({ values: reason })).toMatchObject({ ok: true });
    expect(await queuedRequests(deps)).toEqual([]);
    await admin.click({ ...card, actionId: 'request_approve' });
    await expect.poll(() => admin.messages(platform.id).at(-1)?.text).toContain('answered already');
  },
);
