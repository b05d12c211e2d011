/** Where a connector's server is. `hidden` says that a part was left out because it may be a secret. */
export interface Address {
  readonly endpoint: string;
  /** Host name, or undefined when the server is a local program or its host is a variable. */
  readonly host?: string;
  readonly hidden: boolean;
}

/**
 * "Secrets must not enter the registry": user names, passwords, queries, defaults of variables and
 * path parts that look like tokens are left out. Undefined when it is no web address.
 */
export function readUrl(written: string): Address | undefined {
  const text = written.trim().replace(/\$\{(\w+)[^}]*\}/g, '$${$1}');
  const changed = text !== written.trim();
  const variable = /^\$\{\w+\}/.exec(text);
  if (variable) return { endpoint: variable[0], hidden: changed || text !== variable[0] };
  const match = /^(https?|wss?):\/\/([^/?#]+)([^?#]*)(.*)$/i.exec(text);
  if (!match) return undefined;
  const [, scheme = '', authority = '', path = '', rest = ''] = match;
  const place = authority.slice(authority.lastIndexOf('@') + 1).toLowerCase();
  if (place === '') return undefined;
  const safePath = path.split('/').map(hideToken).join('/');
  const hidden = changed || rest !== '' || place.length !== authority.length || safePath !== path;
  const endpoint = `${scheme.toLowerCase()}://${place}${safePath}`;
  const host = place.replace(/:\d+$/, '');
  return host.includes('$') ? { endpoint, hidden } : { endpoint, host, hidden };
}

const TOKEN_START = /^(?:(?:sk|pk|gh[a-z]|glpat|xox[a-z])[-_]|eyJ).{8,}$/;
const LONG_RUN = /[A-Za-z0-9]{16,}/;
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** The part of a path, or `***` for one that looks like a key rather than a word. */
function hideToken(part: string): string {
  const run = LONG_RUN.exec(part)?.[0] ?? '';
  const tokenish =
    TOKEN_START.test(part) || UUID.test(part) || (/\d/.test(run) && /[a-z]/i.test(run));
  return tokenish ? '***' : part;
}

/** Flags that stand alone; every other flag is taken to be followed by its value, perhaps a secret. */
const LONE_FLAGS = new Set([
  '-y',
  '--yes',
  '-q',
  '--quiet',
  '--silent',
  '--prefer-offline',
  '--no-install',
  '--refresh',
  '--isolated',
  '-i',
  '-t',
  '-it',
  '-ti',
  '-d',
  '--rm',
  '--init',
  '--interactive',
  '--tty',
  '--privileged',
  '--read-only',
  '-A',
  '--allow-all',
]);
const PACKAGE_FLAG = /^(?:--package|--from|-p)(?:=(.+))?$/;
const CONTAINERS = new Set(['docker', 'podman']);
const RUNNERS = new Set([
  'npx',
  'bunx',
  'pnpx',
  'uvx',
  'pipx',
  'docker',
  'podman',
  'npm',
  'pnpm',
  'yarn',
  'uv',
]);
const RUNNER_VERBS = new Set(['run', 'exec', 'x', 'dlx', 'tool', 'create']);

/**
 * A local program as runner and package (`npx firebase-tools@latest`), never its other arguments:
 * they may hold keys. A program inside the plugin's own folder is named by `home` instead.
 */
export function readCommand(parts: readonly string[], home: string): Address | undefined {
  const words = parts.flatMap((part, at) => (at === 0 ? part.trim().split(/\s+/) : [part]));
  const start = words.findIndex((word) => word !== 'env' && !/^\w+=/.test(word));
  const runner = programName(words[start] ?? '');
  if (start < 0 || runner === '') return undefined;
  const rest = words.slice(start + 1);
  if (words.some((word) => word.includes('${CLAUDE_PLUGIN_ROOT') || /^\.{1,2}\//.test(word))) {
    return { endpoint: `${runner} ${home}`, hidden: false };
  }
  const named = RUNNERS.has(runner) ? packageOf(rest, CONTAINERS.has(runner)) : leadingWords(rest);
  return { endpoint: [runner, named].filter(Boolean).join(' '), hidden: false };
}

function programName(word: string): string {
  return (word.split(/[\\/]/).at(-1) ?? '').replace(/\.(?:exe|cmd|bat)$/i, '');
}

function packageOf(words: readonly string[], container: boolean): string {
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const flag = container ? null : PACKAGE_FLAG.exec(word);
    if (flag) return safePackage(flag[1] ?? words[at + 1] ?? '');
    if (word.startsWith('-')) at += LONE_FLAGS.has(word) || word.includes('=') ? 0 : 1;
    else if (!RUNNER_VERBS.has(word)) return safePackage(word);
  }
  return '';
}

/** A package, image or repository without the credentials a Git address may carry. */
function safePackage(text: string): string {
  const git = /^(git\+)?(https?:\/\/.*)$/i.exec(text);
  if (git) return `${git[1] ?? ''}${readUrl(git[2] ?? '')?.endpoint ?? ''}`;
  return /^[\w@./:+~^$\\{}[\],-]+$/.test(text) ? text.split('/').map(hideName).join('/') : '';
}

function hideName(part: string): string {
  return TOKEN_START.test(part) ? '***' : part;
}

/** Plain words before the first flag, such as `artisan boost:mcp`. */
function leadingWords(words: readonly string[]): string {
  const end = words.findIndex((word) => !/^[a-z][a-z:._/-]{0,59}$/i.test(word));
  return words.slice(0, end < 0 ? 3 : Math.min(end, 3)).join(' ');
}
