import { LIMITS } from '../limits.ts';
import type { Check } from './check.ts';
import {
  all,
  below,
  bool,
  fields,
  isObject,
  list,
  oneOf,
  problem,
  rule,
  string,
  typed,
} from './check.ts';

const plainOf = (max: number): Check => fields({ text: string(max, 1) }, { emoji: bool });
const mrkdwnOf = (max: number): Check => fields({ text: string(max, 1) }, { verbatim: bool });

/** A plain_text object. "Header: plain_text only" and the like are refused as an unknown type. */
export const plain = (max: number): Check => typed({ plain_text: plainOf(max) }, 'text object');
export const text = (max: number): Check =>
  typed({ plain_text: plainOf(max), mrkdwn: mrkdwnOf(max) }, 'text object');

export const confirm: Check = fields(
  { text: text(LIMITS.confirmText) },
  {
    title: plain(LIMITS.confirmTitle),
    confirm: plain(LIMITS.confirmButton),
    deny: plain(LIMITS.confirmButton),
    style: oneOf('primary', 'danger'),
  },
);

const optionOf = (label: Check): Check =>
  fields(
    { text: label, value: string(LIMITS.optionValue, 1) },
    { description: text(LIMITS.optionDescription) },
  );

/** "text: mrkdwn to be used with radio buttons and checkboxes", plain_text in menus. */
export const choiceOption = optionOf(text(LIMITS.optionText));
export const menuOption = optionOf(plain(LIMITS.optionText));
export const overflowOption: Check = fields(
  { text: plain(LIMITS.optionText) },
  {
    value: string(LIMITS.optionValue, 1),
    description: plain(LIMITS.optionDescription),
    url: string(LIMITS.optionUrl, 1),
  },
);

export const optionGroup: Check = fields({
  label: plain(LIMITS.optionGroupLabel),
  options: list(menuOption, LIMITS.groupOptions),
});

function offered(value: unknown): unknown[] {
  if (!isObject(value)) return [];
  const groups = Array.isArray(value.option_groups) ? value.option_groups : [];
  const own = Array.isArray(value.options) ? value.options : [];
  return [...own, ...groups.flatMap((group) => offered(group))];
}

/** "initial_option must exactly match one of the options", in every field. */
export const initialAmongOptions: Check = (value, place) => {
  if (!isObject(value)) return [];
  const known = new Set(offered(value).map((each) => JSON.stringify(each)));
  const chosen: unknown[] = Array.isArray(value.initial_options) ? value.initial_options : [];
  const many = chosen.map((each, index) => ({ each, key: `initial_options/${index}` }));
  const one =
    value.initial_option === undefined
      ? []
      : [{ each: value.initial_option, key: 'initial_option' }];
  return [...one, ...many]
    .filter(({ each }) => !known.has(JSON.stringify(each)))
    .map(({ key }) => {
      const [field = key, ...rest] = key.split('/');
      const at = rest.reduce((where, part) => below(where, part), below(place, field));
      return problem(at, 'wrong_value', 'must exactly match one of the options');
    });
};

/** "If option_groups is specified, options must not be", and one of them is needed. */
export const optionsOrGroups: Check = all(
  initialAmongOptions,
  rule((value) =>
    (value.options === undefined) === (value.option_groups === undefined)
      ? 'needs exactly one of options and option_groups'
      : undefined,
  ),
);

const slackFile: Check = all(
  fields({}, { id: string(), url: string(LIMITS.imageUrl) }),
  rule((value) =>
    (value.id === undefined) === (value.url === undefined)
      ? 'needs exactly one of id and url'
      : undefined,
  ),
);

export const imageSource = { image_url: string(LIMITS.imageUrl, 1), slack_file: slackFile };

export const oneImageSource: Check = rule((value) =>
  (value.image_url === undefined) === (value.slack_file === undefined)
    ? 'needs exactly one of image_url and slack_file'
    : undefined,
);

export const imageElement: Check = typed(
  { image: all(fields({ alt_text: string(LIMITS.imageAlt, 1) }, imageSource), oneImageSource) },
  'image',
);
