import { field, listener } from './app.ts';
import { call, workspace } from './kit.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
export const option = (value: string) => ({ text: plain(value), value });
export const input = (id: string, element: object, more = {}) => ({
  type: 'input',
  block_id: id,
  label: plain(id),
  element: { action_id: 'it', ...element },
  ...more,
});

export const modal = {
  type: 'modal',
  callback_id: 'ask',
  title: plain('Ask'),
  submit: plain('Send'),
  notify_on_close: true,
  blocks: [
    input('need', { type: 'plain_text_input' }),
    input('kind', {
      type: 'static_select',
      options: ['a', 'b'].map(option),
      initial_option: option('b'),
    }),
    input('tags', { type: 'checkboxes', options: ['x', 'y'].map(option) }, { optional: true }),
  ],
};
export const quiet = { ...modal, notify_on_close: false };
export const home = {
  type: 'home',
  blocks: [{ type: 'section', block_id: 's', text: plain('Hello') }],
};
export const filled = { need: { it: 'draft replies' } };

/** A workspace where the owner used a command, and the trigger that came with it. */
export async function triggered(spoiled: Parameters<typeof workspace>[0] = {}) {
  const here = await workspace(spoiled);
  const heard = await listener(here);
  const trigger = async (): Promise<unknown> => {
    await here.driver.as('U1').command('C1', '/yard');
    return field(heard, -1, 'trigger_id');
  };
  return { here, heard, trigger };
}

export async function opened(view: object, answer?: Parameters<typeof listener>[1]) {
  const here = await workspace();
  const ids = await listener(here);
  await here.driver.as('U1').command('C1', '/yard');
  const trigger_id = field(ids, -1, 'trigger_id');
  const heard = await listener(here, answer);
  const result = await call(here, 'views.open', { trigger_id, view });
  return { here, heard, result, me: here.driver.as('U1') };
}
