import { type Extension, isOpen } from './extension.ts';
import { type Calendar, nextReminder } from './request.ts';

/** When the schedule has to look at it next; undefined when nobody owes anything. */
export function nextExtensionLook({ remindAt, dueAt }: Extension): string | undefined {
  return remindAt ?? dueAt;
}

/** Tells the owner again, once per working day; undefined when nothing is to be said now. */
export function remindOwner(
  extension: Extension,
  now: string,
  calendar: Calendar,
): Extension | undefined {
  const look = nextExtensionLook(extension);
  const remindAt = look && isOpen(extension) ? nextReminder(look, now, calendar) : undefined;
  return remindAt ? { ...extension, remindAt, reminded: extension.reminded + 1 } : undefined;
}
