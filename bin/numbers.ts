import { InvalidArgumentError } from 'commander';

/** An option that is a whole number from 0 on. */
export function wholeNumber(text: string): number {
  if (/^[0-9]{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Write a whole number.');
}
