type Expecting = 'value' | 'value or end' | 'name' | 'name or end' | 'colon' | 'comma or end';

const SPACE = /[ \t\n\r]*/y;
const PLAIN = /[\x20-\x21\x23-\x5b\x5d-\uffff]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const SCALAR = /true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;

/**
 * Where `text` stops being JSON: the index of the first token that does not fit, from 0. Undefined
 * when it is JSON. The runtime's own message names a position for some mistakes only, and quotes
 * the text for the others. Keeps its own stack, so that depth costs memory and no recursion.
 */
export function brokenAt(text: string): number | undefined {
  const open: string[] = [];
  let expecting: Expecting = 'value';
  let done = false;
  let at = skip(SPACE, text, 0) ?? 0;
  while (at < text.length) {
    if (done) return at;
    const step = token(text, at, expecting, open);
    if (!step) return at;
    at = skip(SPACE, text, step.to) ?? step.to;
    expecting = step.next;
    done = open.length === 0 && expecting === 'comma or end';
  }
  return done ? undefined : text.length;
}

function skip(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function token(
  text: string,
  at: number,
  expecting: Expecting,
  open: string[],
): { to: number; next: Expecting } | undefined {
  const sign = text[at] ?? '';
  if (expecting === 'colon') return sign === ':' ? { to: at + 1, next: 'value' } : undefined;
  const mayEnd = expecting !== 'value' && expecting !== 'name';
  if (mayEnd && sign === closing(open)) {
    open.pop();
    return { to: at + 1, next: 'comma or end' };
  }
  if (expecting === 'comma or end') {
    if (sign !== ',') return undefined;
    return { to: at + 1, next: open.at(-1) === '{' ? 'name' : 'value' };
  }
  if (expecting === 'name' || expecting === 'name or end') {
    const to = string(text, at);
    return to === undefined ? undefined : { to, next: 'colon' };
  }
  return value(text, at, open);
}

function value(text: string, at: number, open: string[]) {
  const sign = text[at];
  if (sign === '{' || sign === '[') {
    open.push(sign);
    const next: Expecting = sign === '{' ? 'name or end' : 'value or end';
    return { to: at + 1, next };
  }
  const to = sign === '"' ? string(text, at) : skip(SCALAR, text, at);
  return to === undefined ? undefined : { to, next: 'comma or end' as const };
}

/** In steps, as one pattern over a long text would have to remember every character of it. */
function string(text: string, from: number): number | undefined {
  if (text[from] !== '"') return undefined;
  for (let at = from + 1; ; ) {
    at = skip(PLAIN, text, at) ?? at;
    if (text[at] === '"') return at + 1;
    const escaped = skip(ESCAPE, text, at);
    if (escaped === undefined) return undefined;
    at = escaped;
  }
}

function closing(open: readonly string[]): string {
  return open.at(-1) === '{' ? '}' : ']';
}
