import * as z from 'zod';
import { type Organisation, personKeySchema } from './people.ts';
import { type Refusal, refuse } from './result.ts';
import { isWorkingDay, workingDaysAfter } from './time.ts';

/** What the requester was shown before anything was filed: "Evidence and answer are kept." */
export const evidenceSchema = z.strictObject({ id: z.string(), why: z.string() });

const REQUEST_STATES = [
  'queued',
  'approved',
  'changes-asked',
  'rejected',
  'reused',
  'extending',
  'withdrawn',
] as const;

/** A team's request for a new workflow. */
export const requestSchema = z.object({
  id: z.string(),
  need: z.string(),
  workflow: z.string(),
  team: z.string(),
  by: personKeySchema,
  at: z.string(),
  dueAt: z.string(),
  evidence: z.array(evidenceSchema).max(10),
  /** Why nothing fitted, what a component lacked, or the component that was reused. */
  because: z.string(),
  state: z.enum(REQUEST_STATES),
  /** What a component's owner was asked for: see `extension.ts`. */
  extension: z.string().optional(),
  answer: z
    .strictObject({ by: personKeySchema, name: z.string(), at: z.string(), reason: z.string() })
    .optional(),
  /** When the platform is told (again) that it is late; absent until it was told once. */
  remindAt: z.string().optional(),
});
export type WorkflowRequest = z.infer<typeof requestSchema>;

const WORKING_DAYS = 2;

/** What working days are told by. */
export type Calendar = Pick<Organisation, 'timeZone' | 'holidays'>;

/** "New builds queue at the platform with a place and a due date (2 working days)". */
export function dueAt(now: string, { timeZone, holidays }: Calendar): string {
  return workingDaysAfter(now, WORKING_DAYS, timeZone, holidays);
}

/** When the schedule has to look at a queued request next: its due date, later its next reminder. */
export function nextLook(request: WorkflowRequest): string {
  return request.remindAt ?? request.dueAt;
}

/**
 * "Overdue requests remind the platform": once when the due date has passed, then once per working
 * day, at the same time of day. However late the schedule comes, one reminder makes up for all that
 * were missed. Undefined when nothing is to be said now.
 */
export function remind(
  request: WorkflowRequest,
  now: string,
  calendar: Calendar,
): WorkflowRequest | undefined {
  if (request.state !== 'queued') return undefined;
  const remindAt = nextReminder(nextLook(request), now, calendar);
  return remindAt === undefined ? undefined : { ...request, remindAt };
}

/** When to remind after `now`, if it is time to remind now: on working days, from `look` on. */
export function nextReminder(
  look: string,
  now: string,
  { timeZone, holidays }: Calendar,
): string | undefined {
  if (now < look || !isWorkingDay(now, timeZone, holidays)) return undefined;
  let next = look;
  while (next <= now) next = workingDaysAfter(next, 1, timeZone, holidays);
  return next;
}

export interface Answer {
  readonly state: 'approved' | 'changes-asked' | 'rejected';
  readonly by: string;
  readonly name: string;
  readonly at: string;
  readonly reason: string;
}

/** The answered request, or why not: it is answered once; all but "approve" say why. */
export function answer(
  request: WorkflowRequest,
  given: Answer,
):
  | { kind: 'answered'; request: WorkflowRequest }
  | Refusal<'answered-already' | 'reason-required' | 'own-request'> {
  if (request.state !== 'queued') {
    const who = request.answer ? ` by ${request.answer.name}` : '';
    return refuse(
      'answered-already',
      `This request is answered already${who}: ${STATE_WORDS[request.state]}.`,
    );
  }
  if (request.by === given.by) {
    return refuse(
      'own-request',
      'You asked for this yourself, so another platform admin has to answer.',
    );
  }
  if (given.state !== 'approved' && given.reason.trim() === '') {
    return refuse('reason-required', 'Say why, so that the requester knows what to do next.');
  }
  const { state, by, name, at, reason } = given;
  return { kind: 'answered', request: { ...request, state, answer: { by, name, at, reason } } };
}

export const STATE_WORDS: Readonly<Record<WorkflowRequest['state'], string>> = {
  queued: 'waiting for the platform team',
  approved: 'approved to build',
  'changes-asked': 'changes asked for',
  rejected: 'rejected',
  reused: 'answered with what exists',
  extending: 'waiting for what was asked of an owner',
  withdrawn: 'withdrawn',
};
