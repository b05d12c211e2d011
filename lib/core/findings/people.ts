import type { Rules } from '../baseline.ts';
import type { PersonKey } from '../people.ts';
import type { Breach, Subject } from './finding.ts';

/** "An owner is one active person, never a group." */
export function ownerRequired(_rules: Rules, subject: Subject): Breach[] {
  const { owner, team } = subject;
  const fix = `Name somebody of ${team.id} in "owner_person".`;
  const say = owner ? standsBadly('owner', owner, subject) : 'Nobody owns it.';
  return say ? [{ field: 'owner_person', say, fix }] : [];
}

/** A backup is somebody else, and could take over today. */
export function backupRequired(_rules: Rules, subject: Subject): Breach[] {
  const { backup, owner, team } = subject;
  const fix = `Name a second person of ${team.id} in "backup".`;
  if (!backup) return [{ field: 'backup', say: 'It has no backup.', fix }];
  const same = 'Owner and backup are the same person.';
  const say = backup === owner ? same : standsBadly('backup', backup, subject);
  return say ? [{ field: 'backup', say, fix }] : [];
}

function standsBadly(
  role: 'owner' | 'backup',
  person: PersonKey,
  { team, inactive }: Subject,
): string | undefined {
  if (inactive?.has(person)) return `Its ${role} is no active person of this organisation.`;
  const inTeam = [...team.members, team.lead, team.backup].includes(person);
  return inTeam ? undefined : `Its ${role} is not in ${team.id}.`;
}
