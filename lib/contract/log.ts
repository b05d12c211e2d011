import * as z from 'zod';
import { chainLineSchema } from '../core/audit.ts';
import { checkpointLineSchema } from '../core/checkpoint.ts';
import { countSchema, momentSchema, operation, text } from './operation.ts';

export const logAnswerSchema = z.object({
  subject: z.string(),
  /** Newest first. */
  lines: z.array(chainLineSchema),
  /** What agents wrote in their own words, by the hash of the line that has its digest. */
  texts: z.record(z.string(), z.string()).optional(),
  /** For the next page, as `after`; absent on the last one. A page may be short, or empty, and have one. */
  next: z.string().optional(),
});
export type LogAnswer = z.infer<typeof logAnswerSchema>;

/** A moment, or a day of the organisation. */
const whenSchema = z.union([momentSchema, z.iso.date()]);

/** What entries are chosen by; each one that is given holds for all of them. */
const chosen = {
  /** `approval.asked`, or all that begin so: `approval`. */
  kind: text(80).optional(),
  /** A person's key or Slack id, a workflow's name. */
  actor: text(120).optional(),
  from: whenSchema.optional(),
  to: whenSchema.optional(),
};

const logQuerySchema = z.strictObject({
  subject: text(300),
  ...chosen,
  before: countSchema(1),
  after: text(400).optional(),
  most: countSchema(1, 100),
});
export type LogQuery = z.infer<typeof logQuerySchema>;

export const logOperation = operation({
  id: 'readLog',
  method: 'get',
  path: '/v1/log',
  summary:
    'The log of one thing, newest first: workflow/<name>, approval/<id>, …; agent/<name>: what its agent wrote; story/<name>: all of it together.',
  who: 'person',
  query: logQuerySchema,
  answer: logAnswerSchema,
});

const partSchema = z.strictObject({ subject: text(300).optional(), ...chosen });
export type PartOfLog = z.infer<typeof partSchema>;

export const exportOperation = operation({
  id: 'exportAudit',
  method: 'get',
  path: '/v1/audit/export',
  summary:
    'The whole log as lines of canonical JSON, checkpoints first, for "yardmaster audit verify": auditors only. With a filter, a part of it, without checkpoints; of one subject for whoever may read that.',
  who: 'person',
  query: partSchema,
  answer: z.union([chainLineSchema, checkpointLineSchema]),
  type: 'application/x-ndjson',
});
