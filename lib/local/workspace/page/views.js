import { blocks } from './blocks.js';
import { h, swap } from './dom.js';
import { plainText } from './mrkdwn.js';

/** The simple value behind one of Slack's value objects. */
function simple(state) {
  const { type, ...rest } = state;
  const [value] = Object.values(rest);
  if (Array.isArray(value)) return value.map((each) => each?.value ?? each);
  return value?.value ?? value ?? null;
}

/** Simple values of a view, by block_id and action_id. */
export function valuesOf(view) {
  const values = {};
  for (const [blockId, actions] of Object.entries(view.state?.values ?? {})) {
    values[blockId] = {};
    for (const [actionId, state] of Object.entries(actions))
      values[blockId][actionId] = simple(state);
  }
  return values;
}

/** Adds to a reader's context what one view or message needs: values, errors, presses. */
export function inputContext(ctx, values, more) {
  return {
    ...ctx,
    ...more,
    valueOf: (blockId, each) => values[blockId]?.[each.action_id] ?? null,
    keep: (blockId, actionId, value) => {
      values[blockId] = { ...values[blockId], [actionId]: value };
    },
  };
}

const dialog = document.getElementById('modal');
const shown = { key: undefined, id: undefined, values: {}, errors: {} };

/** What the person typed stays where block_id and action_id are the same. */
function carryOver(view) {
  const fresh = valuesOf(view);
  if (shown.id !== view.id) return fresh;
  for (const [blockId, actions] of Object.entries(fresh))
    for (const actionId of Object.keys(actions)) {
      const old = shown.values[blockId]?.[actionId];
      if (old !== undefined) fresh[blockId][actionId] = old;
    }
  return fresh;
}

function footer(view, close) {
  const words = (text, otherwise) => (text ? plainText(text.text) : otherwise);
  const submit = h(
    'button',
    { type: 'submit', class: 'primary', 'data-key': 'submit' },
    words(view.submit, ''),
  );
  return h(
    'footer',
    {},
    h(
      'button',
      { type: 'button', onclick: close, 'data-key': 'close' },
      words(view.close, 'Close'),
    ),
    view.submit ? submit : undefined,
  );
}

async function submit(event, ctx) {
  event.preventDefault();
  const node = event.target.querySelector('[type=submit]');
  if (node.getAttribute('aria-busy') === 'true') return;
  const words = node.textContent;
  node.setAttribute('aria-busy', 'true');
  node.textContent = 'Sending …';
  const result = await ctx.act('submitView', { values: shown.values });
  node.removeAttribute('aria-busy');
  node.textContent = words;
  if (!result.errors) return;
  shown.errors = result.errors;
  draw(shown.view, ctx);
  dialog.querySelector('.wrong input, .wrong textarea, .wrong select, .wrong .choices')?.focus();
}

function draw(view, ctx) {
  shown.view = view;
  const close = () => ctx.act('closeView', {});
  const own = inputContext(ctx, shown.values, {
    errors: shown.errors,
    press: (press) => ctx.act('clickInView', { ...press, values: shown.values }),
    suggest: (actionId, blockId, query) => ctx.act('suggest', { actionId, blockId, query }),
  });
  const count = Object.keys(shown.errors).length;
  const summary = count
    ? `${count === 1 ? 'One field needs' : `${count} fields need`} attention.`
    : '';
  swap(
    dialog,
    h(
      'form',
      { novalidate: true, onsubmit: (event) => submit(event, ctx) },
      h('header', {}, h('h2', { id: 'modal-title' }, plainText(view.title.text))),
      h(
        'div',
        { class: 'body', tabindex: '0', role: 'group', 'aria-labelledby': 'modal-title' },
        h('p', { role: 'status', class: 'summary' }, summary),
        blocks(view.blocks, own),
      ),
      footer(view, close),
    ),
  );
}

/** Opens, redraws or closes the dialog so that it shows the top view of the stack. */
export function showModal(view, ctx) {
  if (!view) {
    shown.key = undefined;
    shown.id = undefined;
    if (dialog.open) dialog.close();
    return;
  }
  const key = `${ctx.me}/${view.id}/${view.hash}`;
  dialog.oncancel = (event) => {
    event.preventDefault();
    ctx.act('closeView', {});
  };
  if (key !== shown.key) {
    shown.values = carryOver(view);
    shown.errors = {};
    Object.assign(shown, { key, id: view.id });
    draw(view, ctx);
  }
  if (dialog.open) return;
  dialog.showModal();
  dialog.querySelector('.body input, .body textarea, .body select')?.focus();
}

/** Asks before a button acts; resolves with whether the person agreed. */
export function askConfirm(confirm) {
  const host = document.getElementById('confirm');
  const words = (text, otherwise) => (text ? plainText(text.text) : otherwise);
  return new Promise((resolve) => {
    const answer = (yes) => () => {
      host.onclose = null;
      host.close();
      resolve(yes);
    };
    host.onclose = () => resolve(false);
    host.replaceChildren(
      h('h2', { id: 'confirm-title' }, words(confirm.title, 'Are you sure?')),
      h('p', {}, words(confirm.text, '')),
      h(
        'footer',
        {},
        h('button', { type: 'button', onclick: answer(false) }, words(confirm.deny, 'Cancel')),
        h(
          'button',
          { type: 'button', class: confirm.style ?? 'primary', onclick: answer(true) },
          words(confirm.confirm, 'Yes'),
        ),
      ),
    );
    host.showModal();
  });
}
