import * as z from 'zod';
import { manifestFileSchema, manifestSchema } from '../core/manifest.ts';
import { lockSchema, STATUSES } from '../core/workflow.ts';
import { idSchema, momentSchema, operation, text } from './operation.ts';

export const workflowAnswerSchema = z.object({
  id: z.string(),
  team: z.string(),
  owner: z.string(),
  backup: z.string().optional(),
  purpose: z.string(),
  status: z.enum(STATUSES),
  home: z.enum(['slack', 'repo']),
  revision: z.int(),
  /** The change that waits for its review: `/v1/workflows/{id}/proposed`. */
  proposed: z.string().optional(),
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
  /** The model that it runs with, and where that comes from; where a workflow alone is read. */
  model: z.object({ name: z.string().optional(), say: z.string() }).optional(),
  /** Connectors whose gates are only advice, a sentence each; where a workflow alone is read. */
  advisory: z.array(z.string()).optional(),
  /** What its agents do against what was reviewed; where a workflow alone is read. */
  findings: z
    .object({
      /** Used or asked for beyond what was reviewed, in the last 30 days; empty when it does not drift. */
      drift: z.array(z.object({ about: z.string(), say: z.string(), at: momentSchema })),
      /** The versions that its agents report; without `reported` where they report none. */
      running: z.array(
        z.object({
          component: z.string(),
          locked: z.string(),
          reported: z.object({ version: z.string(), at: momentSchema }).optional(),
        }),
      ),
      /** Absent where it did not fail three times in 24 hours. */
      broken: z
        .object({
          failures: z.int(),
          last: z.array(z.object({ about: z.string(), at: momentSchema })),
        })
        .optional(),
    })
    .optional(),
});
export type WorkflowAnswer = z.infer<typeof workflowAnswerSchema>;

export const registeredSchema = z.object({
  /** `proposed`: the workflow is as it was; the change waits for its review. */
  outcome: z.enum(['registered', 'unchanged', 'proposed']),
  workflow: workflowAnswerSchema,
  warnings: z.array(z.string()),
  /** What waits, and why: `/v1/workflows/{id}/proposed` tells more. */
  proposed: z
    .object({
      id: z.string(),
      reasons: z.array(z.object({ review: z.string(), field: z.string(), say: z.string() })),
    })
    .optional(),
});

export const registerOperation = operation({
  id: 'registerWorkflow',
  method: 'post',
  path: '/v1/workflows',
  summary: "Register a workflow's manifest. The body is the manifest.",
  who: 'person-or-ci',
  body: manifestFileSchema,
  answer: registeredSchema,
  statuses: [201, 200, 202],
});

export const getWorkflowOperation = operation({
  id: 'getWorkflow',
  method: 'get',
  path: '/v1/workflows/{id}',
  summary: 'Read a workflow: manifest, locks, owner, status.',
  who: 'person-or-ci',
  params: z.strictObject({ id: idSchema }),
  answer: workflowAnswerSchema,
});

export const retireOperation = operation({
  id: 'retireWorkflow',
  method: 'post',
  path: '/v1/workflows/{id}/retire',
  summary:
    'End a workflow: its keys, its webhook, its access and what it asked for. A person of its team registers it anew to undo it.',
  who: 'person',
  params: z.strictObject({ id: idSchema }),
  body: z.strictObject({ reason: text(500) }),
  answer: z.object({
    workflow: workflowAnswerSchema,
    /** Credentials that are out, and until when. */
    still_works: z.array(
      z.object({ connector: z.string(), scopes: z.array(z.string()), until: momentSchema }),
    ),
    /** Connectors whose secret it was given, to be rotated. */
    rotate: z.array(z.string()),
  }),
});
