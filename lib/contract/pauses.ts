import * as z from 'zod';
import { PAUSABLE } from '../core/wide-pause.ts';
import { momentSchema, operation, text } from './operation.ts';

const namedSchema = {
  what: z.enum(PAUSABLE),
  /** A connector's name, `kind/name@version`, a team's id, or a system as releases write it. */
  name: text(200),
};

const pausesAnswerSchema = z.object({
  pauses: z.array(
    z.object({ ...namedSchema, since: momentSchema, by: z.string(), reason: z.string() }),
  ),
});
export type PausesAnswer = z.infer<typeof pausesAnswerSchema>;

export const listPausesOperation = operation({
  id: 'listPauses',
  method: 'get',
  path: '/v1/pauses',
  summary: 'Connectors, versions, teams and systems that are paused for all workflows.',
  who: 'person',
  answer: pausesAnswerSchema,
});

export const beginPauseOperation = operation({
  id: 'beginPause',
  method: 'post',
  path: '/v1/pauses',
  summary:
    'Pause a connector, a version, a team or a system for all workflows: effective for the very next lease and consume.',
  who: 'person',
  body: z.strictObject({ ...namedSchema, reason: text(500) }),
  answer: pausesAnswerSchema,
});

export const endPauseOperation = operation({
  id: 'endPause',
  method: 'post',
  path: '/v1/pauses/end',
  summary: 'Let it go on. Whoever paused it cannot: a second person does.',
  who: 'person',
  body: z.strictObject(namedSchema),
  answer: pausesAnswerSchema,
});
