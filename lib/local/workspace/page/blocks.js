import { freshId, h } from './dom.js';
import { control, element } from './elements.js';
import { link, mrkdwn, plainText, textObject } from './mrkdwn.js';
import { rich } from './rich.js';

const image = (each) =>
  h('img', {
    src: each.image_url ?? each.slack_file?.url ?? '',
    alt: each.alt_text,
    loading: 'lazy',
  });

const said = (text, ctx) => (typeof text === 'string' ? [plainText(text)] : textObject(text, ctx));

function section(block, ctx) {
  const fields = (block.fields ?? []).map((field) => h('div', {}, textObject(field, ctx)));
  const accessory =
    block.accessory?.type === 'image'
      ? image(block.accessory)
      : block.accessory && element(block.accessory, block.block_id, ctx);
  return h(
    'div',
    { class: 'section' },
    h(
      'div',
      { class: 'grow' },
      textObject(block.text, ctx),
      fields.length ? h('div', { class: 'fields' }, fields) : undefined,
    ),
    accessory ? h('div', { class: 'accessory' }, accessory) : undefined,
  );
}

/** An input with its label, hint and what is wrong with it. */
function input(block, ctx) {
  const { block_id: blockId, element: inner } = block;
  const [id, hintId, errorId, labelId] = [freshId(), freshId(), freshId(), freshId()];
  const error = ctx.errors?.[blockId];
  const grouped =
    ['radio_buttons', 'checkboxes'].includes(inner.type) ||
    (inner.type.startsWith('multi_') && inner.type !== 'multi_external_select');
  const name = plainText(block.label.text);
  const keep = (value) => ctx.keep(blockId, inner.action_id, value);
  const set = (value) => {
    keep(value);
    if (block.dispatch_action) ctx.press({ actionId: inner.action_id, blockId, value });
  };
  const describedBy = [block.hint && hintId, error && errorId].filter(Boolean).join(' ');
  const field = {
    id,
    name,
    blockId,
    keep,
    set,
    describedBy,
    key: `${blockId}/${inner.action_id}`,
    value: ctx.valueOf(blockId, inner),
    invalid: Boolean(error),
    required: !block.optional,
    labelledBy: grouped ? labelId : undefined,
  };
  const caption = [name, block.optional ? h('span', { class: 'note' }, ' (optional)') : undefined];
  return h(
    'div',
    { class: error ? 'field wrong' : 'field' },
    grouped ? h('div', { id: labelId, class: 'label' }, caption) : h('label', { for: id }, caption),
    control(inner, field, ctx),
    error
      ? h('p', { id: errorId, class: 'error' }, h('strong', {}, 'Please correct: '), error)
      : undefined,
    block.hint ? h('small', { id: hintId }, plainText(block.hint.text)) : undefined,
  );
}

function cell(each, ctx) {
  return each.type === 'rich_text' ? rich(each, ctx) : String(each.text ?? '');
}

function table(block, ctx) {
  const [head = [], ...rows] = block.rows;
  const th = (each) => h('th', { scope: 'col' }, cell(each, ctx));
  const body = rows.map((row) =>
    h(
      'tr',
      {},
      row.map((each) => h('td', {}, cell(each, ctx))),
    ),
  );
  const caption = block.caption ? h('caption', {}, block.caption) : undefined;
  const label = block.caption ?? 'Table';
  return h(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': label },
    h('table', {}, caption, h('thead', {}, h('tr', {}, head.map(th))), h('tbody', {}, body)),
  );
}

function card(block, ctx) {
  const buttons = (block.actions ?? []).map((each) => element(each, block.block_id, ctx));
  return h(
    'div',
    { class: 'card' },
    block.hero_image ? image(block.hero_image) : undefined,
    h('strong', {}, said(block.title, ctx)),
    h('div', { class: 'note' }, said(block.subtitle, ctx)),
    said(block.body, ctx),
    h('small', {}, said(block.subtext, ctx)),
    buttons.length ? h('div', { class: 'actions' }, buttons) : undefined,
  );
}

function container(block, ctx) {
  const title = block.rich_text_title ? rich(block.rich_text_title, ctx) : said(block.title, ctx);
  const inner = [
    h('div', { class: 'note' }, said(block.subtitle, ctx)),
    blocks(block.child_blocks, ctx),
  ];
  if (!block.is_collapsible) return h('div', { class: 'card' }, h('strong', {}, title), inner);
  return h(
    'details',
    { class: 'card', open: !block.default_collapsed },
    h('summary', {}, title),
    inner,
  );
}

function task(block, ctx) {
  const states = { pending: 'To do', in_progress: 'Under way', complete: 'Done', error: 'Failed' };
  return h(
    'div',
    { class: 'card' },
    h('strong', {}, `${states[block.status]}: ${block.title}`),
    rich(block.details, ctx),
    rich(block.output, ctx),
  );
}

/** Standard Markdown, as far as it is like mrkdwn; the rest stays as it was written. */
function markdown(block, ctx) {
  const text = block.text
    .replace(/^#{1,6}\s+(.*)$/gm, '*$1*')
    .replace(/\*\*(.+?)\*\*/g, '*$1*')
    .replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, '<$2|$1>')
    .replace(/^\* /gm, '• ');
  return h('div', {}, mrkdwn(text, ctx));
}

const elements = (block, ctx) => block.elements.map((each) => element(each, block.block_id, ctx));

const BLOCKS = {
  section,
  input,
  table,
  data_table: table,
  card,
  container,
  markdown,
  task_card: task,
  header: (block) => h('h3', {}, plainText(block.text.text)),
  divider: () => h('hr'),
  actions: (block, ctx) => h('div', { class: 'actions' }, elements(block, ctx)),
  context_actions: (block, ctx) => h('div', { class: 'actions' }, elements(block, ctx)),
  context: (block, ctx) =>
    h(
      'div',
      { class: 'context' },
      block.elements.map((each) =>
        each.type === 'image' ? image(each) : h('div', {}, textObject(each, ctx)),
      ),
    ),
  image: (block) =>
    h(
      'figure',
      {},
      image(block),
      block.title ? h('figcaption', {}, plainText(block.title.text)) : undefined,
    ),
  rich_text: (block, ctx) => h('div', {}, rich(block, ctx)),
  alert: (block, ctx) =>
    h(
      'div',
      { class: `alert ${block.level ?? 'default'}` },
      h(
        'strong',
        {},
        `${{ warning: 'Warning', error: 'Error', success: 'Done', info: 'Note' }[block.level] ?? 'Note'}: `,
      ),
      h('div', {}, textObject(block.text, ctx)),
    ),
  carousel: (block, ctx) =>
    h(
      'div',
      { class: 'carousel' },
      block.elements.map((each) => card(each, ctx)),
    ),
  plan: (block, ctx) =>
    h(
      'div',
      { class: 'card' },
      h('strong', {}, block.title),
      (block.tasks ?? []).map((each) => task(each, ctx)),
    ),
  video: (block) =>
    h('p', {}, link(block.title_url ?? block.video_url, plainText(block.title.text))),
  file: (block) => h('p', { class: 'note' }, `File ${block.external_id}`),
};

/** Blocks as nodes. `ctx` says who looks, what stands in the inputs and what a press does. */
export function blocks(all, ctx) {
  return (all ?? []).map((block) => {
    const known = Object.hasOwn(BLOCKS, block.type) ? BLOCKS[block.type] : undefined;
    if (!known)
      return h('p', { class: 'note' }, `A ${block.type} block, which this page does not draw.`);
    return h('div', { class: 'block', 'data-type': block.type }, known(block, ctx));
  });
}
