import { h, swap } from './dom.js';

const roleOf = (person) =>
  [
    person.title,
    person.isExternal && 'other organisation',
    person.isRestricted && 'guest',
    person.deleted && 'deactivated',
  ]
    .filter(Boolean)
    .join(', ');

function personOption(person, me) {
  const role = roleOf(person);
  const words = role && role !== person.name ? `${person.name} (${role})` : person.name;
  return h('option', { value: person.id, selected: person.id === me }, words);
}

function entry(href, words, current) {
  return h(
    'li',
    {},
    h('a', { href, 'aria-current': current ? 'page' : undefined, 'data-key': href }, words),
  );
}

/** Draws who I act as and where I can go. */
export function drawSide(host, state, at, go) {
  const to = (place) => `#as=${state.me}&at=${place}`;
  const channels = state.channels.map((each) =>
    entry(
      to(each.id),
      [`# ${each.name}`, each.isExtShared ? h('small', {}, ' shared') : undefined],
      at === each.id,
    ),
  );
  const change = (event) => go({ as: event.target.value, at });
  swap(
    host,
    h(
      'div',
      { class: 'who' },
      h('label', { for: 'acting' }, 'Acting as'),
      h(
        'select',
        { id: 'acting', 'data-key': 'acting', onchange: change },
        state.people.map((each) => personOption(each, state.me)),
      ),
    ),
    h('h2', {}, 'Channels'),
    channels.length ? h('ul', {}, channels) : h('p', { class: 'note' }, 'No channels'),
    h('h2', {}, state.bot.name),
    h(
      'ul',
      {},
      entry(to('home'), 'Home', at === 'home'),
      entry(to(state.dm), 'Direct messages', at === state.dm),
    ),
  );
}
