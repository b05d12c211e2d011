import type { SeenItem } from './estate-source.ts';
import { isObject } from './marketplace/files.ts';

/** What a list came to: items, and entries that say nothing usable, with the reason. */
export interface SeenList {
  readonly items: readonly SeenItem[];
  readonly skipped: readonly string[];
  /** Refs of what is there and could not be read: nobody can say that it vanished. */
  readonly unread?: readonly string[];
}

/** JSON of `aws iam list-roles`, of `{ "approved_apps": … }`, or a bare list: the entries in it. */
export function entriesOf(value: unknown, keys: readonly string[]): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (!isObject(value)) return undefined;
  const key = keys.find((one) => Object.hasOwn(value, one));
  const listed = key === undefined ? undefined : value[key];
  return Array.isArray(listed) ? listed : undefined;
}

export const ROLE_KEYS = ['Roles', 'roles'];
export const APP_KEYS = ['approved_apps', 'apps', 'Apps'];

/** IAM roles: `{ RoleName, Arn, Description }`, or a name or ARN alone. */
export function rolesFrom(entries: readonly unknown[]): SeenList {
  return listOf(entries, (entry) => {
    if (typeof entry === 'string') return { ref: entry, name: afterSlash(entry), purpose: '' };
    if (!isObject(entry)) return undefined;
    const name = textAt(entry, 'RoleName');
    return {
      ref: textAt(entry, 'Arn') || name,
      name: name || afterSlash(textAt(entry, 'Arn')),
      purpose: textAt(entry, 'Description'),
    };
  });
}

/** Slack apps: `{ id, name, description }`, also as `{ app: … }` or with `app_` before each. */
export function appsFrom(entries: readonly unknown[]): SeenList {
  return listOf(entries, (entry) => {
    const app = isObject(entry) && isObject(entry.app) ? entry.app : entry;
    if (typeof app === 'string') return { ref: app, name: app, purpose: '' };
    if (!isObject(app)) return undefined;
    const name = textAt(app, 'name') || textAt(app, 'app_name');
    return {
      ref: textAt(app, 'id') || textAt(app, 'app_id') || name,
      name,
      purpose: textAt(app, 'description'),
    };
  });
}

/** One name a line; empty lines and `#` comments are left out. */
export function linesOf(text: string): string[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  return lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
}

type Read = { readonly ref: string; readonly name: string; readonly purpose: string };

function listOf(entries: readonly unknown[], read: (entry: unknown) => Read | undefined): SeenList {
  const items = new Map<string, SeenItem>();
  const skipped: string[] = [];
  for (const [index, entry] of entries.entries()) {
    const found = read(entry);
    const item = found && seenItem(found.ref, found.name, found.purpose);
    if (item) items.set(item.ref, item);
    else skipped.push(`Entry ${index + 1} has no name.`);
  }
  return { items: [...items.values()], skipped };
}

/** An item within its limits, or undefined where nothing is left of its name. */
export function seenItem(
  ref: string,
  name: string,
  purpose = '',
  systems: readonly string[] = [],
): SeenItem | undefined {
  const called = line(name, 60);
  if (called === '') return undefined;
  const touched = systems.map((one) => line(one, 100)).filter((one) => one !== '');
  return {
    ref: seenRef(ref) || called,
    name: called,
    purpose: line(purpose, 300),
    systems: [...new Set(touched)].slice(0, 50),
  };
}

/** What something is called at its source, within its limit. */
export function seenRef(ref: string): string {
  return line(ref, 300);
}

/** Words of others on one line, cut: a source's text is only shown and compared. */
function line(text: string, most: number): string {
  const plain = text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return [...plain].slice(0, most).join('').slice(0, most).toWellFormed();
}

function afterSlash(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1);
}

function textAt(value: Readonly<Record<string, unknown>>, key: string): string {
  const text = Object.hasOwn(value, key) ? value[key] : undefined;
  return typeof text === 'string' ? text.trim() : '';
}
