import { isRange } from './range.ts';
import { isCommit, nearestVersion } from './version.ts';

/** What a text in the place of a range turned out to be, and the SemVer range in it, if there is one. */
export interface RangeText {
  readonly kind:
    | 'range'
    | 'respelled'
    | 'empty'
    | 'workspace'
    | 'catalog'
    | 'alias'
    | 'patch'
    | 'path'
    | 'address'
    | 'condition'
    | 'commit'
    | 'tag'
    | 'unknown';
  /** Any width: `^1.2.0` from `workspace:^1.2.0`. */
  readonly range?: string;
}

interface Form {
  readonly kind: RangeText['kind'];
  /** Its first group, where it has one, holds the range. */
  readonly looks: RegExp;
}

// A package's name, and the @ before its range: `rollup@`, `@rollup/plugin-commonjs@`.
const NAMED = '(?:@?[a-z][^@]*(?:@|$))?';

/** The forms that package managers put where a range stands; the first that fits counts. */
const FORMS: readonly Form[] = [
  { kind: 'workspace', looks: new RegExp(`^workspace:${NAMED}(.*)$`, 'i') },
  { kind: 'catalog', looks: /^catalog:/i },
  { kind: 'alias', looks: new RegExp(`^(?:npm|jsr):${NAMED}(.*)$`, 'i') },
  { kind: 'patch', looks: new RegExp(`^patch:${NAMED}(?:npm:)?([^#]*)`, 'i') },
  { kind: 'path', looks: /^(?:link|file|portal):|^\.{0,2}\//i },
  { kind: 'condition', looks: /^condition:/i },
  {
    kind: 'address',
    looks: /^(?:[a-z+]+:|[\w.-]+@[\w.-]+:|[\w.-]+\/[\w.-]+(?=#|$))[^#]*(?:#(?:semver:)?(.*))?/i,
  },
  { kind: 'tag', looks: /^[a-z][\w./-]*$/i },
];

/** Reads what stands where a range should; `unknown` is a kind, so that every text has an answer. */
export function readRangeText(text: string): RangeText {
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'empty' };
  if (isRange(trimmed)) return { kind: 'range', range: trimmed };
  const respelled = respell(trimmed);
  if (respelled) return { kind: 'respelled', range: respelled };
  if (isCommit(trimmed)) return { kind: 'commit' };
  for (const { kind, looks } of FORMS) {
    const match = looks.exec(unescaped(trimmed));
    if (match) return withRange(kind, match[1]?.trim());
  }
  return { kind: 'unknown' };
}

function withRange(kind: RangeText['kind'], inner: string | undefined): RangeText {
  // After the # of an address, digits alone are as likely a commit or an issue as a version.
  if (!inner || (kind === 'address' && /^\d+$/.test(inner))) return { kind };
  const range = isRange(inner) ? inner.replace(/^v(?=\d)/, '') : respell(inner);
  return range ? { kind, range } : { kind };
}

/** The same range the way SemVer spells it: `|` → `||`, commas gone, `==1.0` → `=1.0`, `1.0.0rc1` → `1.0.0-rc1`. */
function respell(text: string): string | undefined {
  const sets = text.split(/\|+/).map((set) => {
    const parts = set.trim().split(/\s*,\s*|\s+/);
    return parts.map(respellOne).join(' ');
  });
  const range = sets.join(' || ');
  return sets.every(isRange) ? range : undefined;
}

function respellOne(comparator: string): string {
  const [, operator = '', version = ''] = /^([<>=~^]*)(.*)$/.exec(comparator) ?? [];
  const known = OPERATORS[operator] ?? operator;
  const whole = `${known}${version}`;
  return version === '' || isRange(whole) ? whole : `${known}${nearestVersion(version) ?? version}`;
}

/** Operators of other package managers, in SemVer. */
const OPERATORS: Readonly<Record<string, string>> = { '==': '=', '===': '=' };

function unescaped(text: string): string {
  return text.replace(/%([2-7][0-9a-f])/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
