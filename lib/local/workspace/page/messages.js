import { blocks } from './blocks.js';
import { h, swap } from './dom.js';
import { mrkdwn } from './mrkdwn.js';
import { inputContext, valuesOf } from './views.js';

const drawn = new Map();

function timeOf(ts, tz) {
  const at = new Date(Number(ts) * 1000);
  const form = (options) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: tz, ...options }).format(at);
  return h(
    'time',
    { datetime: at.toISOString(), title: form({ dateStyle: 'long', timeStyle: 'short' }) },
    form({ timeStyle: 'short' }),
  );
}

function fillMessage(article, message, ctx) {
  const values = valuesOf(message);
  const press = (one) =>
    ctx.act('click', { channel: message.channel, ts: message.ts, ...one, values });
  const own = inputContext(ctx, values, { press, suggest: async () => ({ options: [] }) });
  const name = ctx.nameOf(message.user);
  const body = message.blocks ? blocks(message.blocks, own) : mrkdwn(message.text, ctx);
  const marks = (message.reactions ?? []).map((each) =>
    h('span', { class: 'reaction' }, `:${each.name}: ${each.users.length}`),
  );
  swap(
    article,
    h(
      'div',
      { class: message.fromBot ? 'face app' : 'face', 'aria-hidden': 'true' },
      name.slice(0, 1),
    ),
    h(
      'div',
      { class: 'grow' },
      h(
        'div',
        { class: 'by' },
        h('strong', {}, name),
        message.fromBot ? h('span', { class: 'tag' }, 'App') : undefined,
        timeOf(message.ts, ctx.tz),
        message.edited ? h('small', {}, '(edited)') : undefined,
        message.thread_ts ? h('small', {}, 'in a thread') : undefined,
        message.onlyFor ? h('span', { class: 'only' }, 'Only visible to you') : undefined,
      ),
      body,
      marks,
    ),
  );
}

/** Redraws the messages that changed and leaves the others, with focus and what is typed in them, alone. */
export function drawMessages(host, list, ctx) {
  const atEnd = host.scrollHeight - host.scrollTop - host.clientHeight < 80;
  const nodes = list.map((message) => {
    const key = `${ctx.me}/${message.channel}/${message.ts}`;
    const text = JSON.stringify(message);
    const known = drawn.get(key) ?? {
      node: h('article', { tabindex: '-1', 'data-ts': message.ts }),
    };
    if (known.text !== text) fillMessage(known.node, message, ctx);
    drawn.set(key, { node: known.node, text });
    return known.node;
  });
  const empty = h('p', { class: 'note empty' }, 'Nothing here yet. Type / to see the commands.');
  const wanted = nodes.length ? nodes : [empty];
  const same =
    host.children.length === wanted.length &&
    wanted.every((node, at) => node === host.children[at]);
  if (!same && nodes.length) host.replaceChildren(...keepOrder(host, wanted));
  else if (!same) host.replaceChildren(empty);
  if (atEnd) host.scrollTop = host.scrollHeight;
}

/** Nodes that stay are not taken out, which would cost them the focus. */
function keepOrder(host, wanted) {
  for (const node of [...host.children]) if (!wanted.includes(node)) node.remove();
  for (const node of wanted) if (node.parentNode !== host) host.append(node);
  return [...host.children];
}
