import type * as z from 'zod';
import { approvalSchema } from '../core/approval.ts';
import type { AuditActor } from '../core/audit.ts';
import {
  type Erased,
  erasedApproval,
  erasedProposal,
  erasedRequest,
  erasedSettingsChange,
} from '../core/erasure.ts';
import { type PersonKey, slackUserId } from '../core/people.ts';
import { proposedSchema } from '../core/proposed.ts';
import { requestSchema } from '../core/request.ts';
import { settingsChangeSchema } from '../core/settings-change.ts';
import {
  approvalIndex,
  proposedIndex,
  requestIndex,
  settingsChangeIndex,
} from '../store/indexes.ts';
import { partKey, type Subject } from '../store/keys.ts';
import type { Telling } from '../store/outbox.ts';
import { readHead } from '../store/read.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { loadOrganisation } from './standing.ts';

/** Whose words and names go, and who wants it so. */
export interface Erasing {
  readonly person: PersonKey;
  readonly by: AuditActor;
  /** Only looks. */
  readonly dryRun: boolean;
}

type Eraser = (deps: Deps, id: string, erasing: Erasing) => Promise<boolean>;

interface Place<T> {
  readonly schema: z.ZodType<T>;
  readonly erase: (state: T, person: PersonKey) => Erased<T> | undefined;
  readonly index: (state: T) => Record<string, string>;
  /** Messages that showed what is gone; they are drawn anew. */
  readonly shown?: (erased: Erased<T>, deps: Deps) => Promise<readonly Omit<Telling, 'subject'>[]>;
}

/** One thing's head without what it kept of the person, its parts gone, its messages drawn anew. */
function eraser<T>(
  kind: 'approval' | 'request' | 'settings-change' | 'proposed-revision',
  place: Place<T>,
): Eraser {
  return (deps, id, { person, by, dryRun }) => {
    const subject: Subject = `${kind}/${id}`;
    return attempt(deps, async (): Promise<Step<boolean>> => {
      const head = await readHead(deps.store, subject, place.schema);
      const erased = head && place.erase(head.state, person);
      if (!head || !erased) return done(false);
      if (dryRun) return done(true);
      const { state, parts } = erased;
      const shown = (await place.shown?.(erased, deps)) ?? [];
      const event = { kind: 'erased', at: deps.now(), actor: by, data: { person } };
      return {
        kind: 'write',
        value: true,
        write: {
          changes: [{ subject, from: head.chain, state, index: place.index(state), event }],
          deletes: parts.map((part) => partKey(subject, part)),
          tell: shown.map((one) => ({ ...one, subject, lane: 'bulk' })),
        },
      };
    });
  };
}

const ERASERS: Readonly<Record<string, Eraser>> = {
  approval: eraser('approval', {
    schema: approvalSchema,
    erase: erasedApproval,
    index: approvalIndex,
    // Names never stand on a card; the reason of a denial does.
    shown: async ({ state, parts }) =>
      parts.length > 0 ? [{ what: 'approval-card', place: state.channel }] : [],
  }),
  request: eraser('request', {
    schema: requestSchema,
    erase: erasedRequest,
    index: requestIndex,
    shown: async ({ state }, deps) => {
      const { platformChannel } = await loadOrganisation(deps);
      const card = { what: 'request-card', place: platformChannel } as const;
      const answer = { what: 'request-answer', place: slackUserId(state.by) } as const;
      return state.state === 'reused' ? [] : state.answer ? [card, answer] : [card];
    },
  }),
  'settings-change': eraser('settings-change', {
    schema: settingsChangeSchema,
    erase: erasedSettingsChange,
    index: settingsChangeIndex,
  }),
  'proposed-revision': eraser('proposed-revision', {
    schema: proposedSchema,
    erase: erasedProposal,
    index: proposedIndex,
  }),
};

/** Takes what the subject (`approval/apr_…`) keeps of the person out of it. Returns whether there was any. */
export async function eraseIn(deps: Deps, subject: string, erasing: Erasing): Promise<boolean> {
  const [kind = '', ...rest] = subject.split('/');
  const erase = Object.hasOwn(ERASERS, kind) ? ERASERS[kind] : undefined;
  return erase ? erase(deps, rest.join('/'), erasing) : false;
}
