import { h } from './dom.js';

const ENTITIES = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };
const EMOJI = {
  white_check_mark: '✅',
  x: '❌',
  warning: '⚠️',
  eyes: '👀',
  tada: '🎉',
  rocket: '🚀',
  hourglass: '⏳',
  lock: '🔒',
  key: '🔑',
  bell: '🔔',
  wave: '👋',
  bulb: '💡',
  memo: '📝',
  mag: '🔍',
  no_entry: '⛔',
  heavy_check_mark: '✔️',
  red_circle: '🔴',
  large_green_circle: '🟢',
};

/** Undoes the three escapes of Slack and shows well-known emoji. */
export function plainText(text) {
  return text
    .replace(/&(?:lt|gt|amp);/g, (found) => ENTITIES[found])
    .replace(/:([a-z_]+):/g, (found, name) => (Object.hasOwn(EMOJI, name) ? EMOJI[name] : found));
}

const DAY = 86_400_000;

function dateIn(tz, at, options) {
  return new Intl.DateTimeFormat('en-GB', { timeZone: tz, ...options }).format(at);
}

function pretty(at, { tz }, otherwise) {
  const day = (moment) => dateIn(tz, moment, { dateStyle: 'short' });
  const now = Date.now();
  if (day(at) === day(now)) return 'today';
  if (day(at) === day(now - DAY)) return 'yesterday';
  return day(at) === day(now + DAY) ? 'tomorrow' : otherwise;
}

function ago(at) {
  const minutes = Math.round((at - Date.now()) / 60_000);
  const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  if (Math.abs(minutes) < 60) return format.format(minutes, 'minute');
  if (Math.abs(minutes) < 1440) return format.format(Math.round(minutes / 60), 'hour');
  return format.format(Math.round(minutes / 1440), 'day');
}

/** Fills Slack's date tokens for a moment in seconds, in the person's time zone. */
export function slackDate(seconds, format, ctx) {
  const at = seconds * 1000;
  const part = (options) => dateIn(ctx.tz, at, options);
  const forms = {
    date_num: () => part({ year: 'numeric', month: '2-digit', day: '2-digit' }),
    date_short: () => part({ day: 'numeric', month: 'short', year: 'numeric' }),
    date: () => part({ day: 'numeric', month: 'long', year: 'numeric' }),
    date_long: () => part({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    time: () => part({ hour: '2-digit', minute: '2-digit' }),
    time_secs: () => part({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    ago: () => ago(at),
  };
  return format.replace(/\{(\w+?)(_pretty)?\}/g, (found, name, wantsPretty) => {
    const form = Object.hasOwn(forms, name) ? forms[name] : undefined;
    if (!form) return found;
    return wantsPretty ? pretty(at, ctx, form()) : form();
  });
}

/** A link, if its address is one that may be followed; else only its words. */
export function link(url, words) {
  if (!/^(https?:|mailto:)/i.test(url)) return words;
  return h('a', { href: url, target: '_blank', rel: 'noreferrer noopener' }, words);
}

/** `<…>`: mention, channel, date, broadcast or link. */
function angle(inner, ctx) {
  const [target, label] = inner.split('|');
  if (target.startsWith('@')) return mention(ctx.nameOf(target.slice(1)), '@');
  if (target.startsWith('#')) return mention(ctx.channelName(target.slice(1)), '#');
  if (target.startsWith('!date^')) {
    const [, seconds, format, url] = target.split('^');
    const words = slackDate(Number(seconds), format ?? '', ctx);
    return url ? link(url, words) : h('time', { title: plainText(label ?? '') }, words);
  }
  if (target.startsWith('!subteam')) return mention(label ?? 'group', '@');
  if (target.startsWith('!')) return mention(target.slice(1), '@');
  return link(plainText(target), plainText(label ?? target));
}

export function mention(name, sign) {
  return h('span', { class: 'mention' }, `${sign}${name.replace(/^[@#]/, '')}`);
}

const INLINE =
  /`([^`\n]+)`|<([^<>\n]+)>|(?<![\w*])\*(?=\S)([^*\n]*[^\s*])\*(?!\w)|(?<![\w_])_(?=\S)([^_\n]*[^\s_])_(?!\w)|(?<![\w~])~(?=\S)([^~\n]*[^\s~])~(?!\w)/g;

function inline(text, ctx) {
  const nodes = [];
  let done = 0;
  for (const found of text.matchAll(INLINE)) {
    nodes.push(plainText(text.slice(done, found.index)));
    const [whole, code, inner, bold, italic, strike] = found;
    if (code !== undefined) nodes.push(h('code', {}, plainText(code)));
    else if (inner !== undefined) nodes.push(angle(inner, ctx));
    else if (bold !== undefined) nodes.push(h('strong', {}, inline(bold, ctx)));
    else if (italic !== undefined) nodes.push(h('em', {}, inline(italic, ctx)));
    else nodes.push(h('s', {}, inline(strike, ctx)));
    done = found.index + whole.length;
  }
  nodes.push(plainText(text.slice(done)));
  return nodes.filter((node) => node !== '');
}

const LINE_KINDS = [
  ['quote', /^(?:&gt;|>)\s?(.*)$/],
  ['bullet', /^\s*[•◦-]\s+(.*)$/],
  ['number', /^\s*\d+[.)]\s+(.*)$/],
];

function kindOfLine(line) {
  for (const [kind, form] of LINE_KINDS) {
    const found = form.exec(line);
    if (found) return { kind, text: found[1] };
  }
  return { kind: 'text', text: line };
}

function group(lines, kind, ctx) {
  if (kind === 'quote')
    return h(
      'blockquote',
      {},
      lines.flatMap((line, at) => [at ? h('br') : '', ...inline(line, ctx)]),
    );
  if (kind === 'text')
    return h(
      'p',
      {},
      lines.flatMap((line, at) => [at ? h('br') : '', ...inline(line, ctx)]),
    );
  const items = lines.map((line) => h('li', {}, inline(line, ctx)));
  return h(kind === 'bullet' ? 'ul' : 'ol', {}, items);
}

function lines(text, ctx) {
  const groups = [];
  for (const line of text.split('\n')) {
    const { kind, text: words } = kindOfLine(line);
    const last = groups.at(-1);
    if (last?.kind === kind) last.lines.push(words);
    else groups.push({ kind, lines: [words] });
  }
  return groups
    .filter(({ lines: all }) => all.some((line) => line.trim() !== ''))
    .map(({ kind, lines: all }) => group(all, kind, ctx));
}

/** Slack's mrkdwn as nodes. `ctx`: tz, nameOf(id), channelName(id). */
export function mrkdwn(text, ctx) {
  return text.split('```').flatMap((part, at) => {
    if (at % 2 === 1) return [h('pre', {}, plainText(part.replace(/^\n/, '')))];
    return lines(part, ctx);
  });
}

/** A text object, plain or mrkdwn. */
export function textObject(text, ctx) {
  if (!text) return [];
  return text.type === 'mrkdwn' ? mrkdwn(text.text, ctx) : [plainText(text.text)];
}
