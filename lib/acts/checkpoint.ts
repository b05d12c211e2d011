import * as z from 'zod';
import {
  CHECKPOINT_TYPE,
  type CheckpointLine,
  checkpointText,
  type Leaf,
  nextCheckpoint,
} from '../core/checkpoint.ts';
import { organisationSchema } from '../core/people.ts';
import { clearMarks, MarksMissing, type MovedChains, readMoved } from '../store/chain-marks.ts';
import { putCheckpoint, readNewestCheckpoint } from '../store/checkpoints.ts';
import { readHead } from '../store/read.ts';
import type { Deps } from './deps.ts';
import { ORGANISATION } from './standing.ts';

export interface Checkpointed {
  /** How many were made. */
  readonly checkpoints: number;
  /** How many lines they cover. */
  readonly lines: number;
}

/** Of each shard: so that a checkpoint with its leaves stays one item, far below 400 KB. */
const MOST_CHAINS = 64;
const MOST_AT_ONCE = 40;

/**
 * "Checkpoints every 5 minutes", of what changed since the last one; none where nothing did. One is
 * one put at the next number, so of several makers one wins, and it may break off anywhere: whatever
 * marks a checkpoint leaves behind, the next run takes away before it makes another.
 */
export async function makeCheckpoints(deps: Deps): Promise<Checkpointed> {
  const made = { checkpoints: 0, lines: 0 };
  let cleared: CheckpointLine | undefined;
  for (let round = 0; round < MOST_AT_ONCE; round += 1) {
    const before = await readNewestCheckpoint(deps.store);
    const found = await movedSince(deps, before, before !== undefined && isSame(before, cleared));
    if (!found || found.moved.length === 0) break;
    const line = await signed(deps, before, found.moved);
    if (!(await putCheckpoint(deps.store, line))) break;
    await clearMarks(deps.store, line.leaves);
    cleared = line;
    made.checkpoints += 1;
    made.lines += line.checkpoint.lines - (before?.checkpoint.lines ?? 0);
    if (!found.more) break;
  }
  return made;
}

/** What moved after `before`, once every mark of it is gone; undefined where another maker is at it. */
async function movedSince(
  deps: Deps,
  before: CheckpointLine | undefined,
  cleared: boolean,
): Promise<MovedChains | undefined> {
  try {
    const found = await readMoved(deps.store, MOST_CHAINS);
    if (!before || cleared) return found;
    if (!found.more && !isCovered(found.moved, before.leaves)) return found;
    await clearMarks(deps.store, before.leaves);
    return await readMoved(deps.store, MOST_CHAINS);
  } catch (error) {
    if (!(error instanceof MarksMissing)) throw error;
    const now = await readNewestCheckpoint(deps.store);
    if (now?.checkpoint.number !== before?.checkpoint.number) return undefined;
    return cleanedUp(deps, before);
  }
}

/** The marks of the last checkpoint are being taken away by somebody, or were left half taken away. */
async function cleanedUp(
  deps: Deps,
  before: CheckpointLine | undefined,
): Promise<MovedChains | undefined> {
  if (!before) throw new Error('marks are missing');
  await clearMarks(deps.store, before.leaves);
  return readMoved(deps.store, MOST_CHAINS);
}

/** Whether the marks of a checkpoint are still there, or some of them. */
function isCovered(moved: readonly Leaf[], leaves: readonly Leaf[]): boolean {
  const reached = new Map(leaves.map(([subject, , seq]) => [subject, seq]));
  return moved.some(([subject, from]) => from < (reached.get(subject) ?? 0));
}

function isSame(one: CheckpointLine, other: CheckpointLine | undefined): boolean {
  return one.signature === other?.signature;
}

const keySchema = z.object({ x: z.string() });
const restoredSchema = organisationSchema.pick({ restored: true });

async function signed(
  deps: Deps,
  before: CheckpointLine | undefined,
  moved: readonly Leaf[],
): Promise<CheckpointLine> {
  const { checkpointSigner, sha } = deps;
  const [[jwk], organisation] = await Promise.all([
    checkpointSigner.publicKeys(),
    readHead(deps.store, ORGANISATION, restoredSchema),
  ]);
  const { x: key } = keySchema.parse(jwk);
  const { checkpoint, leaves } = nextCheckpoint(before?.checkpoint, moved, {
    at: deps.now(),
    key,
    sha,
    declared: organisation?.state.restored,
  });
  // The keys in canonical order: a JWS signs the bytes that it is given.
  const claims: Record<string, unknown> = JSON.parse(checkpointText(checkpoint));
  const [header, , signature] = (await checkpointSigner.sign(claims, CHECKPOINT_TYPE)).split('.');
  return { checkpoint, leaves, signature: `${header}..${signature}` };
}
