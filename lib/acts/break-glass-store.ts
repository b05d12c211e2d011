import * as z from 'zod';
import { type BreakGlass, breakGlassSchema, type ReviewGround } from '../core/break-glass.ts';
import type { PersonKey } from '../core/people.ts';
import { slackUserId } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import type { Change } from '../store/commit.ts';
import { breakGlassIndex } from '../store/indexes.ts';
import type { Head } from '../store/item.ts';
import { partKey, type Subject } from '../store/keys.ts';
import type { Telling } from '../store/outbox.ts';
import { readHead, readPart } from '../store/read.ts';
import type { Deps } from './deps.ts';
import { loadKeptReason } from './kept-reason.ts';
import { loadOrganisation, loadTeam } from './standing.ts';

export function breakGlassSubject(approval: string): Subject {
  return `break-glass/${approval}`;
}

/** Undefined when nobody broke the glass for this approval. */
export function loadBreakGlass(deps: Deps, id: string): Promise<Head<BreakGlass> | undefined> {
  return readHead(deps.store, breakGlassSubject(id), breakGlassSchema);
}

export function noBreakGlass(id: string): Refusal<'no-break-glass'> {
  return refuse(
    'no-break-glass',
    `Nobody broke the glass for "${id.slice(0, 60)}". An approval's id begins with apr_.`,
  );
}

/** A step of its chain. */
export function breakGlassChange(
  deps: Deps,
  broken: BreakGlass,
  before: Head<BreakGlass> | undefined,
  event: {
    readonly kind: string;
    readonly by: PersonKey | 'sweep';
    readonly data: Readonly<Record<string, string | readonly string[]>>;
  },
): Change {
  const { kind, by, data } = event;
  const system = { kind: 'system' as const, id: 'sweep' };
  const actor = by === 'sweep' ? system : { kind: 'person' as const, id: by };
  return {
    subject: breakGlassSubject(broken.id),
    from: before?.chain,
    state: broken,
    index: breakGlassIndex(broken),
    event: { kind, at: deps.now(), actor, data: { ...data } },
  };
}

/** Its card, in every place in which it stands. */
export function breakGlassCards({ id, places }: BreakGlass): Telling[] {
  const subject = breakGlassSubject(id);
  return places.map((place) => ({ what: 'break-glass-card', subject, place }));
}

/** Channels and people as places, each once; a channel that nobody chose yet is none. */
export function placesOf(channels: readonly string[], people: readonly PersonKey[]): string[] {
  const places = [...channels, ...people.map(slackUserId)];
  return [...new Set(places)].filter((one) => one !== '');
}

/** Who stands where towards the review, as it is now. */
export async function reviewGround(deps: Deps, team: string): Promise<ReviewGround> {
  const organisation = await loadOrganisation(deps);
  const [owning, platform] = await Promise.all([
    loadTeam(deps, team),
    loadTeam(deps, organisation.platformTeam),
  ]);
  return { organisation, team: owning, platform };
}

/** What the admin and the reviewer wrote; undefined where it was not, or is erased. */
export interface BreakGlassWords {
  readonly reason: string | undefined;
  readonly finding: string | undefined;
}

const FINDING = 'FINDING';
const findingSchema = z.object({ text: z.string(), salt: z.string() });

export function findingKey(id: string) {
  return partKey(breakGlassSubject(id), FINDING);
}

export async function loadBreakGlassWords(deps: Deps, id: string): Promise<BreakGlassWords> {
  const [reason, finding] = await Promise.all([
    loadKeptReason(deps, breakGlassSubject(id)),
    readPart(deps.store, findingKey(id), findingSchema),
  ]);
  return { reason, finding: finding?.state.text };
}
