import { isObject } from './messages.ts';
import type { Json } from './options.ts';
import type { Session, Values } from './world.ts';

type Found = { blockId: string; element: Json; block: Json };

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Every interactive element of some blocks with the block it stands in. */
export function elementsOf(blocks: readonly unknown[]): Found[] {
  return blocks.filter(isObject).flatMap((block) => {
    const own = [block.element, block.accessory, ...list(block.elements), ...list(block.actions)];
    const here = own
      .filter(isObject)
      .filter((element) => typeof element.action_id === 'string')
      .map((element) => ({ blockId: String(block.block_id), element, block }));
    const cards = block.type === 'carousel' ? elementsOf(list(block.elements)) : [];
    return [...here, ...cards, ...elementsOf(list(block.child_blocks))];
  });
}

const STATELESS = new Set([
  'button',
  'overflow',
  'workflow_button',
  'feedback_buttons',
  'icon_button',
]);

/** Which block and action ids hold a value. */
export function blankState(view: { blocks: readonly unknown[] }): Record<string, string[]> {
  const known: Record<string, string[]> = {};
  for (const { blockId, element } of elementsOf(view.blocks)) {
    if (STATELESS.has(String(element.type))) continue;
    known[blockId] = [...(known[blockId] ?? []), String(element.action_id)];
  }
  return known;
}

/** All options an element offers, groups flattened. */
function optionsOf(element: Json, offered: readonly Json[] = []): Json[] {
  const groups = list(element.option_groups).filter(isObject);
  return [
    ...list(element.options).filter(isObject),
    ...groups.flatMap((group) => list(group.options).filter(isObject)),
    ...list(element.initial_options).filter(isObject),
    ...(isObject(element.initial_option) ? [element.initial_option] : []),
    ...offered,
  ];
}

type Kind = { field: string; initial: string; options?: boolean; many?: boolean };

const KINDS: Readonly<Record<string, Kind>> = {
  static_select: { field: 'selected_option', initial: 'initial_option', options: true },
  external_select: { field: 'selected_option', initial: 'initial_option', options: true },
  radio_buttons: { field: 'selected_option', initial: 'initial_option', options: true },
  overflow: { field: 'selected_option', initial: '', options: true },
  multi_static_select: {
    field: 'selected_options',
    initial: 'initial_options',
    options: true,
    many: true,
  },
  multi_external_select: {
    field: 'selected_options',
    initial: 'initial_options',
    options: true,
    many: true,
  },
  checkboxes: { field: 'selected_options', initial: 'initial_options', options: true, many: true },
  users_select: { field: 'selected_user', initial: 'initial_user' },
  multi_users_select: { field: 'selected_users', initial: 'initial_users', many: true },
  conversations_select: { field: 'selected_conversation', initial: 'initial_conversation' },
  multi_conversations_select: {
    field: 'selected_conversations',
    initial: 'initial_conversations',
    many: true,
  },
  channels_select: { field: 'selected_channel', initial: 'initial_channel' },
  multi_channels_select: { field: 'selected_channels', initial: 'initial_channels', many: true },
  datepicker: { field: 'selected_date', initial: 'initial_date' },
  timepicker: { field: 'selected_time', initial: 'initial_time' },
  datetimepicker: { field: 'selected_date_time', initial: 'initial_date_time' },
};

const TYPED: Kind = { field: 'value', initial: 'initial_value' };

const kindOf = (element: Json): Kind => KINDS[String(element.type)] ?? TYPED;

/** The simple value an element starts with: option values, ids, text, or null. */
function initialValue(element: Json): unknown {
  const kind = kindOf(element);
  const found = element[kind.initial];
  if (!kind.options) return found ?? (kind.many ? [] : null);
  if (kind.many)
    return list(found)
      .filter(isObject)
      .map((option) => option.value);
  return isObject(found) ? found.value : null;
}

/**
 * Slack's value object of an element for a simple value.
 * An option that was never offered is a mistake of the caller and throws.
 */
export function stateValue(element: Json, simple: unknown, offered?: readonly Json[]): Json {
  const kind = kindOf(element);
  const { type } = element;
  const pick = (value: unknown): Json => {
    const option = optionsOf(element, offered).find((each) => each.value === value);
    if (option) return option;
    throw new Error(`"${value}" is not among the options of ${element.action_id}`);
  };
  if (kind.many) {
    const chosen = Array.isArray(simple) ? simple : simple === null ? [] : [simple];
    return { type, [kind.field]: kind.options ? chosen.map(pick) : chosen };
  }
  if (type === 'rich_text_input') return { type, rich_text_value: richText(simple) };
  const empty = simple === null || simple === undefined || simple === '';
  if (empty) return { type, [kind.field]: null };
  if (kind.field === 'selected_date_time') return { type, [kind.field]: Number(simple) };
  return { type, [kind.field]: kind.options ? pick(simple) : simple };
}

function richText(simple: unknown): unknown {
  if (typeof simple !== 'string') return simple ?? null;
  const elements = [{ type: 'text', text: simple }];
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] };
}

/** The simple value that stands in a session now. */
export function currentValue(values: Values, found: Found): unknown {
  const given = values[found.blockId]?.[String(found.element.action_id)];
  return given === undefined ? initialValue(found.element) : given;
}

/** `state.values` as it goes into payloads. */
export function stateOf(
  from: Pick<Session, 'values' | 'offered'>,
  blocks: readonly unknown[],
): Json {
  const state: Record<string, Record<string, Json>> = {};
  for (const found of elementsOf(blocks)) {
    const { blockId, element } = found;
    if (STATELESS.has(String(element.type))) continue;
    const actionId = String(element.action_id);
    const offered = from.offered[`${blockId}/${actionId}`];
    const value = stateValue(element, currentValue(from.values, found), offered);
    state[blockId] = { ...state[blockId], [actionId]: value };
  }
  return { values: state };
}
