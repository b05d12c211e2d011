import { STOP_WORDS } from './common-words.ts';
import { SHORT_FORMS } from './short-forms.ts';
import { BUSINESS } from './synonyms/business.ts';
import { EVERYDAY } from './synonyms/everyday.ts';
import { TECHNICAL } from './synonyms/technical.ts';

/** Every table that decides how an entry is read, as one text: what was read by other tables is out of date. */
export function searchTables(): string {
  return [SHORT_FORMS, EVERYDAY, BUSINESS, TECHNICAL, [...STOP_WORDS].join(' ')].join('\n');
}
