import * as z from 'zod';
import { nameSchema } from '../core/component.ts';
import { EXTENSION_STATES, extensionSchema } from '../core/extension.ts';
import { evidenceSchema } from '../core/request.ts';
import { idSchema, momentSchema, operation, text } from './operation.ts';

const { component, version, team, by, workflow, need, missing } = extensionSchema.shape;

/** What a team asked of a component's owner, with the answers so far. */
export const extensionAnswerSchema = z.object({
  id: z.string(),
  ...{ component, version, team, by, workflow, need, missing },
  evidence: z.array(evidenceSchema),
  at: momentSchema,
  /** When the owner owes the next step; absent when nothing is owed. */
  due_at: momentSchema.optional(),
  state: z.enum(EXTENSION_STATES),
  answers: z.array(
    z.object({
      state: z.enum(EXTENSION_STATES),
      by,
      at: momentSchema,
      reason: z.string(),
      /** The day for which the release is planned. */
      date: z.iso.date().optional(),
      /** The version that was released. */
      version: version.optional(),
    }),
  ),
  /** The team's own copy. */
  copy: z.string().optional(),
  /** The workflow that uses what came of it. */
  used_by: z.string().optional(),
});
export type ExtensionAnswer = z.infer<typeof extensionAnswerSchema>;

export const listExtensionsOperation = operation({
  id: 'listExtensions',
  method: 'get',
  path: '/v1/extensions',
  summary:
    'What owners of components were asked for and is not over yet, the oldest first; or what was over in a month.',
  who: 'person',
  query: z.strictObject({
    ended: z
      .string()
      .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'is no month: write 2026-11')
      .optional(),
  }),
  answer: z.object({ extensions: z.array(extensionAnswerSchema) }),
});

const askBodySchema = z.strictObject({
  component: text(200),
  /** What the workflow should do. */
  need: text(800),
  /** What the component lacks for that. */
  missing: text(1000),
  /** Needed by whoever is in several teams. */
  team: text(60).optional(),
  /** The workflow's name; made from the need when it is left out. */
  workflow: nameSchema.optional(),
  /** The declined one that was read: its owner is asked anew all the same. */
  again: idSchema.optional(),
});
export type AskExtensionBody = z.infer<typeof askBodySchema>;

export const askExtensionOperation = operation({
  id: 'askExtension',
  method: 'post',
  path: '/v1/extensions',
  summary:
    "Ask a component's owner for what it lacks. A team that waits for the same component already gets that one, with 200.",
  who: 'person',
  body: askBodySchema,
  answer: extensionAnswerSchema,
  statuses: [200, 201],
});

export const copyExtensionOperation = operation({
  id: 'copyExtension',
  method: 'post',
  path: '/v1/extensions/{id}/copy',
  summary: "Make the copy that the owner offered: a component of the team's own. Twice is once.",
  who: 'person',
  params: z.strictObject({ id: idSchema }),
  body: z.strictObject({ name: nameSchema }),
  answer: z.object({ component: z.string(), extension: extensionAnswerSchema }),
});
