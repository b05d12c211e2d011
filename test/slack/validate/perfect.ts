import { type Problem, validateBlocks } from '../../../lib/slack/validate.ts';

/** Parts of a perfect message and view; tests spoil one field. */
export type Json = Readonly<Record<string, unknown>>;
export const plain = (text: string) => ({ type: 'plain_text', text });
export const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
export const x = (length: number) => 'x'.repeat(length);
export const option = (value: string) => ({ text: plain(value), value });
export const options = (count: number) =>
  Array.from({ length: count }, (_, at) => option(`o${at}`));
export const divider = { type: 'divider' };
export const button: Json = {
  type: 'button',
  action_id: 'approve',
  text: plain('Approve'),
  value: 'a1',
};
export const actions = (...elements: Json[]) => ({ type: 'actions', block_id: 'decide', elements });
export const section = (text: unknown) => ({ type: 'section', text });
export const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] };
export const field = { type: 'plain_text_input', action_id: 'why' };
export const input = (element: Json) => ({ type: 'input', label: plain('Why'), element });
export const menu = { type: 'static_select', action_id: 'pick', options: options(2) };

export const modal = {
  type: 'modal',
  callback_id: 'ask',
  title: plain('Ask'),
  submit: plain('Send'),
  close: plain('Cancel'),
  private_metadata: 'm',
  blocks: [{ type: 'alert', text: plain('Careful'), level: 'warning' }, input(field), input(menu)],
};

export const home = { type: 'home', blocks: [section(plain('Nothing waits for you')), divider] };

/** What was found, short: `too_long /title/text`. */
export const codes = (found: readonly Problem[]) =>
  found.map((each) => `${each.code} ${each.pointer}`);
export const inMessage = (...blocks: unknown[]) => codes(validateBlocks(blocks, 'message'));
