import * as z from 'zod';
import { evidenceSchema } from '../core/request.ts';
import { LIMITS, shorten } from './limits.ts';

/** What the request's first modal carries: the id drawn when it was opened. */
export const needMetadataSchema = z.strictObject({
  id: z.string(),
  component: z.string().optional(),
});
export type NeedMetadata = z.infer<typeof needMetadataSchema>;

/** What the second modal carries: what was typed, and what was shown for it. */
export const matchMetadataSchema = z.strictObject({
  id: z.string(),
  need: z.string(),
  workflow: z.string(),
  team: z.string(),
  /** How many of the evidence, from its start, are components to choose from. */
  offered: z.int().min(0).max(5),
  evidence: z.array(evidenceSchema).max(10),
});
export type MatchMetadata = z.infer<typeof matchMetadataSchema>;

/** The same when an owner is asked again: which component, and the declined one that was read. */
export const againMetadataSchema = matchMetadataSchema.extend({
  component: z.string(),
  knows: z.string(),
});

/** What a reason is about. `home` = asked from App Home, which is then shown anew. */
export const reasonMetadataSchema = z.discriminatedUnion('asks', [
  z.strictObject({
    asks: z.enum(['reject-approval', 'approve-approval']),
    id: z.string(),
    digest: z.string(),
    home: z.boolean(),
  }),
  z.strictObject({
    asks: z.enum(['ask-changes', 'reject-request']),
    id: z.string(),
    home: z.boolean(),
  }),
]);
export type ReasonMetadata = z.infer<typeof reasonMetadataSchema>;

export function packMetadata(value: NeedMetadata | ReasonMetadata): string {
  return JSON.stringify(value);
}

/** Fits 3,000 characters: the sentences of the evidence give way first, what was typed never. */
export function packMatch<T extends MatchMetadata>(value: T): string {
  for (const room of [200, 100, 40, 0]) {
    const evidence = value.evidence.map(({ id, why }) => ({ id, why: shorten(why, room) }));
    const text = JSON.stringify({ ...value, evidence });
    if (text.length <= LIMITS.privateMetadata) return text;
  }
  throw new Error('a request does not fit its modal');
}

/** Metadata read through its schema; undefined when it is from another version, or no JSON. */
export function unpackMetadata<T>(text: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
