import type { Component } from './component.ts';

/**
 * Names that stand for the marketplaces of one vendor: nobody else's component may pass for them.
 * From the reference of that vendor's plugin marketplaces.
 */
const RESERVED = [
  'claude-code-marketplace',
  'claude-code-plugins',
  'claude-plugins-official',
  'claude-plugins-community',
  'claude-community',
  'anthropic-marketplace',
  'anthropic-plugins',
  'agent-skills',
  'anthropic-agent-skills',
  'knowledge-work-plugins',
  'life-sciences',
  'claude-for-legal',
  'claude-for-financial-services',
  'financial-services-plugins',
  'first-party-plugins',
  'healthcare',
] as const;

/**
 * What is left of a name when what looks the same is the same: `0` and `o`, `1`, `i` and `l`, `rn`
 * and `m`, hyphens, dots and underscores. Two names with one fold cannot be told apart at a glance.
 */
export function folded(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('0', 'o')
    .replaceAll(/[1i]/g, 'l')
    .replaceAll('rn', 'm')
    .replaceAll(/[-_.]+/g, '-');
}

/** The components of this kind whose names look like this one; the one that has the name itself is none. */
export function lookAlikes<C extends Pick<Component, 'id' | 'kind' | 'name'>>(
  { kind, name }: Pick<Component, 'kind' | 'name'>,
  others: readonly C[],
): C[] {
  const shape = folded(name);
  return others.filter(
    (one) => one.kind === kind && one.name !== name && folded(one.name) === shape,
  );
}

/**
 * The marketplace whose name this one would pass for: its own, or that before the first dot, which is
 * how the registry names what it took from a marketplace. `known`: marketplaces that were imported.
 */
export function passesForMarketplace(name: string, known: readonly string[]): string | undefined {
  const [space = '', ...rest] = name.split('.');
  const shapes = new Set([folded(name), ...(rest.length > 0 ? [folded(space)] : [])]);
  const reserved = RESERVED.find((one) => shapes.has(folded(one)));
  if (reserved || rest.length === 0) return reserved;
  return known.find((one) => folded(one) === folded(space));
}

/** Characters that are invisible or turn text around; joiners and selectors inside emoji are part of them. */
const HIDDEN = new RegExp(
  [
    String.raw`[\p{Bidi_Control}\p{Cc}\u2800]`,
    String.raw`(?![\u200C\u200D\uFE0E\uFE0F])\p{Default_Ignorable_Code_Point}`,
    String.raw`(?<=[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}\s]|^)[\u200C\u200D\uFE0E\uFE0F](?!\u20E3)`,
  ].join('|'),
  'u',
);

const ALIKE_SCRIPTS = ['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Cherokee', 'Coptic'] as const;

/**
 * Why a title cannot be trusted to say what it seems to say: a hidden character, or a word with
 * letters of two alphabets that look the same. A whole sentence without an end; undefined for most.
 */
export function deceit(title: string): string | undefined {
  const hidden = HIDDEN.exec(title)?.[0];
  if (hidden !== undefined) {
    const code = (hidden.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return `holds a character that nobody sees (U+${code}): take it out`;
  }
  for (const word of title.normalize('NFC').match(/[\p{L}\p{M}]+/gu) ?? []) {
    const scripts = ALIKE_SCRIPTS.filter((one) => SCRIPT_TESTS[one].test(word));
    if (scripts.length > 1) {
      return `mixes ${scripts.join(' and ')} letters that look alike in "${word}": write the word in one alphabet`;
    }
  }
  return undefined;
}

const SCRIPT_TESTS: Readonly<Record<(typeof ALIKE_SCRIPTS)[number], RegExp>> = {
  Latin: /\p{Script=Latin}/u,
  Cyrillic: /\p{Script=Cyrillic}/u,
  Greek: /\p{Script=Greek}/u,
  Armenian: /\p{Script=Armenian}/u,
  Cherokee: /\p{Script=Cherokee}/u,
  Coptic: /\p{Script=Coptic}/u,
};
