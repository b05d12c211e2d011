import * as z from 'zod';
import { ACCESS_STATES } from '../core/access.ts';
import { STATUSES } from '../core/workflow.ts';
import { countSchema, idSchema, momentSchema, operation, text } from './operation.ts';

const wantAnswerSchema = z.object({ connector: z.string(), scope: z.string() });

/** What a team asks the platform for, or what the platform took back. */
export const accessAnswerSchema = z.object({
  id: z.string(),
  workflow: z.string(),
  team: z.string(),
  state: z.enum(ACCESS_STATES),
  scopes: z.array(wantAnswerSchema),
  reason: z.string(),
  /** Until when the team wants it; absent: without an end. */
  until: momentSchema.optional(),
  asked_by: z.string(),
  asked_at: momentSchema,
  /** What was given of it, and until when. */
  given: z.array(wantAnswerSchema).optional(),
  given_until: momentSchema.optional(),
  ended_by: z.string().optional(),
  ended_at: momentSchema.optional(),
  /** Why not all of it was given, in the words of whoever answered, or in ours. */
  answer: z.string().optional(),
});
export type AccessAnswerView = z.infer<typeof accessAnswerSchema>;

const scopesSchema = z.array(text(200)).min(1).max(100);

export const askAccessOperation = operation({
  id: 'askAccess',
  method: 'post',
  path: '/v1/workflows/{id}/access',
  summary:
    'Ask for scopes of a connector with a reason. What the baseline gives to everybody is given at once.',
  who: 'person',
  params: z.strictObject({ id: idSchema }),
  body: z.strictObject({
    /** A connector that the workflow pins, without its kind. */
    connector: text(80),
    scopes: scopesSchema,
    reason: text(1000),
    /** The last day it is needed, in the organisation's time zone. */
    until: z.iso.date().optional(),
  }),
  answer: z.object({
    status: z.enum(STATUSES),
    given: z.array(wantAnswerSchema),
    /** Absent when everything was given at once. */
    request: accessAnswerSchema.optional(),
  }),
  statuses: [200, 202],
});

export const listAccessOperation = operation({
  id: 'listAccess',
  method: 'get',
  path: '/v1/access',
  summary: "Access requests that wait: your teams', or all of them for the platform and auditors.",
  who: 'person',
  answer: z.object({ requests: z.array(accessAnswerSchema) }),
});

export const getAccessOperation = operation({
  id: 'getAccess',
  method: 'get',
  path: '/v1/access/{id}',
  summary: 'One access request with its answer.',
  who: 'person',
  params: z.strictObject({ id: idSchema }),
  answer: accessAnswerSchema,
});

export const withdrawAccessOperation = operation({
  id: 'withdrawAccess',
  method: 'post',
  path: '/v1/access/{id}/withdraw',
  summary: 'Take an access request back, for its team.',
  who: 'person',
  params: z.strictObject({ id: idSchema }),
  answer: accessAnswerSchema,
});

export const takeBackAccessOperation = operation({
  id: 'takeBackAccess',
  method: 'post',
  path: '/v1/workflows/{id}/access/take-back',
  summary: 'Take access back that a workflow has. It counts no more from the next request on.',
  who: 'person',
  params: z.strictObject({ id: idSchema }),
  body: z.strictObject({ connector: text(80), scopes: scopesSchema, reason: text(1000) }),
  answer: accessAnswerSchema.extend({ status: z.enum(STATUSES) }),
});

const grantAnswerSchema = z.object({
  workflow: z.string(),
  team: z.string(),
  owner: z.string(),
  status: z.enum(STATUSES),
  /** `*` for one from before grants were kept by connector: it holds for every one. */
  connector: z.string(),
  scope: z.string(),
  since: momentSchema,
  /** A person; `baseline` or `earlier` where nobody gave it. */
  by: z.string(),
  until: momentSchema.optional(),
  /** The access request or the proposed revision that it was given for. */
  request: z.string().optional(),
});
export type GrantAnswer = z.infer<typeof grantAnswerSchema>;

export const grantsOperation = operation({
  id: 'listGrants',
  method: 'get',
  path: '/v1/access/grants',
  summary:
    "Access in force: a workflow's, or a connector's and everybody's for the platform and auditors.",
  who: 'person',
  query: z.strictObject({
    workflow: idSchema.optional(),
    connector: text(80).optional(),
    /** Only those that end within so many days. */
    ending_within: countSchema(0, 3650),
    cursor: text(200).optional(),
  }),
  answer: z.object({
    grants: z.array(grantAnswerSchema),
    /** Hand it back for the next page; absent after the last row. */
    next: z.string().optional(),
  }),
});
