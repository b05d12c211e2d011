import { describe, expect, test } from 'vitest';
import { field, listener } from './app.ts';
import { call, workspace } from './kit.ts';

const card = {
  channel: 'C1',
  text: 'Send it?',
  blocks: [
    {
      type: 'actions',
      elements: [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }],
    },
  ],
};

async function post(url: unknown, body: object): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(String(url), { method: 'POST', body: JSON.stringify(body) });
  return { status: answer.status, body: await answer.json() };
}

/** A response_url from a click on a message, or on an ephemeral one. */
async function clicked(ephemeral = false, now: () => number = Date.now) {
  const here = await workspace({ now });
  const heard = await listener(here);
  const method = ephemeral ? 'chat.postEphemeral' : 'chat.postMessage';
  await call(here, method, { ...card, user: 'U1' });
  const me = here.driver.as('U1');
  const ts = me.messages('C1')[0]?.ts ?? '';
  await me.click({ channel: 'C1', ts, actionId: 'go' });
  return { here, heard, me, url: field(heard, 0, 'response_url') };
}

describe('a response_url', () => {
  test('answers five times, to the person alone by default', async () => {
    const { here, me, url } = await clicked();
    const answers = [];
    for (const text of ['1', '2', '3', '4', '5', '6']) answers.push(await post(url, { text }));
    expect(answers.map((each) => each.status)).toEqual([200, 200, 200, 200, 200, 404]);
    expect(answers.at(-1)?.body).toMatchObject({ error: 'used_url' });
    expect(me.messages('C1')).toHaveLength(6);
    expect(here.driver.as('U2').messages('C1')).toHaveLength(1);
  });

  test.each([
    [1_800_000, 200],
    [1_800_001, 404],
  ])('after %i ms', async (later, status) => {
    let now = 1_763_600_000_000;
    const { url } = await clicked(false, () => now);
    now += later;
    expect((await post(url, { text: 'late' })).status).toBe(status);
  });

  test('replaces and deletes the original, a channel message staying one', async () => {
    const { here, url } = await clicked();
    await post(url, { text: 'Done', replace_original: true, response_type: 'ephemeral' });
    const [after] = here.driver.as('U2').messages('C1');
    expect(after?.text).toBe('Done');
    expect(after?.blocks).toBeUndefined();
    await post(url, { delete_original: true });
    expect(here.driver.as('U2').messages('C1')).toEqual([]);
  });

  test('replaces an ephemeral message, which stays ephemeral and is in no payload', async () => {
    const { here, heard, me, url } = await clicked(true);
    expect(field(heard, 0, 'container', 'is_ephemeral')).toBe(true);
    expect(field(heard, 0, 'message')).toBeUndefined();
    await post(url, { text: 'Done', replace_original: true, response_type: 'in_channel' });
    expect(me.messages('C1')).toMatchObject([{ text: 'Done', onlyFor: 'U1' }]);
    expect(here.driver.as('U2').messages('C1')).toEqual([]);
  });

  test.each([
    ['nothing to say', {}, 'no_text'],
    ['an unknown block', { blocks: [{ type: 'x' }] }, 'invalid_blocks'],
  ])('refuses %s and is not used up', async (_why, body, error) => {
    const { url } = await clicked();
    expect(await post(url, body)).toMatchObject({ status: 400, body: { ok: false, error } });
  });

  test('works where the bot is no member', async () => {
    const here = await workspace();
    const heard = await listener(here);
    await here.driver.as('U1').command('C3', '/yard');
    expect((await post(field(heard, 0, 'response_url'), { text: 'hi' })).status).toBe(200);
    expect(here.driver.as('U1').messages('C3')).toHaveLength(1);
  });

  test('that was never given out is not found', async () => {
    const here = await workspace();
    expect((await post(`${here.url}/_local/reply/none`, { text: 'a' })).status).toBe(404);
  });
});
