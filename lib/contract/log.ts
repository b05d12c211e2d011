import * as z from 'zod';
import { chainLineSchema } from '../core/audit.ts';
import { checkpointLineSchema } from '../core/checkpoint.ts';
import { countSchema, operation, text } from './operation.ts';

export const logAnswerSchema = z.object({
  subject: z.string(),
  /** Newest first. */
  lines: z.array(chainLineSchema),
});
export type LogAnswer = z.infer<typeof logAnswerSchema>;

export const logOperation = operation({
  id: 'readLog',
  method: 'get',
  path: '/v1/log',
  summary: 'The log of one thing, newest first: workflow/<name>, approval/<id>, …',
  who: 'person',
  query: z.strictObject({
    subject: text(300),
    before: countSchema(1),
    most: countSchema(1, 100),
  }),
  answer: logAnswerSchema,
});

export const exportOperation = operation({
  id: 'exportAudit',
  method: 'get',
  path: '/v1/audit/export',
  summary:
    'The whole log as lines of canonical JSON, checkpoints first, for "yardmaster audit verify". Auditors only.',
  who: 'person',
  answer: z.union([chainLineSchema, checkpointLineSchema]),
  type: 'application/x-ndjson',
});
