import * as z from 'zod';
import { VERDICTS } from '../core/duplicates.ts';
import { idSchema, momentSchema, operation, text } from './operation.ts';

const entryId = z.string().min(3).max(200);

const verdictAnswerSchema = z.object({
  ids: z.array(z.string()),
  say: z.enum(VERDICTS),
  /** Of `same`: the entry to go on with. */
  best: z.string().optional(),
  because: z.string(),
  by: z.string(),
  at: momentSchema,
});
export type VerdictAnswer = z.infer<typeof verdictAnswerSchema>;

const reportAnswerSchema = z.object({
  id: idSchema,
  at: momentSchema,
  /** Entries that were new or had changed, each compared with all others. */
  compared: z.int(),
  /** New groups that the next report will hold. */
  withheld: z.int(),
  groups: z.array(
    z.object({
      why: z.string(),
      entries: z.array(
        z.object({
          id: z.string(),
          /** Absent when the entry is gone meanwhile. */
          team: z.string().optional(),
          owner: z.string().optional(),
          use: z.int().optional(),
        }),
      ),
      answer: z.enum([...VERDICTS, 'later']).optional(),
    }),
  ),
});

export const duplicatesOperation = operation({
  id: 'listDuplicates',
  method: 'get',
  path: '/v1/duplicates',
  summary: 'Entries that look like the same job, as last reported, and what was said of any.',
  who: 'person',
  answer: z.object({
    report: reportAnswerSchema.optional(),
    /** The newest first. */
    verdicts: z.array(verdictAnswerSchema),
  }),
});

export const judgeOperation = operation({
  id: 'judgeDuplicates',
  method: 'post',
  path: '/v1/duplicates/verdicts',
  summary: 'Say that entries are different things, or the same one. It is remembered.',
  who: 'person',
  body: z.strictObject({
    ids: z.array(entryId).min(2).max(100),
    say: z.enum(VERDICTS),
    best: entryId.optional(),
    because: text(500).optional(),
  }),
  answer: verdictAnswerSchema,
});
