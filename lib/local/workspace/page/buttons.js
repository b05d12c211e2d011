import { h } from './dom.js';
import { plainText } from './mrkdwn.js';

export const words = (text) => (text ? plainText(text.text) : undefined);

export function isButton(element) {
  return ['button', 'workflow_button', 'icon_button'].includes(element.type);
}

export function button(element, blockId, ctx) {
  const press = async (event) => {
    const node = event.currentTarget;
    if (element.confirm && !(await ctx.confirm(element.confirm))) return;
    node.setAttribute('aria-busy', 'true');
    await ctx.press({ actionId: element.action_id, blockId, value: element.value });
    node.removeAttribute('aria-busy');
  };
  const attributes = {
    class: element.style,
    'aria-label': element.accessibility_label,
    'data-key': `${blockId}/${element.action_id}/${element.value ?? ''}`,
    onclick: press,
  };
  if (element.url && /^https?:/i.test(element.url))
    return h(
      'a',
      { ...attributes, class: 'button', href: element.url, target: '_blank', rel: 'noreferrer' },
      words(element.text),
    );
  return h('button', { type: 'button', ...attributes }, words(element.text));
}

export function overflow(element, blockId, ctx) {
  const pick = (option) => async () => {
    menu.open = false;
    if (element.confirm && !(await ctx.confirm(element.confirm))) return;
    if (option.url) window.open(option.url, '_blank', 'noreferrer');
    await ctx.press({ actionId: element.action_id, blockId, value: option.value });
  };
  const items = element.options.map((option) =>
    h(
      'li',
      {},
      h('button', { type: 'button', class: 'plain', onclick: pick(option) }, words(option.text)),
    ),
  );
  const menu = h(
    'details',
    { class: 'overflow' },
    h('summary', { 'aria-label': 'More actions' }, '⋯'),
    h('ul', {}, items),
  );
  return menu;
}

export function feedback(element, blockId, ctx) {
  return ['positive_button', 'negative_button'].map((side) =>
    button({ type: 'button', action_id: element.action_id, ...element[side] }, blockId, ctx),
  );
}
