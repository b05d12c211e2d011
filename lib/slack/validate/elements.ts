import { LIMITS } from '../limits.ts';
import type { Check } from './check.ts';
import { fields, list, oneOf, string } from './check.ts';
import * as part from './composition.ts';
import { inputs, pickers, richTextInput, selects } from './inputs.ts';

type Optional = Readonly<Record<string, Check>>;

const actionId = string(LIMITS.actionId, 1);
const style = oneOf('primary', 'danger');
const label = string(LIMITS.accessibilityLabel);

const element = (required: Optional, optional: Optional = {}): Check =>
  fields(required, { action_id: actionId, ...optional });

const feedback = fields(
  { text: part.plain(LIMITS.buttonText), value: string(LIMITS.buttonValue) },
  { accessibility_label: label },
);

const buttons = {
  button: element(
    { text: part.plain(LIMITS.buttonText) },
    {
      value: string(LIMITS.buttonValue),
      url: string(LIMITS.buttonUrl),
      style,
      confirm: part.confirm,
      accessibility_label: label,
    },
  ),
  workflow_button: element(
    {
      text: part.plain(LIMITS.buttonText),
      workflow: fields({
        trigger: fields(
          { url: string(LIMITS.buttonUrl, 1) },
          { customizable_input_parameters: list(fields({ name: string(), value: string() }), 100) },
        ),
      }),
    },
    { style, accessibility_label: label },
  ),
  overflow: element(
    { options: list(part.overflowOption, LIMITS.overflowOptions) },
    { confirm: part.confirm },
  ),
};

const contextual = {
  feedback_buttons: element({ positive_button: feedback, negative_button: feedback }),
  icon_button: element(
    { icon: string(), text: part.plain(LIMITS.buttonText) },
    {
      value: string(LIMITS.buttonValue),
      confirm: part.confirm,
      accessibility_label: label,
      visible_to_user_ids: list(string(), LIMITS.iconButtonUsers),
    },
  ),
};

export const button = { button: buttons.button };
export const sectionAccessories = { ...buttons, ...pickers, ...selects };
export const actionElements = { ...sectionAccessories, rich_text_input: richTextInput };
export const inputElements = {
  ...pickers,
  ...selects,
  ...inputs,
  rich_text_input: richTextInput,
};
export const contextActionElements = contextual;
