import type { AccessRequest } from './access.ts';
import type { Approval } from './approval.ts';
import { ERASED, type Erased } from './erasure.ts';
import type { Extension } from './extension.ts';
import { DEFAULT_RETENTION_DAYS, type Organisation, organisationSchema } from './people.ts';
import type { WorkflowRequest } from './request.ts';
import { minutesAfter } from './time.ts';

const DAY_MINUTES = 24 * 60;

/** How many days are kept, as somebody typed it: a whole number from 30 to 3650; undefined for anything else. */
export function readDays(typed: string): number | undefined {
  if (!/^\d{1,5}$/.test(typed)) return undefined;
  return organisationSchema.shape.retentionDays.safeParse(Number(typed)).data;
}

export const DAYS_WANTED = 'Write a whole number of days, from 30 to 3650.';

/** "Retention (400 days by default)": what is from before this moment keeps no words and no names. */
export function keptSince(
  { retentionDays = DEFAULT_RETENTION_DAYS }: Pick<Organisation, 'retentionDays'>,
  now: string,
): string {
  return minutesAfter(now, -retentionDays * DAY_MINUTES);
}

/** Whether a run up to `since` is due: once a day, and at once where less is kept than before. */
export function isRunDue(ranUpTo: string | undefined, since: string): boolean {
  return ranUpTo === undefined || since >= minutesAfter(ranUpTo, DAY_MINUTES);
}

/**
 * An approval without its words: the sealed payload and the reasons go, names and target as well. Who
 * decided, when, and every digest stays. Undefined while it waits, and once it is done.
 */
export function agedApproval(approval: Approval): Erased<Approval> | undefined {
  const { end, decisions } = approval;
  if (!end || approval.target === ERASED) return undefined;
  const ended = end.name === undefined ? end : { ...end, name: ERASED };
  const nameless = decisions.map((one) => ({ ...one, name: ERASED }));
  return {
    state: { ...approval, target: ERASED, decisions: nameless, end: ended },
    parts: ['PAYLOAD', 'REASON', ...decisions.map((_, place) => `REASON#${place}`)],
  };
}

/** A request that is answered, without anybody's words. */
export function agedRequest(request: WorkflowRequest): Erased<WorkflowRequest> | undefined {
  const { state, need, answer, because } = request;
  if (state === 'queued' || need === ERASED) return undefined;
  return {
    state: {
      ...request,
      need: ERASED,
      // What was reused is a name of the catalog, and no words of anybody's.
      because: state === 'reused' ? because : ERASED,
      ...(answer ? { answer: { ...answer, name: ERASED, reason: ERASED } } : {}),
    },
    parts: ['SALT'],
  };
}

/** What an owner was asked for, once it is over, without anybody's words. */
export function agedExtension(extension: Extension): Erased<Extension> | undefined {
  const { endedAt, need, answers } = extension;
  if (endedAt === undefined || need === ERASED) return undefined;
  return {
    state: {
      ...extension,
      need: ERASED,
      missing: ERASED,
      answers: answers.map((one) => ({ ...one, name: ERASED, reason: ERASED })),
    },
    parts: answers.map((_, n) => `SALT#${n + 1}`),
  };
}

/** A request for access that is over, without anybody's words. */
export function agedAccess(request: AccessRequest): Erased<AccessRequest> | undefined {
  const { state, reason, end } = request;
  if (state === 'open' || reason === ERASED) return undefined;
  const named = end?.name === undefined ? end : { ...end, name: ERASED };
  return {
    state: { ...request, reason: ERASED, ...(named ? { end: named } : {}) },
    parts: ['REASON'],
  };
}
