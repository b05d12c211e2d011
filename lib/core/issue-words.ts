import type * as z from 'zod';

type Issue = z.core.$ZodRawIssue;

const NOUNS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

const FORMATS: Readonly<Record<string, string>> = {
  date: 'is no day. Write it like 2027-01-31',
  datetime: 'is no moment. Write it in UTC, like 2027-01-31T09:00:00Z',
  url: 'is no address. Write it in full, beginning with https://',
};

/**
 * What is wrong with a field, in words that whoever wrote it understands: the rest of a sentence that
 * begins with the field's name. For schemas that do not say it themselves; undefined where there is
 * nothing better to say than the library does. Pass it as `error` when parsing.
 */
export function issueWords(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue);
    case 'invalid_value':
      return `is none of these: ${issue.values.map(String).join(', ')}`;
    case 'unrecognized_keys':
      return `unknown: ${issue.keys.join(', ')}. Take it out`;
    case 'invalid_format':
      return FORMATS[issue.format];
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum));
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum));
    default:
      return undefined;
  }
}

function wrongType({ expected, input }: Issue & { readonly code: 'invalid_type' }) {
  if (input === undefined) return 'is missing';
  const noun = NOUNS[expected];
  return noun && `is not ${noun}`;
}

function tooSmall(origin: string, least: number): string | undefined {
  if (origin === 'string') return least === 1 ? 'is empty' : `is shorter than ${least} characters`;
  if (origin === 'array') return least === 1 ? 'is empty' : `needs at least ${least} entries`;
  return isNumber(origin) ? `is less than ${least}` : undefined;
}

function tooBig(origin: string, most: number): string | undefined {
  if (origin === 'string') return `is longer than ${most} characters`;
  if (origin === 'array') return `has more than ${most} entries`;
  return isNumber(origin) ? `is more than ${most}` : undefined;
}

function isNumber(origin: string): boolean {
  return origin === 'number' || origin === 'int';
}
