import * as z from 'zod';

const keyedSchema = z.looseObject({ key: z.unknown().optional() });

/**
 * "Older schemas are upgraded on read by a pure function." An item's `data` as it was written in
 * `schema`, brought to the newest shape.
 */
export function upgrade(kind: string, schema: number, data: unknown): unknown {
  return schema < 2 && kind === 'workflow' ? keysFromKey(data) : data;
}

/** Schema 1 had one key a workflow. */
function keysFromKey(data: unknown): unknown {
  const parsed = keyedSchema.safeParse(data);
  if (!parsed.success) return data;
  const { key, ...rest } = parsed.data;
  return key === undefined ? rest : { ...rest, keys: [key] };
}
