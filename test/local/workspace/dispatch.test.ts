import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { field, listener } from './app.ts';
import { call, SECRET, workspace } from './kit.ts';

const card = {
  channel: 'C2',
  text: 'Send it?',
  blocks: [
    {
      type: 'actions',
      block_id: 'decide',
      elements: [
        {
          type: 'button',
          action_id: 'approve',
          text: { type: 'plain_text', text: 'Approve' },
          value: 'a1',
        },
        {
          type: 'button',
          action_id: 'approve-2',
          text: { type: 'plain_text', text: 'Again' },
          value: 'a2',
        },
      ],
    },
  ],
};

describe('a slash command', () => {
  test('is signed as Slack signs, over the raw body, with the time of sending', async () => {
    const here = await workspace({ now: () => 1_763_600_000_500 });
    const heard = await listener(here);
    expect(await here.driver.as('U1').command('C1', '/yard find a & b')).toMatchObject({
      ok: true,
    });
    const { headers = {}, body = '' } = heard[0] ?? {};
    expect(headers['x-slack-request-timestamp']).toBe('1763600000');
    const digest = createHmac('sha256', SECRET).update(`v0:1763600000:${body}`).digest('hex');
    expect(headers['x-slack-signature']).toBe(`v0=${digest}`);
    expect(heard[0]?.payload).toMatchObject({
      command: '/yard',
      text: 'find a & b',
      channel_id: 'C1',
      channel_name: 'support',
      user_id: 'U1',
      team_id: 'T1',
      api_app_id: 'A1',
    });
  });

  test.each([
    ['a person of another organisation', 'U3', 'C2', '/yard', /not available to people from other/],
    ['somebody who left', 'U4', 'C1', '/yard', /deactivated/],
    ['an unknown command', 'U1', 'C1', '/other', /not a valid command/],
    ['a channel one is no member of', 'U2', 'C3', '/yard', /not a member/],
  ])('of %s does not reach the app', async (_why, userId, channel, line, error) => {
    const here = await workspace();
    const heard = await listener(here);
    const result = await here.driver.as(userId).command(channel, line);
    expect(result).toMatchObject({ ok: false, error: expect.stringMatching(error) });
    expect(heard).toEqual([]);
  });

  test.each([
    ['text', 'plain words', { text: 'plain words', onlyFor: 'U1' }],
    ['JSON, ephemeral by default', { text: 'json' }, { text: 'json', onlyFor: 'U1' }],
  ])('may be answered at once with %s', async (_why, body, expected) => {
    const here = await workspace();
    await listener(here, () => ({ body }));
    await here.driver.as('U1').command('C1', '/yard');
    expect(here.driver.as('U1').messages('C1')).toMatchObject([expected]);
    expect(here.driver.as('U2').messages('C1')).toEqual([]);
  });

  test('answered in_channel is seen by all', async () => {
    const here = await workspace();
    await listener(here, () => ({ body: { text: 'hello', response_type: 'in_channel' } }));
    await here.driver.as('U1').command('C1', '/yard');
    expect(here.driver.as('U2').messages('C1')).toHaveLength(1);
  });
});

describe('what the person reads', () => {
  test('when the app takes too long', async () => {
    const here = await workspace({ ackMs: 30 });
    await listener(here, () => 'never');
    expect(await here.driver.as('U1').command('C1', '/yard')).toMatchObject({
      ok: false,
      error: '/yard failed because the app did not respond',
    });
  });

  test.each([
    ['an error of the app', { status: 500 }, '/yard failed with the error "http_error 500"'],
    [
      'an answer that Slack would not take',
      { body: { blocks: [{ type: 'x' }] } },
      '/yard failed with the error "invalid_command_response"',
    ],
  ])('at %s', async (_why, reply, error) => {
    const here = await workspace();
    await listener(here, () => reply);
    expect(await here.driver.as('U1').command('C1', '/yard')).toMatchObject({ ok: false, error });
  });

  test('when the request was under way too long, although the app got it', async () => {
    const here = await workspace({ ackMs: 30 });
    const heard = await listener(here);
    here.faults.set({ dispatchDelayMs: 60 });
    expect(await here.driver.as('U1').command('C1', '/yard')).toMatchObject({ ok: false });
    await expect.poll(() => heard.length).toBe(1);
  });

  test('when an answer counts as late although the app did its work', async () => {
    const here = await workspace();
    const heard = await listener(here);
    here.faults.set({ lateAnswers: 1 });
    expect(await here.driver.as('U1').command('C1', '/yard')).toMatchObject({ ok: false });
    expect(await here.driver.as('U1').command('C1', '/yard')).toMatchObject({ ok: true });
    expect(heard).toHaveLength(2);
  });
});

