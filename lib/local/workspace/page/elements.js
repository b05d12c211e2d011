import { button, feedback, isButton, overflow, words } from './buttons.js';
import { freshId, h } from './dom.js';
import { textObject } from './mrkdwn.js';

/** Flat options of a select, each with the label of its group. */
function choices(element) {
  const groups = element.option_groups ?? [{ options: element.options ?? [] }];
  return groups.map((group) => ({ label: words(group.label), options: group.options }));
}

const optionNode = ({ text, value }, chosen) =>
  h('option', { value, selected: value === chosen }, words(text));

function optionNodes(element, chosen) {
  return choices(element).map(({ label, options }) => {
    const nodes = options.map((option) => optionNode(option, chosen));
    return label ? h('optgroup', { label }, nodes) : nodes;
  });
}

/** People and conversations as options, as the acting person knows them. */
function known(type, ctx) {
  const option = (text, value) => ({ text: { type: 'plain_text', text }, value });
  if (type.includes('users')) return ctx.people.map((each) => option(each.name, each.id));
  return ctx.channels.map((each) => option(`#${each.name}`, each.id));
}

function withKnown(element, ctx) {
  const listed = /(users|conversations|channels)_select$/.test(element.type);
  return listed ? { ...element, options: known(element.type, ctx) } : element;
}

function describe(field) {
  return {
    id: field.id,
    'aria-describedby': field.describedBy || undefined,
    'aria-invalid': field.invalid ? 'true' : undefined,
    'aria-required': field.required ? 'true' : undefined,
    'aria-label': field.label,
    'data-key': field.key,
  };
}

function select(element, field) {
  const change = (event) => field.set(event.target.value || null);
  const first = h('option', { value: '' }, words(element.placeholder) ?? 'Choose …');
  return h(
    'select',
    { ...describe(field), onchange: change },
    first,
    optionNodes(element, field.value),
  );
}

function boxes(element, field, ctx, type) {
  const name = freshId();
  const chosen = new Set(type === 'radio' ? [field.value] : (field.value ?? []));
  const change = (option) => (event) => {
    if (type === 'radio') return field.set(option.value);
    if (event.target.checked) chosen.add(option.value);
    else chosen.delete(option.value);
    field.set([...chosen]);
  };
  const rows = choices(element).flatMap(({ options }) =>
    options.map((option) => {
      const { value } = option;
      const box = { type, name, value, checked: chosen.has(value), onchange: change(option) };
      const note = option.description
        ? h('small', {}, textObject(option.description, ctx))
        : undefined;
      const label = h('span', {}, textObject(option.text, ctx), note);
      return h(
        'label',
        { class: 'choice' },
        h('input', { ...box, 'data-key': `${field.key}/${value}` }),
        label,
      );
    }),
  );
  const group = { class: 'choices', role: type === 'radio' ? 'radiogroup' : 'group' };
  const { 'aria-required': _none, ...rest } = describe(field);
  const required = type === 'radio' && field.required ? 'true' : undefined;
  const named = field.labelledBy ? { 'aria-labelledby': field.labelledBy } : {};
  const invalid = type === 'radio' ? rest['aria-invalid'] : undefined;
  return h(
    'div',
    {
      ...rest,
      ...group,
      ...named,
      'aria-required': required,
      'aria-invalid': invalid,
      tabindex: '-1',
    },
    rows,
  );
}

function typed(element, field) {
  const shared = {
    ...describe(field),
    placeholder: words(element.placeholder),
    value: field.value ?? '',
    oninput: (event) => field.keep(event.target.value),
    onchange: (event) => field.set(event.target.value),
  };
  if (element.multiline || element.type === 'rich_text_input')
    return h('textarea', { ...shared, rows: 4 });
  const type = { email_text_input: 'email', url_text_input: 'url', number_input: 'number' }[
    element.type
  ];
  const number = type === 'number' ? { step: element.is_decimal_allowed ? 'any' : '1' } : {};
  return h('input', { ...shared, ...number, type: type ?? 'text' });
}

