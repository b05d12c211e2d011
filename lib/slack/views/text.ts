import { clean, oneLine } from '../../core/hidden-text.ts';
import { type PersonKey, personKeySchema, slackUserId } from '../../core/people.ts';
import { plainDate, unixSeconds } from '../../core/time.ts';
import { escapeMrkdwn, shorten } from '../limits.ts';

export { clean, oneLine };

/** Text of others inside mrkdwn: no mention, link or entity comes alive, at most `max` characters. */
export function safe(text: string, max: number): string {
  return shorten(escapeMrkdwn(oneLine(text)), max);
}

/** Text of others for plain_text and rich_text, at most `max` characters, never empty. */
export function shown(text: string, max: number): string {
  const short = shorten(oneLine(text), max);
  return short.trim() === '' ? '(empty)' : short;
}

/**
 * A person as Slack shows them; the organisation is part of the key and not of the mention. What is
 * no person, `ci/…` say, is shown as the text it is.
 */
export function mention(person: string): string {
  const key = personKeySchema.safeParse(person).data;
  return key ? `<@${slackUserId(key)}>` : safe(person, 100);
}

/** A sentence about a manifest's field, as it differs or needs a review. */
export interface Told {
  readonly field: string;
  readonly say: string;
}

const PEOPLE_FIELDS = ['owner_person', 'backup'];

/**
 * The sentence in pieces: people's ids, which stand in sentences about people's fields alone, and
 * what is between them. Nobody reads an id.
 */
export function told({
  field,
  say,
}: Told): readonly { readonly id: boolean; readonly text: string }[] {
  if (!PEOPLE_FIELDS.includes(field)) return [{ id: false, text: say }];
  const pieces = say.split(/\b([UW][A-Z0-9]+)\b/);
  return pieces.map((text, n) => ({ id: n % 2 === 1, text })).filter((piece) => piece.text !== '');
}

/** The same as mrkdwn. */
export function toldLine(one: Told, max: number): string {
  const length = told(one).length;
  return told(one)
    .map(({ id, text }) => (id ? `<@${text}>` : safe(text, Math.ceil(max / length))))
    .join('');
}

/** "Mention up to three, and n more." `most`: up to so many. */
export function people(list: readonly PersonKey[], most = 3): string {
  return few(list.map(mention), most);
}

/** The first `most` of what is said already, and how many more. */
export function few(list: readonly string[], most = 3): string {
  const named = list.slice(0, most);
  const more = list.length - named.length;
  if (more > 0) return `${named.join(', ')} and ${more} more`;
  if (named.length < 2) return named.join('');
  return `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
}

/** All of them, as far as one line carries it. */
export function everyone(list: readonly PersonKey[]): string {
  const named = list.slice(0, 40).map(mention).join(', ');
  return list.length > 40 ? `${named} and ${list.length - 40} more` : named;
}

/** "1 Dec 2026" of "2026-12-01": it is a day, and no moment in anybody's time zone. */
export function dayWords(date: string): string {
  return plainDate(`${date}T00:00:00.000Z`).replace(/,.*$/, '');
}

/** A moment in the reader's own time zone, with UTC words where tokens are not understood. */
export function when(at: string): string {
  return `<!date^${unixSeconds(at)}^{date_short_pretty} at {time}|${plainDate(at)}>`;
}
