import * as z from 'zod';
import { ANY_CONNECTOR, BY_EARLIER, type Grant } from '../core/grant.ts';

const keyedSchema = z.looseObject({ key: z.unknown().optional() });
const grantedSchema = z.looseObject({
  granted: z.array(z.string()).optional(),
  updatedAt: z.string(),
});

/**
 * "Older schemas are upgraded on read by a pure function." An item's `data` as it was written in
 * `schema`, brought to the newest shape.
 */
export function upgrade(kind: string, schema: number, data: unknown): unknown {
  if (schema < 4 && kind === 'approval') return stagesFromQuorum(data);
  if (schema < 4 && kind === 'asked') return stagesFromAsked(data);
  if (kind !== 'workflow') return data;
  const keyed = schema < 2 ? keysFromKey(data) : data;
  return schema < 3 ? grantsFromScopes(keyed) : keyed;
}

/** Schema 1 had one key a workflow. */
function keysFromKey(data: unknown): unknown {
  const parsed = keyedSchema.safeParse(data);
  if (!parsed.success) return data;
  const { key, ...rest } = parsed.data;
  return key === undefined ? rest : { ...rest, keys: [key] };
}

/** Up to schema 2 a scope was given for every connector, and nobody wrote down by whom. */
function grantsFromScopes(data: unknown): unknown {
  const parsed = grantedSchema.safeParse(data);
  if (!parsed.success || !parsed.data.granted) return data;
  const { granted, ...rest } = parsed.data;
  const how = { connector: ANY_CONNECTOR, at: rest.updatedAt, by: BY_EARLIER };
  return { ...rest, grants: granted.map((scope): Grant => ({ ...how, scope })) };
}

const decidedSchema = z.looseObject({
  quorum: z.int().optional(),
  askedVia: z.string().optional(),
  decisions: z.array(z.looseObject({})).default([]),
});
const oneListSchema = z.looseObject({ asked: z.array(z.string()) });

/** Up to schema 3 an approval had one set of people and one quorum. */
function stagesFromQuorum(data: unknown): unknown {
  const parsed = decidedSchema.safeParse(data);
  if (!parsed.success || parsed.data.askedVia === undefined) return data;
  const { quorum = 1, askedVia: via, narrowed: _, decisions, ...rest } = parsed.data;
  return {
    ...rest,
    stages: [{ of: 'manifest', via, quorum }],
    decisions: decisions.map((one) => ({ ...one, stage: 0 })),
  };
}

function stagesFromAsked(data: unknown): unknown {
  const parsed = oneListSchema.safeParse(data);
  if (!parsed.success) return data;
  const { asked, ...rest } = parsed.data;
  return { ...rest, stages: [asked] };
}
