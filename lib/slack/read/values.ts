import * as z from 'zod';
import type { Fields } from '../room.ts';

const option = z.object({ value: z.string() });

/** What an element of Block Kit says of itself, whichever element it is. */
export const valueSchema = z.object({
  value: z.string().nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).nullish(),
  selected_user: z.string().nullish(),
  selected_users: z.array(z.string()).nullish(),
  selected_channel: z.string().nullish(),
  selected_channels: z.array(z.string()).nullish(),
  selected_conversation: z.string().nullish(),
  selected_conversations: z.array(z.string()).nullish(),
  selected_date: z.string().nullish(),
  selected_time: z.string().nullish(),
});
type Value = z.infer<typeof valueSchema>;

export const valuesSchema = z.record(z.string(), z.record(z.string(), valueSchema));

/** The one thing that was typed or chosen; '' for none. Control characters but line breaks are left out. */
export function textOf(value: Value): string {
  const { selected_option, selected_user, selected_channel, selected_conversation } = value;
  const chosen = selected_option?.value ?? selected_user ?? selected_channel;
  const when = value.selected_date ?? value.selected_time;
  return tidy(value.value ?? chosen ?? selected_conversation ?? when ?? '');
}

function listOf(value: Value): readonly string[] {
  const options = value.selected_options?.map((one) => one.value);
  const ids = value.selected_users ?? value.selected_channels ?? value.selected_conversations;
  const one = textOf(value);
  return options ?? ids ?? (one === '' ? [] : [one]);
}

function tidy(text: string): string {
  return text
    .toWellFormed()
    .replace(/(?![\n\t])\p{Cc}/gu, '')
    .trim();
}

/** A form's values, read by block: each block of an input holds one element. */
export function fieldsOf(values: z.infer<typeof valuesSchema>): Fields {
  const field = (block: string): Value =>
    (Object.hasOwn(values, block) && Object.values(values[block] ?? {})[0]) || {};
  return { text: (block) => textOf(field(block)), list: (block) => listOf(field(block)) };
}
