import { h } from './dom.js';
import { link, mention, plainText, slackDate } from './mrkdwn.js';

const INLINES = {
  text: (part) => part.text,
  link: (part) => link(part.url, part.text ?? part.url),
  user: (part, ctx) => mention(ctx.nameOf(part.user_id), '@'),
  channel: (part, ctx) => mention(ctx.channelName(part.channel_id), '#'),
  usergroup: (part) => mention(part.usergroup_id, '@'),
  broadcast: (part) => mention(part.range, '@'),
  emoji: (part) => plainText(`:${part.name}:`),
  date: (part, ctx) => slackDate(part.timestamp, part.format, ctx),
  color: (part) => part.value,
};

function inline(part, ctx) {
  const node = INLINES[part.type]?.(part, ctx) ?? '';
  const tags = { bold: 'strong', italic: 'em', strike: 's', code: 'code', underline: 'u' };
  return Object.entries(tags).reduce(
    (inner, [style, tag]) => (part.style?.[style] ? h(tag, {}, inner) : inner),
    node,
  );
}

function richPart(part, ctx) {
  const inner = () => part.elements.map((each) => inline(each, ctx));
  if (part.type === 'rich_text_quote') return h('blockquote', { class: 'rich' }, inner());
  if (part.type === 'rich_text_preformatted') return h('pre', {}, inner());
  if (part.type !== 'rich_text_list') return h('p', { class: 'rich' }, inner());
  const items = part.elements.map((each) =>
    h(
      'li',
      {},
      each.elements.map((one) => inline(one, ctx)),
    ),
  );
  return h(
    part.style === 'ordered' ? 'ol' : 'ul',
    { style: `margin-left: ${(part.indent ?? 0) * 1.5}rem` },
    items,
  );
}

/** The parts of a rich_text block. */
export const rich = (block, ctx) => (block?.elements ?? []).map((part) => richPart(part, ctx));
