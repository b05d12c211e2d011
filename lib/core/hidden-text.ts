/**
 * Characters that are invisible or turn text around. Shown as what they are, so that a card cannot
 * be made to read differently from what is approved. Joiners and selectors stay where they are part
 * of an emoji or of a script that is written with them; in an address they are not.
 */
const HIDDEN = new RegExp(
  [
    String.raw`[\p{Bidi_Control}\u2800]`,
    String.raw`(?![\u200C\u200D\uFE0E\uFE0F])\p{Default_Ignorable_Code_Point}`,
    String.raw`(?<![\p{Script=Arabic}\p{M}])\u200C`,
    String.raw`(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Script=Arabic}\p{M}])\u200D`,
    String.raw`(?<!\p{Extended_Pictographic})[\uFE0E\uFE0F](?!\u20E3)`,
    String.raw`(?![\n\t])\p{Cc}`,
  ].join('|'),
  'gu',
);
const LINE_BREAK = /\r?\n|\r|[\u2028\u2029]/g;

/** Text of others, made showable: well-formed, nothing hidden in it. */
export function clean(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(HIDDEN, showCode);
}

function showCode(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
}

/** The same on one line: a line break must not look like a line of ours. */
export function oneLine(text: string): string {
  return clean(text.replace(LINE_BREAK, ' ⏎ ')).replace(/\t/g, ' ');
}
