import { describe, expect, test } from 'vitest';
import type { Workspace } from '../../../lib/local/workspace/server.ts';
import type { listener } from './app.ts';
import { field } from './app.ts';
import { at, call } from './kit.ts';
import { filled, home, input, modal, opened, triggered } from './modal.ts';

describe('a trigger', () => {
  test('opens one modal, for the person who caused it', async () => {
    const { here, trigger } = await triggered();
    const trigger_id = await trigger();
    expect(await call(here, 'views.open', { trigger_id, view: modal })).toMatchObject({ ok: true });
    expect(here.driver.as('U1').view()?.callback_id).toBe('ask');
    expect(await call(here, 'views.open', { trigger_id, view: modal })).toMatchObject({
      error: 'exchanged_trigger_id',
    });
  });

  test.each([
    [3000, { ok: true }],
    [3001, { ok: false, error: 'expired_trigger_id' }],
  ])('after %i ms', async (later, expected) => {
    let now = 1_763_600_000_000;
    const { here, trigger } = await triggered({ now: () => now });
    const trigger_id = await trigger();
    now += later;
    expect(await call(here, 'views.open', { trigger_id, view: modal })).toMatchObject(expected);
  });
});

describe('views.*', () => {
  test.each([
    ['a made-up trigger', 'views.open', { trigger_id: '1.2', view: modal }, 'invalid_trigger_id'],
    ['a wrong view', 'views.open', { view: { ...modal, submit: undefined } }, 'invalid_arguments'],
    ['a Home opened', 'views.open', { view: home }, 'invalid_arguments'],
    ['a modal published', 'views.publish', { user_id: 'U1', view: modal }, 'invalid_arguments'],
    ['a Home for nobody', 'views.publish', { user_id: 'U9', view: home }, 'user_not_found'],
    ['a view nobody sees', 'views.update', { view_id: 'V9', view: modal }, 'not_found'],
  ])('refuse %s', async (_why, method, args, error) => {
    const { here } = await triggered();
    expect(await call(here, method, args)).toMatchObject({ ok: false, error });
  });

  test('push stacks three views and no fourth', async () => {
    const { here, trigger } = await triggered();
    const answers = [];
    for (const method of ['views.open', 'views.push', 'views.push', 'views.push'])
      answers.push(await call(here, method, { trigger_id: await trigger(), view: modal }));
    expect(answers.map((each) => each.error)).toEqual([
      undefined,
      undefined,
      undefined,
      'push_limit_reached',
    ]);
    expect(at(answers[1], 'view', 'previous_view_id')).toBe(at(answers[0], 'view', 'id'));
  });

  test('update with an old hash is a conflict; values survive where the ids stay', async () => {
    const { here, result, me } = await opened({
      ...modal,
      blocks: [...modal.blocks, input('far', { type: 'plain_text_input' })],
    });
    await me.submitView({ values: filled });
    const [view_id, hash] = [at(result, 'view', 'id'), at(result, 'view', 'hash')];
    const first = await call(here, 'views.update', { view_id, hash, view: modal });
    expect(first).toMatchObject({ ok: true, view: { id: view_id } });
    const second = await call(here, 'views.update', { view_id, hash, view: modal });
    expect(second).toMatchObject({ error: 'hash_conflict' });
    expect(await me.submitView()).toMatchObject({ ok: true });
  });

  test('publish is seen by that person, and app_home_opened carries what was there', async () => {
    const { here, heard } = await triggered();
    await here.driver.as('U1').openHome();
    expect(field(heard, -1, 'event', 'view')).toBeUndefined();
    const { view } = await call(here, 'views.publish', { user_id: 'U1', view: home });
    expect(here.driver.as('U2').home()).toBeUndefined();
    await here.driver.as('U1').openHome();
    expect(field(heard, -1, 'event', 'view', 'hash')).toBe(at(view, 'hash'));
    const old = { user_id: 'U1', view: home, hash: 'old' };
    expect(await call(here, 'views.publish', old)).toMatchObject({ error: 'hash_conflict' });
  });
});

test('shortcuts carry a trigger and no channel, and are not there for other organisations', async () => {
  const { here, heard }: { here: Workspace; heard: Awaited<ReturnType<typeof listener>> } =
    await triggered();
  expect(await here.driver.as('U3').shortcut('request')).toMatchObject({ ok: false });
  expect(await here.driver.as('U1').shortcut('request')).toMatchObject({ ok: true });
  expect(heard.at(-1)?.payload).toMatchObject({ type: 'shortcut', callback_id: 'request' });
  expect(field(heard, -1, 'channel')).toBeUndefined();
  expect(field(heard, -1, 'response_url')).toBeUndefined();
});
