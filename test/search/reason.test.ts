import { expect, it } from 'vitest';
import { queryOf } from '../../lib/search/query.ts';
import { reasonFor } from '../../lib/search/reason.ts';

const { words, terms } = queryOf('reply bills calender grow shrink', {
  size: 10,
  holding: new Map(['repli', 'invoic', 'grow', 'shrink'].map((term) => [term, 1])),
});
const met = (term: string, word: number) => {
  const found = terms.find((one) => one.term === term);
  if (!found) throw new Error(`no term ${term}`);
  return { word, term: found };
};
const written = (term: string) => (term === 'invoic' ? 'invoices' : term);

it.each([
  ['words as they were asked', [met('repli', 0), met('grow', 3)], [], 'Matches "reply", "grow"'],
  ['in the order of the query', [met('grow', 3), met('repli', 0)], [], 'Matches "reply", "grow"'],
  ['what is there instead', [met('invoic', 1)], [], 'Says "invoices" for "bills"'],
  ['a look-alike', [met('calend', 2)], ['calendar'], 'Says "calendar" for "calender"'],
  ['a look-alike that cannot be told', [met('calend', 2)], ['xyz'], 'Matches "calender"'],
  ['both', [met('repli', 0), met('invoic', 1)], [], 'Matches "reply"; says "invoices" for "bills"'],
])('says %s', (_, reasons, alike, why) => {
  expect(reasonFor({ met: reasons, alike }, words, written)).toBe(why);
});