describe('a button', () => {
  test('is there for a member from another organisation, with the home team in user.team_id', async () => {
    const here = await workspace();
    const heard = await listener(here);
    const { ts } = await call(here, 'chat.postMessage', card);
    const press = { channel: 'C2', ts: String(ts), actionId: 'approve' };
    expect(await here.driver.as('U3').click(press)).toMatchObject({ ok: true });
    expect(heard[0]?.payload).toMatchObject({
      type: 'block_actions',
      user: { id: 'U3', team_id: 'T2' },
      team: { id: 'T1' },
      channel: { id: 'C2', name: 'shared' },
      container: { type: 'message', message_ts: ts, channel_id: 'C2', is_ephemeral: false },
      message: { ts, text: 'Send it?' },
      actions: [{ type: 'button', action_id: 'approve', block_id: 'decide', value: 'a1' }],
    });
  });

  test.each([
    ['who does not see the message', 'U2', { actionId: 'approve' }],
    ['of another name', 'U1', { actionId: 'deny' }],
    ['with another value', 'U1', { actionId: 'approve', value: 'a9' }],
    ['in another block', 'U1', { actionId: 'approve', blockId: 'other' }],
  ])('does nothing for one %s', async (_why, userId, press) => {
    const here = await workspace();
    const heard = await listener(here);
    const { ts } = await call(here, 'chat.postMessage', card);
    const result = await here.driver.as(userId).click({ channel: 'C2', ts: String(ts), ...press });
    expect(result.ok).toBe(false);
    expect(heard).toEqual([]);
  });

  test('is not the only element: a choice comes with its option and stands in the state', async () => {
    const here = await workspace();
    const heard = await listener(here);
    const options = ['a', 'b'].map((value) => ({
      text: { type: 'plain_text', text: value },
      value,
    }));
    const pick = { type: 'static_select', action_id: 'pick', options };
    const blocks = [{ type: 'actions', block_id: 'more', elements: [pick] }];
    const { ts } = await call(here, 'chat.postMessage', { ...card, blocks });
    const press = { channel: 'C2', ts: String(ts), actionId: 'pick', value: 'b' };
    await here.driver.as('U1').click(press);
    expect(heard[0]?.payload).toMatchObject({
      actions: [{ action_id: 'pick', selected_option: { value: 'b' } }],
      state: { values: { more: { pick: { selected_option: { value: 'b' } } } } },
    });
  });

  test('is never sent again by Slack, but by the fault that repeats, with the same trigger', async () => {
    const here = await workspace();
    const heard = await listener(here, () => ({ status: 500 }));
    const { ts } = await call(here, 'chat.postMessage', card);
    const press = { channel: 'C2', ts: String(ts), actionId: 'approve' };
    await here.driver.as('U1').click(press);
    expect(heard).toHaveLength(1);
    here.faults.set({ repeatDispatch: 2 });
    await here.driver.as('U1').click(press);
    const triggers = new Set(
      heard.slice(1).map((_each, index) => field(heard, index + 1, 'trigger_id')),
    );
    expect([heard.length, triggers.size]).toEqual([4, 1]);
  });
});

describe('an event', () => {
  test('a mention where the bot is a member is told, with the text escaped', async () => {
    const here = await workspace();
    const heard = await listener(here);
    await here.driver.as('U3').say('C2', '@Yardmaster <!channel>');
    expect(heard[0]?.payload).toMatchObject({
      type: 'event_callback',
      is_ext_shared_channel: true,
      event: { type: 'app_mention', text: '<@UBOT> &lt;!channel&gt;', user: 'U3', user_team: 'T2' },
    });
    await here.driver.as('U1').say('C3', '@Yardmaster');
    expect(heard).toHaveLength(1);
  });

  test('is sent three times more while it fails, and says so', async () => {
    const here = await workspace({ eventRetryMs: [0, 0, 0] });
    const heard = await listener(here, () => ({ status: 500 }));
    expect(await here.driver.as('U1').openHome()).toMatchObject({ ok: false, status: 500 });
    await expect.poll(() => heard.length).toBe(4);
    const retries = heard.map(({ headers }) => headers['x-slack-retry-num']);
    expect(retries).toEqual([undefined, '1', '2', '3']);
    expect(heard[1]?.headers['x-slack-retry-reason']).toBe('http_error');
    expect(field(heard, 3, 'event_id')).toBe(field(heard, 0, 'event_id'));
  });

  test('is not sent again once it was taken, or when the app asks for no retry', async () => {
    const here = await workspace({ eventRetryMs: [0, 0, 0] });
    const heard = await listener(here, (_payload, count) =>
      count === 1 ? { status: 500 } : { status: 500, headers: { 'x-slack-no-retry': '1' } },
    );
    await here.driver.as('U1').openHome();
    await expect.poll(() => heard.length).toBe(2);
    await here.driver.as('U2').openHome();
    expect(heard.length).toBe(3);
  });

  test('repeated by a fault comes under another event id', async () => {
    const here = await workspace();
    const heard = await listener(here);
    here.faults.set({ repeatDispatch: 1 });
    await here.driver.as('U1').openHome();
    expect(heard).toHaveLength(2);
    expect(field(heard, 0, 'event_id')).not.toBe(field(heard, 1, 'event_id'));
  });
});
