import * as z from 'zod';
import { manifestSchema } from '../core/manifest.ts';
import { PROPOSAL_STATES } from '../core/proposed.ts';
import { REVIEWS } from '../core/registration/reviews.ts';
import { lockSchema } from '../core/workflow.ts';
import { countSchema, idSchema, momentSchema, operation } from './operation.ts';
import { workflowAnswerSchema } from './workflows.ts';

const params = z.strictObject({ id: idSchema });

const revisionSchema = z.object({
  revision: z.int(),
  by: z.string(),
  at: momentSchema,
  manifest: z.looseObject(manifestSchema.shape),
  locks: z.array(lockSchema),
});

/** A revision that waits for its reviews, or waited. */
export const proposedAnswerSchema = z.object({
  id: z.string(),
  workflow: z.string(),
  /** The revision in force when it was proposed. */
  against: z.int(),
  by: z.string(),
  at: momentSchema,
  state: z.enum(PROPOSAL_STATES),
  /** What needs a review, and whose. */
  reasons: z.array(z.object({ review: z.enum(REVIEWS), field: z.string(), say: z.string() })),
  waits_for: z.array(z.enum(REVIEWS)),
  /** What differs from the revision it was written against; none where an old one asks for access alone. */
  changes: z.array(z.object({ field: z.string(), say: z.string() })),
  /** What of its pins is a team's copy, against the release that it was copied from. */
  copies: z.array(z.string()),
  manifest: z.looseObject(manifestSchema.shape).optional(),
});
export type ProposedAnswer = z.infer<typeof proposedAnswerSchema>;

export const revisionsOperation = operation({
  id: 'listRevisions',
  method: 'get',
  path: '/v1/workflows/{id}/revisions',
  summary: 'The accepted manifests of a workflow, the newest first.',
  who: 'person-or-ci',
  params,
  query: z.strictObject({ most: countSchema(1, 50), before: countSchema(1) }),
  answer: z.object({ revisions: z.array(revisionSchema) }),
});

export const proposedOperation = operation({
  id: 'getProposedRevision',
  method: 'get',
  path: '/v1/workflows/{id}/proposed',
  summary: 'The revision that waits for its review, with its difference.',
  who: 'person-or-ci',
  params,
  answer: proposedAnswerSchema,
});

export const moveHomeOperation = operation({
  id: 'moveHome',
  method: 'post',
  path: '/v1/workflows/{id}/home',
  summary:
    'Move a workflow to be edited in Slack or in its repository. The other door is refused then.',
  who: 'person',
  params,
  body: z.strictObject({ to: z.enum(['slack', 'repo']) }),
  answer: workflowAnswerSchema,
});
