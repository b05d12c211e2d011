import * as z from 'zod';
import type { Release } from './component.ts';
import { personKeySchema } from './people.ts';
import { type Refusal, refuse } from './result.ts';
import { actionsOf } from './scope-actions.ts';
import { systemKey } from './systems.ts';
import { plainDate } from './time.ts';
import type { Workflow } from './workflow.ts';

export const PAUSABLE = ['connector', 'release', 'team', 'system'] as const;
export type Pausable = (typeof PAUSABLE)[number];

/** Something that many workflows share, stopped for all of them at once. */
const widePauseSchema = z.strictObject({
  what: z.enum(PAUSABLE),
  /** A connector's name, `kind/name@version`, a team's id, or a system as releases write it. */
  name: z.string(),
  at: z.string(),
  by: personKeySchema,
  /** The platform's, of a team too: its lead cannot end it. */
  admin: z.literal(true).optional(),
  reason: z.string(),
});
export type WidePause = z.infer<typeof widePauseSchema>;

/** "One flag that leases and consumes read": all of them together. */
export const widePausesSchema = z.object({ pauses: z.array(widePauseSchema) });
export type WidePauses = z.infer<typeof widePausesSchema>;

const MOST = 50;

type Outcome = { readonly kind: 'pauses'; readonly pauses: readonly WidePause[] };
type Named = Pick<WidePause, 'what' | 'name'>;

function isSame(one: Named, other: Named): boolean {
  return one.what === other.what && keyOf(one) === keyOf(other);
}

/** Releases and people write systems in any case. */
function keyOf({ what, name }: Named): string {
  return what === 'system' ? systemKey(name) : name;
}

/**
 * With one more; what is paused already stays as it is. "A pause by the platform takes the place of one
 * by the team, and never the other way round."
 */
export function pauseWidely(
  { pauses }: WidePauses,
  added: WidePause,
): Outcome | Refusal<'reason-required' | 'too-many'> {
  if (added.reason.trim() === '') {
    return refuse('reason-required', 'Say why, so that others know what to wait for.');
  }
  const before = pauses.find((one) => isSame(one, added));
  if (before && (before.admin || !added.admin)) return { kind: 'pauses', pauses };
  const others = pauses.filter((one) => one !== before);
  if (others.length >= MOST) {
    return refuse('too-many', `${MOST} things are paused already. Let some of them go on first.`);
  }
  return { kind: 'pauses', pauses: [...others, added] };
}

/** "Wide ones are undone by a second person", and the platform's by the platform alone. */
export function resumeWidely(
  { pauses }: WidePauses,
  named: Named,
  { by, asAdmin }: { readonly by: string; readonly asAdmin: boolean },
): Outcome | Refusal<'not-paused' | 'own-pause' | 'admin-pause'> {
  const found = pauses.find((one) => isSame(one, named));
  if (!found) return refuse('not-paused', `The ${nameOf(named)} is not paused.`);
  if (found.admin && !asAdmin) {
    const say = `The platform team paused the ${nameOf(named)}, so only a platform admin lets it go on.`;
    return refuse('admin-pause', say);
  }
  if (found.by === by) {
    const say = `You paused the ${nameOf(named)} yourself, so another platform admin has to let it go on.`;
    return refuse('own-pause', say);
  }
  return { kind: 'pauses', pauses: pauses.filter((one) => one !== found) };
}

/**
 * Why a workflow gets nothing through these releases: `through` are those of its own that a lease is
 * for, or that take the action of an approval. A version or team that is paused stops all of it.
 */
export function stoppedWidely(
  { pauses }: WidePauses,
  { team, locks }: Pick<Workflow, 'team' | 'locks'>,
  through: readonly Release[],
): Refusal<'paused-widely'> | undefined {
  const stops = ({ what, name }: WidePause): boolean => {
    switch (what) {
      case 'team':
        return team === name;
      case 'release':
        return locks.some((lock) => `${lock.component}@${lock.version}` === name);
      case 'connector':
        return through.some((one) => one.component === `connector/${name}`);
      case 'system':
        return through.some(({ surface }) =>
          surface.systems.map(systemKey).includes(systemKey(name)),
        );
    }
  };
  const found = pauses.find(stops);
  if (!found) return undefined;
  const say = `The ${nameOf(found)} is paused since ${plainDate(found.at)}. A platform admin lets it go on: yardmaster pause end.`;
  return refuse('paused-widely', say, { what: found.what, name: found.name });
}

/** Those of the releases that can take an action. */
export function takers(releases: Iterable<Release>, action: string): Release[] {
  return [...releases].filter((release) => actionsOf(release).includes(action));
}

function nameOf({ what, name }: Named): string {
  return `${what === 'release' ? 'version' : what} ${name}`;
}