function dated(element, field, ctx) {
  if (element.type !== 'datetimepicker') {
    const type = element.type === 'datepicker' ? 'date' : 'time';
    const change = (event) => field.set(event.target.value || null);
    return h('input', { ...describe(field), type, value: field.value ?? '', onchange: change });
  }
  const shown = (seconds) => new Date((seconds + ctx.tzOffset) * 1000).toISOString().slice(0, 16);
  const change = ({ target }) =>
    field.set(target.value ? Date.parse(`${target.value}Z`) / 1000 - ctx.tzOffset : null);
  const value = field.value ? shown(field.value) : '';
  return h('input', { ...describe(field), type: 'datetime-local', value, onchange: change });
}

/** A search field, and a list that the app fills with what it found. */
function external(element, field, ctx) {
  const least = element.min_query_length ?? 3;
  const many = element.type.startsWith('multi');
  const chosen = many ? (field.value?.[0] ?? null) : field.value;
  const status = h('small', { role: 'status' }, `Type at least ${least} characters to search.`);
  const change = ({ target }) =>
    field.set(many ? (target.value ? [target.value] : []) : target.value || null);
  const list = h('select', { 'aria-label': `Results for ${field.name}`, onchange: change });
  const fill = (options) => {
    const first = h('option', { value: '' }, options.length ? 'Choose …' : 'Nothing chosen');
    list.replaceChildren(first, ...options.map((option) => optionNode(option, chosen)));
  };
  fill(element.initial_options ?? (element.initial_option ? [element.initial_option] : []));
  let timer;
  const ask = async (query) => {
    if (query.length < least) return;
    const { options, error } = await ctx.suggest(element.action_id, field.blockId, query);
    fill(options ?? []);
    status.textContent = error ?? `${options.length} found.`;
  };
  const input = (event) => {
    clearTimeout(timer);
    timer = setTimeout(ask, 200, event.target.value);
  };
  const placeholder = words(element.placeholder) ?? 'Search';
  const search = h('input', { ...describe(field), type: 'search', placeholder, oninput: input });
  if (least === 0) ask('');
  return h('div', { class: 'external' }, search, list, status);
}

/** The control of an element that holds a value. `field` says its id, value, label and what a change does. */
export function control(element, field, ctx) {
  const { type } = element;
  const full = withKnown(element, ctx);
  if (type === 'file_input')
    return h('p', { class: 'note' }, 'Files cannot be sent in the local workspace.');
  if (type.includes('external_select')) return external(element, field, ctx);
  if (type === 'radio_buttons') return boxes(full, field, ctx, 'radio');
  if (type === 'checkboxes' || type.startsWith('multi_'))
    return boxes(full, field, ctx, 'checkbox');
  if (type.endsWith('_select')) return select(full, field);
  return type.endsWith('picker') ? dated(full, field, ctx) : typed(full, field);
}

/** Any element outside of an input block: using it tells the app at once. */
export function element(each, blockId, ctx) {
  if (isButton(each)) return button(each, blockId, ctx);
  if (each.type === 'overflow') return overflow(each, blockId, ctx);
  if (each.type === 'feedback_buttons') return feedback(each, blockId, ctx);
  const name = each.accessibility_label ?? words(each.placeholder) ?? 'Choose';
  const send = async (value) => {
    if (each.confirm && !(await ctx.confirm(each.confirm))) return;
    ctx.keep(blockId, each.action_id, value);
    await ctx.press({ actionId: each.action_id, blockId, value });
  };
  const field = {
    id: freshId(),
    key: `${blockId}/${each.action_id}`,
    blockId,
    name,
    label: name,
    value: ctx.valueOf(blockId, each),
    set: send,
    keep: (value) => ctx.keep(blockId, each.action_id, value),
  };
  return control(each, field, ctx);
}
