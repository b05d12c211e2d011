import { LIMITS } from '../limits.ts';
import type { Check } from './check.ts';
import {
  all,
  below,
  bool,
  fields,
  integer,
  isObject,
  list,
  oneOf,
  pattern,
  problem,
  rule,
  string,
} from './check.ts';
import * as part from './composition.ts';
import { richText } from './rich-text.ts';

type Optional = Readonly<Record<string, Check>>;

const actionId = string(LIMITS.actionId, 1);
const strings = list(string(), Number.POSITIVE_INFINITY, 0);
const placeholder = part.plain(LIMITS.placeholder);

const element = (required: Optional, optional: Optional = {}): Check =>
  fields(required, { action_id: actionId, ...optional });
const picker = { confirm: part.confirm, focus_on_load: bool, placeholder };
const many = { ...picker, max_selected_items: integer(1) };

const date = pattern(/^\d{4}-\d{2}-\d{2}$/, 'a date such as 2026-11-20');
const time = pattern(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 09:30');
const decimal = pattern(/^-?\d+(\.\d+)?$/, 'a number written as a string');

const staticMenu = {
  options: list(part.menuOption, LIMITS.selectOptions),
  option_groups: list(part.optionGroup, LIMITS.selectGroups),
};
const conversationFilter = fields(
  {},
  {
    include: list(oneOf('im', 'mpim', 'private', 'public'), 4),
    exclude_external_shared_channels: bool,
    exclude_bot_users: bool,
  },
);

/** "response_url_enabled: only works with menus in input blocks in modals." */
const responseUrl: Check = (value, place) => {
  if (place.surface === 'modal') return bool(value, place);
  return [problem(place, 'wrong_surface', 'response_url_enabled works in modals only')];
};
const conversations = { filter: conversationFilter, default_to_current_conversation: bool };

const dispatch = fields(
  {},
  { trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), 2) },
);
const typing = { placeholder, focus_on_load: bool, dispatch_action_config: dispatch };

function ordered(low: string, high: string): Check {
  return rule((value) => {
    const [least, most] = [value[low], value[high]];
    if (least === undefined || most === undefined || Number(least) <= Number(most))
      return undefined;
    return `${low} cannot be greater than ${high}`;
  });
}

const choices = (options: Check): Check =>
  all(
    element(
      { options },
      {
        initial_option: part.choiceOption,
        confirm: part.confirm,
        focus_on_load: bool,
      },
    ),
    part.initialAmongOptions,
  );

export const pickers = {
  checkboxes: all(
    element(
      { options: list(part.choiceOption, LIMITS.checkboxOptions) },
      {
        initial_options: list(part.choiceOption, LIMITS.checkboxOptions),
        confirm: part.confirm,
        focus_on_load: bool,
      },
    ),
    part.initialAmongOptions,
  ),
  radio_buttons: choices(list(part.choiceOption, LIMITS.radioOptions)),
  datepicker: element({}, { ...picker, initial_date: date }),
  timepicker: element({}, { ...picker, initial_time: time, timezone: string() }),
  datetimepicker: element(
    {},
    {
      confirm: part.confirm,
      focus_on_load: bool,
      initial_date_time: integer(1_000_000_000, 9_999_999_999),
    },
  ),
};

export const selects = {
  static_select: all(
    element({}, { ...picker, ...staticMenu, initial_option: part.menuOption }),
    part.optionsOrGroups,
  ),
  multi_static_select: all(
    element(
      {},
      {
        ...many,
        ...staticMenu,
        initial_options: list(part.menuOption, LIMITS.selectOptions),
      },
    ),
    part.optionsOrGroups,
  ),
  external_select: element(
    {},
    { ...picker, min_query_length: integer(0), initial_option: part.menuOption },
  ),
  multi_external_select: element(
    {},
    {
      ...many,
      min_query_length: integer(0),
      initial_options: list(part.menuOption, LIMITS.selectOptions),
    },
  ),
  users_select: element({}, { ...picker, initial_user: string() }),
  multi_users_select: element({}, { ...many, initial_users: strings }),
  channels_select: element(
    {},
    { ...picker, initial_channel: string(), response_url_enabled: responseUrl },
  ),
  multi_channels_select: element({}, { ...many, initial_channels: strings }),
  conversations_select: element(
    {},
    {
      ...picker,
      ...conversations,
      initial_conversation: string(),
      response_url_enabled: responseUrl,
    },
  ),
  multi_conversations_select: element(
    {},
    { ...many, ...conversations, initial_conversations: strings },
  ),
};

/** "requires files:read", and modals are where Slack takes files. */
const fileInput: Check = (value, place) => {
  const found = element({}, { filetypes: strings, max_files: integer(1, LIMITS.fileInputFiles) })(
    value,
    place,
  );
  if (place.surface === 'modal' || !isObject(value)) return found;
  return [
    ...found,
    problem(below(place, 'type'), 'wrong_surface', 'file_input works in modals only'),
  ];
};

export const richTextInput = all(
  element(
    {},
    {
      ...typing,
      initial_value: richText,
      min_lines: integer(1, LIMITS.richTextInputLines),
      max_lines: integer(1, LIMITS.richTextInputLines),
    },
  ),
  ordered('min_lines', 'max_lines'),
);

export const inputs = {
  plain_text_input: all(
    element(
      {},
      {
        ...typing,
        initial_value: string(LIMITS.textInput),
        multiline: bool,
        min_length: integer(0, LIMITS.textInput),
        max_length: integer(1, LIMITS.textInput),
      },
    ),
    ordered('min_length', 'max_length'),
  ),
  email_text_input: element({}, { ...typing, initial_value: string() }),
  url_text_input: element({}, { ...typing, initial_value: string() }),
  number_input: all(
    element(
      { is_decimal_allowed: bool },
      {
        ...typing,
        initial_value: decimal,
        min_value: decimal,
        max_value: decimal,
      },
    ),
    ordered('min_value', 'max_value'),
  ),
  file_input: fileInput,
};
