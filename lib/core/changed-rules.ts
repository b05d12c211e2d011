import { type Rules, rulesSchema } from './baseline.ts';

/** Which rules differ between two baselines, in their usual order. Parsing puts their parts in one order. */
export function changedRules(before: Rules, after: Rules): readonly (keyof Rules)[] {
  const [old, young] = [rulesSchema.parse(before), rulesSchema.parse(after)];
  return rulesSchema
    .keyof()
    .options.filter((rule) => JSON.stringify(old[rule]) !== JSON.stringify(young[rule]));
}
