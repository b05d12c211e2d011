import * as z from 'zod';
import { manifestSchema } from '../core/manifest.ts';
import { lockSchema, STATUSES } from '../core/workflow.ts';
import { idSchema, momentSchema, operation } from './operation.ts';

export const workflowAnswerSchema = z.object({
  id: z.string(),
  team: z.string(),
  owner: z.string(),
  backup: z.string().optional(),
  purpose: z.string(),
  status: z.enum(STATUSES),
  home: z.enum(['slack', 'repo']),
  revision: z.int(),
  /** Loose: a newer server may know more fields. */
  manifest: z.looseObject(manifestSchema.shape),
  locks: z.array(lockSchema),
  actions: z.array(z.string()),
  missing_scopes: z.array(z.string()),
  last_editor: z.string(),
  registered_at: momentSchema,
  updated_at: momentSchema,
  /** Who holds which key, and until when an older one works; the keys themselves are nowhere. */
  keys: z.array(
    z.object({
      id: z.string(),
      holder: z.string(),
      issued_at: momentSchema,
      ends_at: momentSchema.optional(),
    }),
  ),
});
export type WorkflowAnswer = z.infer<typeof workflowAnswerSchema>;

export const registeredSchema = z.object({
  outcome: z.enum(['registered', 'unchanged']),
  workflow: workflowAnswerSchema,
  warnings: z.array(z.string()),
});

export const registerOperation = operation({
  id: 'registerWorkflow',
  method: 'post',
  path: '/v1/workflows',
  summary: "Register a workflow's manifest. The body is the manifest.",
  who: 'person',
  body: manifestSchema,
  answer: registeredSchema,
  statuses: [201, 200],
});

export const getWorkflowOperation = operation({
  id: 'getWorkflow',
  method: 'get',
  path: '/v1/workflows/{id}',
  summary: 'Read a workflow: manifest, locks, owner, status.',
  who: 'person',
  params: z.strictObject({ id: idSchema }),
  answer: workflowAnswerSchema,
});
