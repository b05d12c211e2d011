import { KINDS, nameSchema } from './component.ts';
import type { Lease } from './lease.ts';
import { teamIdSchema } from './people.ts';
import { systemKey, touchOf } from './systems.ts';
import { isVersion } from './version.ts';
import type { WidePause } from './wide-pause.ts';
import type { Workflow } from './workflow.ts';

type Named = Pick<WidePause, 'what' | 'name'>;

/**
 * What somebody means who types `connector/crm`, `plugin/reply-drafter@3.2.4`, `team/team-support` or
 * `system/CRM`; undefined when it is none of these.
 */
export function readPausable(typed: string): Named | undefined {
  const [, what = '', name = ''] = /^([a-z]+)\/(.{1,200})$/.exec(typed.trim()) ?? [];
  if (what === 'system') return { what, name: name.trim() };
  if (what === 'team') return teamIdSchema.safeParse(name).success ? { what, name } : undefined;
  const [component = '', version] = name.split('@');
  const known = KINDS.some((one) => one === what) && nameSchema.safeParse(component).success;
  if (!known) return undefined;
  if (version !== undefined) {
    return isVersion(version) ? { what: 'release', name: `${what}/${name}` } : undefined;
  }
  return what === 'connector' ? { what, name } : undefined;
}

/** Whether a workflow that runs would get nothing, or nothing through it, while it is paused for all. */
export function isStoppedBy(
  { what, name }: Named,
  { status, team, locks, systems }: Pick<Workflow, 'status' | 'team' | 'locks' | 'systems'>,
): boolean {
  if (status === 'retired' || status === 'discovered') return false;
  switch (what) {
    case 'team':
      return team === name;
    case 'release':
      return locks.some((lock) => `${lock.component}@${lock.version}` === name);
    case 'connector':
      return locks.some((lock) => lock.component === `connector/${name}`);
    case 'system':
      return touchOf(systems, systemKey(name)) !== undefined;
  }
}

/** Whether a lease of such a workflow is one that the pause would have refused. */
export function goesThrough(
  { what, name }: Named,
  { systems }: Pick<Workflow, 'systems'>,
  { connector }: Pick<Lease, 'connector'>,
): boolean {
  if (what === 'connector') return connector === name;
  if (what !== 'system') return true;
  const via = touchOf(systems, systemKey(name))?.via ?? [];
  return via.some((one) => one.startsWith(`connector/${connector}@`));
}
