import { UsageProblem } from './io.ts';

/** `plugin/reply-drafter` → its two parts. Throws a UsageProblem for anything else. */
export function componentOf(asked: string): { kind: string; name: string } {
  const [, kind, name] = /^([a-z]+)\/([^/@\s]+)$/.exec(asked) ?? [];
  if (kind && name) return { kind, name };
  throw new UsageProblem('Write the component like plugin/reply-drafter.');
}
