import type { Deps } from './deps.ts';

/** Does one part of a sweep. Trouble with it is logged, and keeps no other part waiting. */
export async function orLog<T>(
  deps: Pick<Deps, 'log'>,
  step: () => Promise<T>,
  trouble: string,
): Promise<T | undefined> {
  try {
    return await step();
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    deps.log.error({ error: name }, trouble);
    return undefined;
  }
}
