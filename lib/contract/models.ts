import * as z from 'zod';
import { TASK_CLASSES } from '../core/component.ts';
import { countSchema, operation, text } from './operation.ts';

const retirementAnswer = z.object({
  model: z.string(),
  on: z.string(),
  successor: z.string().optional(),
  note: z.string().optional(),
  by: z.string(),
  at: z.string(),
});
export type RetirementAnswer = z.infer<typeof retirementAnswer>;

export const listModelsOperation = operation({
  id: 'listModels',
  method: 'get',
  path: '/v1/models',
  summary: 'Every model that something names or inherits, the most used first.',
  who: 'person',
  answer: z.object({
    models: z.array(
      z.object({
        name: z.string(),
        plugins: z.int(),
        workflows: z.int(),
        retirement: retirementAnswer.optional(),
      }),
    ),
  }),
});

const modelRowSchema = z.object({
  workflow: z.string(),
  team: z.string(),
  owner: z.string(),
  backup: z.string().optional(),
  status: z.string(),
  /** `manifest`, `baseline`, or the release that it is inherited from. */
  source: z.string(),
  task_class: z.enum(TASK_CLASSES).optional(),
});
export type ModelRowAnswer = z.infer<typeof modelRowSchema>;

export const getModelOperation = operation({
  id: 'getModel',
  method: 'get',
  path: '/v1/models/{name}',
  summary: 'What depends on a model: releases that name it, workflows that run with it, owners.',
  who: 'person',
  params: z.strictObject({ name: text(100) }),
  query: z.strictObject({ limit: countSchema(1, 100), cursor: text(100).optional() }),
  answer: z.object({
    model: z.string(),
    retirement: retirementAnswer.optional(),
    releases: z.array(z.string()),
    items: z.array(modelRowSchema),
    /** Of all pages. */
    workflows: z.int(),
    owners: z.int(),
    /** Hand it back for the next page; absent after the last row. */
    next: z.string().optional(),
  }),
});

const retireBodySchema = z.strictObject({
  /** The day from which it answers nobody any more, YYYY-MM-DD; null takes the date back. */
  on: text(10).nullable(),
  successor: text(100).optional(),
  note: text(500).optional(),
});
export type RetireBody = z.infer<typeof retireBodySchema>;

export const retireModelOperation = operation({
  id: 'retireModel',
  method: 'post',
  path: '/v1/models/{name}/retirement',
  summary: 'Set, move or take back the retirement date of a model.',
  who: 'person',
  params: z.strictObject({ name: text(100) }),
  body: retireBodySchema,
  answer: z.object({
    outcome: z.enum(['set', 'unchanged', 'withdrawn']),
    retirement: retirementAnswer,
  }),
});
