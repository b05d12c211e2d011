import { LIMITS } from '../limits.ts';
import type { Check, Json, Place, Problem } from './check.ts';
import { below, isObject, problem } from './check.ts';

/** Fields whose strings a reader sees; the rest (ids, values, addresses) is not text. */
const TEXT_FIELDS = new Set([
  'text',
  'alt_text',
  'title',
  'caption',
  'fallback',
  'author_name',
  'provider_name',
]);

type Found = { block: Json; place: Place };

/** All blocks with their places, container children included. */
export function everyBlock(blocks: unknown, place: Place): Found[] {
  if (!Array.isArray(blocks)) return [];
  return blocks.flatMap((block, index) => {
    if (!isObject(block)) return [];
    const here = below(place, index);
    return [{ block, place: here }, ...everyBlock(block.child_blocks, below(here, 'child_blocks'))];
  });
}

/** Readable characters in any payload. The real formula is not published; this one counts generously. */
function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + textLength(each), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce((sum, [key, each]) => {
    if (typeof each === 'string') return TEXT_FIELDS.has(key) ? sum + each.length : sum;
    return sum + textLength(each);
  }, 0);
}

function interactive(value: unknown, place: Place): Found[] {
  if (Array.isArray(value)) return value.flatMap((each, at) => interactive(each, below(place, at)));
  if (!isObject(value)) return [];
  const deeper = Object.entries(value).flatMap(([key, each]) =>
    key === 'child_blocks' ? [] : interactive(each, below(place, key)),
  );
  return typeof value.action_id === 'string' ? [{ block: value, place }, ...deeper] : deeper;
}

function repeated(found: readonly Found[], key: 'block_id' | 'action_id'): Problem[] {
  const seen = new Set<unknown>();
  return found.flatMap(({ block, place }) => {
    const id = block[key];
    if (typeof id !== 'string') return [];
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [problem(below(place, key), `duplicate_${key}`, `${key} "${id}" already exists`)];
  });
}

/** "block_id should be unique for each message", and action_id within its block. */
export const uniqueIds: Check = (blocks, place) => {
  const found = everyBlock(blocks, place);
  const actions = found.flatMap((each) =>
    repeated(interactive(each.block, each.place), 'action_id'),
  );
  return [...repeated(found, 'block_id'), ...actions];
};

/** "Only one element in a view may have focus_on_load set to true." */
export const oneFocus: Check = (blocks, place) => {
  const focused = everyBlock(blocks, place)
    .flatMap((each) => interactive(each.block, each.place))
    .filter(({ block }) => block.focus_on_load === true);
  return focused
    .slice(1)
    .map(({ place: at }) =>
      problem(below(at, 'focus_on_load'), 'too_many', 'only one element may have focus_on_load'),
    );
};

const ofType = (found: readonly Found[], type: string): Found[] =>
  found.filter(({ block }) => block.type === type);

function overCount(found: readonly Found[], max: number, what: string): Problem[] {
  return found
    .slice(max)
    .map(({ place }) => problem(place, 'too_many', `no more than ${max} ${what} allowed`));
}

function overText(found: readonly Found[], max: number, place: Place): Problem[] {
  const total = found.reduce((sum, { block }) => sum + textLength(block), 0);
  if (total <= max) return [];
  return [problem(place, 'total_too_long', `${total} characters where ${max} are allowed in all`)];
}

/** Rules over all blocks of one message: "one table per message", markdown 12,000 in all, and so on. */
export const messageTotals: Check = (blocks, place) => {
  const found = everyBlock(blocks, place);
  const tops = found.filter(({ place: at }) => !at.pointer.includes('/child_blocks/'));
  return [
    ...overCount(ofType(found, 'table'), LIMITS.tablesPerMessage, 'table'),
    ...overCount(ofType(found, 'data_visualization'), LIMITS.chartsPerMessage, 'charts'),
    ...overText(ofType(found, 'table'), LIMITS.tableCharacters, place),
    ...overText(ofType(found, 'data_table'), LIMITS.dataTableCharacters, place),
    ...overText(ofType(found, 'markdown'), LIMITS.markdownTotal, place),
    ...overText(tops, LIMITS.messageBlocksTotal, place),
  ];
};
