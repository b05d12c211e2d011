/**
 * Builds an element. Strings among the children become text, never markup.
 * `on…` properties are listeners; `true` sets a bare attribute, false and undefined none.
 */
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (name === 'value') node.value = value;
    else if (name === 'checked' || name === 'selected') node[name] = value;
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  node.append(
    ...children.flat(3).filter((child) => child !== undefined && child !== null && child !== false),
  );
  return node;
}

let count = 0;

/** An id no other element of the page has. */
export function freshId() {
  count += 1;
  return `n${count}`;
}

/** Replaces what `host` shows and gives the focus back to the same control, or to `host`. */
export function swap(host, ...children) {
  const focused = host.contains(document.activeElement) ? document.activeElement : undefined;
  const key = focused?.closest('[data-key]')?.getAttribute('data-key');
  host.replaceChildren(...children.flat().filter(Boolean));
  if (!focused || focused === host) return;
  const again = key && host.querySelector(`[data-key="${CSS.escape(key)}"]`);
  (again || host).focus();
}

/** Shows a sentence that something failed, until it is dismissed or ten seconds are over. */
export function toast(text) {
  const close = () => note.remove();
  const note = h(
    'div',
    { class: 'toast' },
    h('span', { class: 'toast-mark', 'aria-hidden': 'true' }, '!'),
    h('p', {}, text),
    h('button', { type: 'button', class: 'plain', onclick: close }, 'Dismiss'),
  );
  document.getElementById('toasts').append(note);
  setTimeout(close, 10_000);
}
