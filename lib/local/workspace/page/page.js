import { blocks } from './blocks.js';
import { h, swap, toast } from './dom.js';
import { drawMessages } from './messages.js';
import { drawSide } from './side.js';
import { askConfirm, inputContext, showModal, valuesOf } from './views.js';

const byId = (id) => document.getElementById(id);
let state;
let where = { as: undefined, at: undefined };

function readHash() {
  const asked = new URLSearchParams(location.hash.slice(1));
  return {
    as: asked.get('as') ?? where.as ?? undefined,
    at: asked.get('at') ?? undefined,
    ts: asked.get('ts') ?? undefined,
  };
}

function go({ as, at }) {
  location.hash = `as=${as}&at=${at}`;
}

async function ask(path, body) {
  const answer = await fetch(path, body ? { method: 'POST', body: JSON.stringify(body) } : {});
  return answer.json();
}

/** Does something as the acting person; what failed is said. */
async function act(name, more) {
  try {
    const result = await ask(`/_local/act?as=${where.as}`, { act: name, ...more });
    await refresh();
    if (!result.ok && !result.errors) toast(result.error);
    return result;
  } catch {
    toast('The local workspace does not answer. Is it still running?');
    return { ok: false };
  }
}

const personOf = (id) => state.people.find((each) => each.id === id);

function context() {
  const me = personOf(state.me);
  return {
    me: state.me,
    tz: me.tz,
    tzOffset: me.tzOffset,
    people: state.people.filter((each) => !each.deleted),
    channels: state.channels,
    nameOf: (id) => (id === state.bot.userId ? state.bot.name : (personOf(id)?.name ?? id)),
    channelName: (id) => state.channels.find((each) => each.id === id)?.name ?? id,
    act,
    confirm: askConfirm,
  };
}

function drawHome(ctx) {
  const host = byId('messages');
  const view = state.home;
  const key = `home/${state.me}/${view?.hash}`;
  if (host.dataset.shows === key) return;
  host.dataset.shows = key;
  if (!view)
    return swap(
      host,
      h('p', { class: 'note empty' }, 'The app has not published a Home for this person.'),
    );
  const values = valuesOf(view);
  const own = inputContext(ctx, values, {
    press: (press) => act('clickInHome', { ...press, values }),
    suggest: (actionId, blockId, query) =>
      act('suggest', { actionId, blockId, query, inHome: true }),
  });
  swap(host, h('div', { class: 'home' }, blocks(view.blocks, own)));
}

function headOf(at) {
  if (at === 'home')
    return { name: `${state.bot.name}: Home`, note: 'What the app shows to this person alone' };
  if (at === state.dm)
    return { name: `${state.bot.name}: direct messages`, note: 'Between this person and the app' };
  const channel = state.channels.find((each) => each.id === at);
  const people = `${channel.members.length} members`;
  return { name: `# ${channel.name}`, note: [people, channel.purpose].filter(Boolean).join(' · ') };
}

function draw() {
  const places = ['home', state.dm, ...state.channels.map((each) => each.id)];
  if (!places.includes(where.at)) where.at = state.channels[0]?.id ?? state.dm;
  const ctx = context();
  const { name, note } = headOf(where.at);
  byId('place-name').textContent = name;
  byId('place-note').textContent = note;
  byId('composer').hidden = where.at === 'home';
  byId('skip').hidden = where.at === 'home';
  drawSide(byId('side'), state, where.at, go);
  drawShortcuts();
  if (where.at === 'home') drawHome(ctx);
  else {
    delete byId('messages').dataset.shows;
    drawMessages(byId('messages'), state.messages[where.at] ?? [], ctx);
  }
  showModal(state.stack.at(-1), ctx);
}

function drawShortcuts() {
  const list = personOf(state.me).isExternal ? [] : state.shortcuts;
  swap(
    byId('shortcuts'),
    list.map((each) =>
      h(
        'button',
        {
          type: 'button',
          class: 'plain',
          'data-key': each.callbackId,
          onclick: () => act('shortcut', { callbackId: each.callbackId }),
        },
        each.name,
      ),
    ),
  );
}

let running;
let again = false;

/** Fetches and draws; calls while one is running make it run once more. */
function refresh() {
  if (running) {
    again = true;
    return running;
  }
  running = (async () => {
    do {
      again = false;
      state = await ask(`/_local/snapshot?as=${where.as}`);
      draw();
    } while (again);
    running = undefined;
  })();
  return running;
}

async function arrive() {
  const before = where;
  where = readHash();
  where.as ??= 'first';
  const known = await ask('/_local/people');
  if (!known.some((each) => each.id === where.as)) where.as = known[0].id;
  document.body.classList.remove('menu-open');
  byId('menu').setAttribute('aria-expanded', 'false');
  if (before.as !== where.as || before.at !== where.at) byId('messages').replaceChildren();
  await refresh();
  // A channel opens at its end, Home at its beginning.
  byId('messages').scrollTop = where.at === 'home' ? 0 : byId('messages').scrollHeight;
  if (where.ts)
    byId('messages')
      .querySelector(`[data-ts="${CSS.escape(where.ts)}"]`)
      ?.focus();
  if (where.at === 'home' && (before.at !== 'home' || before.as !== where.as))
    await act('openHome', {});
}

function drawHints() {
  const typed = byId('composer-text').value;
  const wanted = typed.startsWith('/') && !typed.includes(' ');
  const matches =
    wanted && state ? state.commands.filter((each) => each.command.startsWith(typed)) : [];
  const take = (command) => () => {
    byId('composer-text').value = `${command} `;
    byId('composer-text').focus();
    drawHints();
  };
  byId('hints').replaceChildren(
    ...matches.map((each) =>
      h(
        'button',
        { type: 'button', class: 'hint', onclick: take(each.command) },
        h('strong', {}, `${each.command} ${each.usageHint ?? ''}`),
        h('span', {}, each.description),
      ),
    ),
  );
}

async function sendTyped(event) {
  event.preventDefault();
  const field = byId('composer-text');
  const text = field.value.trim();
  if (text === '') return;
  field.value = '';
  drawHints();
  const result = text.startsWith('/')
    ? await act('command', { channel: where.at, line: text })
    : await act('say', { channel: where.at, text });
  if (!result.ok && field.value === '') field.value = text;
  byId('messages').scrollTop = byId('messages').scrollHeight;
}

byId('composer').addEventListener('submit', sendTyped);
byId('composer-text').addEventListener('input', drawHints);
byId('composer-text').addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  byId('composer').requestSubmit();
});
byId('menu').addEventListener('click', () => {
  const open = document.body.classList.toggle('menu-open');
  byId('menu').setAttribute('aria-expanded', String(open));
  if (open) byId('acting')?.focus();
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !document.body.classList.contains('menu-open')) return;
  byId('menu').click();
  byId('menu').focus();
});
byId('skip').addEventListener('click', (event) => {
  event.preventDefault();
  byId('composer-text').focus();
});
addEventListener('hashchange', arrive);
new EventSource('/_local/live').onmessage = () => where.as && state && refresh();
await arrive();
