import type { z } from 'zod';
import { accessRequestSchema } from '../core/access.ts';
import { approvalSchema } from '../core/approval.ts';
import { identitySchema } from '../core/ci.ts';
import { componentSchema } from '../core/component.ts';
import { DISCOVERED_STATES, discoveredSchema } from '../core/discovered.ts';
import { extensionSchema } from '../core/extension.ts';
import { promotionSchema } from '../core/promotion.ts';
import { proposedSchema } from '../core/proposed.ts';
import { requestSchema } from '../core/request.ts';
import { type Workflow, workflowSchema } from '../core/workflow.ts';
import {
  ACCESS_ASKED,
  accessIndex,
  approvalIndex,
  COMPONENTS,
  discoveredIn,
  extensionIndex,
  IDENTITIES,
  listedUnder,
  NAMED,
  OPEN_EXTENSIONS,
  PLATFORM,
  PROMOTIONS,
  PROPOSED,
  promotionIndex,
  proposedIndex,
  QUEUED,
  requestIndex,
  WORKFLOWS,
  waitingIn,
  workflowIndex,
} from '../store/indexes.ts';
import type { Subject } from '../store/keys.ts';
import { readAll, readHead } from '../store/read.ts';
import type { Item } from '../store/store.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { pinEdges } from './register-write.ts';

export interface Moving {
  readonly from: string;
  readonly into: string;
}

/** Moves one kind of thing from team to team. */
export interface Mover {
  /** Ids of what this team has. */
  readonly list: (deps: Deps, team: string) => Promise<string[]>;
  /** Moves one in a transaction of its own; false when it was not there any more. */
  readonly move: (deps: Deps, id: string, moving: Moving) => Promise<boolean>;
}

interface Owned {
  readonly id: string;
  readonly team?: string | undefined;
}

interface Moved<T extends Owned> {
  readonly kind:
    | 'workflow'
    | 'component'
    | 'request'
    | 'extension'
    | 'approval'
    | 'identity'
    | 'discovered'
    | 'promotion'
    | 'proposed-revision'
    | 'access';
  readonly schema: z.ZodType<T>;
  /** Where what this team has is listed, perhaps among others. */
  readonly listed: (team: string) => readonly string[];
  readonly index: (state: T) => Record<string, string>;
  /** What else says whose it is, within the state or beside it. */
  readonly also?: (state: T) => { readonly state: T; readonly puts: readonly Item[] };
}

const ACTOR = { kind: 'system', id: 'team-merge' } as const;

function mover<T extends Owned>({ kind, schema, listed, index, also }: Moved<T>): Mover {
  const list = async (deps: Deps, team: string) => {
    const lists = await Promise.all(
      listed(team).map((partition) => readAll(deps.store, { index: 'list', partition, schema })),
    );
    return lists.flat().flatMap(({ state }) => (state.team === team ? [state.id] : []));
  };
  const move = (deps: Deps, id: string, { from, into }: Moving) =>
    attempt(deps, async (): Promise<Step<boolean>> => {
      const subject: Subject = `${kind}/${id}`;
      const head = await readHead(deps.store, subject, schema);
      if (head?.state.team !== from) return done(false);
      const moved = { ...head.state, team: into };
      const { state, puts } = also?.(moved) ?? { state: moved, puts: [] };
      const event = {
        kind: `${kind}.team-moved`,
        at: deps.now(),
        actor: ACTOR,
        data: { from, into },
      };
      const change = { subject, from: head.chain, state, index: index(state), event };
      return { kind: 'write', write: { changes: [change], puts }, value: true };
    });
  return { list, move };
}

/** The revision stays: nothing that a gate depends on changes, so what was approved stays approved. */
function withManifest(workflow: Workflow): { state: Workflow; puts: readonly Item[] } {
  const manifest = { ...workflow.manifest, owner: workflow.team };
  const state = { ...workflow, manifest };
  return { state, puts: pinEdges(state) };
}

/** What waits first, since people look for it. */
export const MOVERS: readonly Mover[] = [
  mover({
    kind: 'approval',
    schema: approvalSchema,
    listed: (team) => [waitingIn(team), waitingIn(PLATFORM), waitingIn(NAMED)],
    index: approvalIndex,
  }),
  mover({
    kind: 'request',
    schema: requestSchema,
    listed: () => [QUEUED],
    index: requestIndex,
  }),
  mover({
    kind: 'extension',
    schema: extensionSchema,
    listed: () => [OPEN_EXTENSIONS],
    index: extensionIndex,
  }),
  mover({
    kind: 'workflow',
    schema: workflowSchema,
    listed: () => [WORKFLOWS],
    index: workflowIndex,
    also: withManifest,
  }),
  mover({
    kind: 'proposed-revision',
    schema: proposedSchema,
    listed: () => [PROPOSED],
    index: proposedIndex,
  }),
  mover({
    kind: 'access',
    schema: accessRequestSchema,
    listed: () => [ACCESS_ASKED],
    index: accessIndex,
  }),
  mover({
    kind: 'promotion',
    schema: promotionSchema,
    listed: () => [PROMOTIONS.underWay, PROMOTIONS.shared],
    index: promotionIndex,
  }),
  mover({
    kind: 'component',
    schema: componentSchema,
    listed: () => [COMPONENTS],
    index: ({ id }) => listedUnder(COMPONENTS, id),
  }),
  mover({
    kind: 'identity',
    schema: identitySchema,
    listed: () => [IDENTITIES],
    index: ({ id }) => listedUnder(IDENTITIES, id),
  }),
  mover({
    kind: 'discovered',
    schema: discoveredSchema,
    listed: () => DISCOVERED_STATES.map(discoveredIn),
    index: ({ id, state }) => listedUnder(discoveredIn(state), id),
  }),
];
