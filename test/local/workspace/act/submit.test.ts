import { describe, expect, test } from 'vitest';
import { field } from '../app.ts';
import { filled, input, modal, opened, option, quiet } from '../modal.ts';

describe('submitting', () => {
  test('merges the values with the initial ones, as Slack shows them', async () => {
    const { heard, me } = await opened(modal);
    expect(await me.submitView({ values: { ...filled, tags: { it: ['y'] } } })).toMatchObject({
      ok: true,
      status: 200,
    });
    expect(field(heard, -1, 'view', 'state', 'values')).toEqual({
      need: { it: { type: 'plain_text_input', value: 'draft replies' } },
      kind: { it: { type: 'static_select', selected_option: option('b') } },
      tags: { it: { type: 'checkboxes', selected_options: [option('y')] } },
    });
    expect(me.view()).toBeUndefined();
  });

  test.each([
    ['an empty required field', modal, { need: { it: '' } }, 'need'],
    [
      'a text too short',
      { ...modal, blocks: [input('need', { type: 'plain_text_input', min_length: 5 })] },
      { need: { it: 'abc' } },
      'need',
    ],
    [
      'no address',
      { ...modal, blocks: [input('mail', { type: 'email_text_input' })] },
      { mail: { it: 'me' } },
      'mail',
    ],
    [
      'no URL',
      { ...modal, blocks: [input('url', { type: 'url_text_input' })] },
      { url: { it: 'here' } },
      'url',
    ],
    [
      'a fraction',
      { ...modal, blocks: [input('n', { type: 'number_input', is_decimal_allowed: false })] },
      { n: { it: '1.5' } },
      'n',
    ],
    [
      'a number too high',
      {
        ...modal,
        blocks: [input('n', { type: 'number_input', is_decimal_allowed: false, max_value: '3' })],
      },
      { n: { it: '4' } },
      'n',
    ],
  ])('%s never reaches the app', async (_why, view, values, blockId) => {
    const { heard, me } = await opened(view);
    const result = await me.submitView({ values });
    expect([result.ok, Object.keys(result.errors ?? {})]).toEqual([false, [blockId]]);
    expect(heard).toEqual([]);
  });
});

describe('an answer to a submission', () => {
  test('an option that was never offered is a mistake of the test', async () => {
    const { me } = await opened(modal);
    const values = { ...filled, kind: { it: 'z' } };
    await expect(me.submitView({ values })).rejects.toThrow('"z" is not among the options');
  });

  test.each([
    [
      'errors for an input',
      { response_action: 'errors', errors: { need: 'More, please' } },
      { need: 'More, please' },
    ],
    ['errors for no input', { response_action: 'errors', errors: { other: 'x' } }, undefined],
    ['errors that are none', { response_action: 'errors', errors: {} }, undefined],
    ['an unknown action', { response_action: 'shout' }, undefined],
    [
      'a view Slack would refuse',
      { response_action: 'update', view: { type: 'modal' } },
      undefined,
    ],
    ['no JSON', 'ok', undefined],
  ])('answered with %s keeps the view open', async (_why, body, errors) => {
    const { me } = await opened(modal, () => ({ body }));
    const result = await me.submitView({ values: filled });
    expect([result.ok, result.errors]).toEqual([false, errors]);
    expect(me.view()).toBeDefined();
  });

  test.each([
    ['update', { response_action: 'update', view: { ...modal, callback_id: 'next' } }, 'next'],
    ['push', { response_action: 'push', view: { ...modal, callback_id: 'next' } }, 'next'],
    ['clear', { response_action: 'clear' }, undefined],
  ])('answered with %s', async (_why, body, callbackId) => {
    const { me } = await opened(modal, () => ({ body }));
    expect(await me.submitView({ values: filled })).toMatchObject({ ok: true });
    expect(me.view()?.callback_id).toBe(callbackId);
  });
});

describe('closing', () => {
  test.each([
    ['is told with notify_on_close', modal, [{ type: 'view_closed', is_cleared: false }]],
    ['is not told without', quiet, []],
  ])('%s', async (_why, view, expected) => {
    const { heard, me } = await opened(view);
    await me.closeView();
    expect(me.view()).toBeUndefined();
    expect(heard.map((each) => each.payload)).toMatchObject(expected);
  });
});

test('using an element of a modal tells the app what stands in it', async () => {
  const pick = { type: 'static_select', action_id: 'pick', options: ['a', 'b'].map(option) };
  const { heard, me } = await opened({
    ...modal,
    blocks: [...modal.blocks, { type: 'actions', block_id: 'more', elements: [pick] }],
  });
  await me.clickInView({ actionId: 'pick', value: 'b', values: filled });
  expect(heard[0]?.payload).toMatchObject({
    type: 'block_actions',
    container: { type: 'view' },
    actions: [{ type: 'static_select', action_id: 'pick', selected_option: option('b') }],
    view: { state: { values: { need: { it: { value: 'draft replies' } } } } },
  });
  expect(await me.clickInView({ actionId: 'it', blockId: 'need' })).toMatchObject({ ok: false });
});
